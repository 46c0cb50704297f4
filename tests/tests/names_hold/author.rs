//! What the author says counts more than the lock.

use oasmith::config::Lock;
use oasmith::diag::Code;
use oasmith::plan::Api;
use serde_json::{Value, json};

use super::faults::{self, owner};
use super::things::{Run, run};

/// A document whose operations send and read `User`, and which holds a status.
fn document() -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/User" } } });
    let operation = |id: &str| json!({ "tags": ["t"], "operationId": id, "requestBody": { "content": content }, "responses": { "200": { "description": "Good.", "content": content } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Author", "version": "1" },
        "paths": { "/a": { "post": operation("first") }, "/b": { "post": operation("second") } },
        "components": { "schemas": {
            "User": { "type": "object", "properties": {
                "id": { "type": "string", "readOnly": true },
                "other": { "$ref": "#/components/schemas/Other" },
            } },
            "Other": { "type": "object", "properties": { "key": { "type": "string" } } },
        } },
    })
}

fn methods(api: &Api) -> Vec<String> {
    let all = api.groups.iter();
    let all = all.flat_map(|group| group.operations.iter().map(move |one| (&group.name, one)));
    all.map(|(group, one)| format!("{group}.{} {}", one.name, one.type_name))
        .collect()
}

/// The same run again, which must change nothing.
fn again(document: &Value, after: &Run) {
    let again = run(document, after.lock.clone());
    assert_eq!(again.lock.text(), after.lock.text());
}

#[test]
fn a_type_has_the_name_that_the_author_says() {
    let lock = run(&document(), Lock::default()).lock;
    let mut chosen = document();
    chosen["components"]["schemas"]["User"]["x-client-name"] = json!("Person");
    let after = run(&chosen, lock);
    let names: Vec<&str> = after.api.models.iter().map(|model| model.name.as_str()).collect();
    assert_eq!(names, ["Other", "Person", "PersonWrite"], "{}", after.lock.text());
    assert!(!after.lock.text().contains("\"User\""), "{}", after.lock.text());
    again(&chosen, &after);
}

#[test]
fn names_are_exchanged_but_not_taken_from_others() {
    let lock = run(&document(), Lock::default()).lock;
    let mut chosen = document();
    chosen["components"]["schemas"]["User"]["x-client-name"] = json!("Other");
    let after = run(&chosen, lock.clone());
    assert_eq!((owner(&after.api, "id"), owner(&after.api, "key")), ("User", "Other"));
    assert!(
        after.said.iter().any(|item| item.message.contains("`Other` is taken")),
        "{:?}",
        after.said
    );
    chosen["components"]["schemas"]["Other"]["x-client-name"] = json!("User");
    let after = run(&chosen, lock);
    assert_eq!((owner(&after.api, "id"), owner(&after.api, "key")), ("Other", "User"));
    again(&chosen, &after);
}

#[test]
fn an_operation_has_the_names_that_the_author_says() {
    let lock = run(&document(), Lock::default()).lock;
    let post =
        |document: &mut Value, path: &str, key: &str, word: &str| document["paths"][path]["post"][key] = json!(word);
    let mut chosen = document();
    post(&mut chosen, "/a", "x-client-name", "begin");
    let after = run(&chosen, lock.clone());
    assert_eq!(methods(&after.api), ["t.begin Begin", "t.second Second"]);
    again(&chosen, &after);
    post(&mut chosen, "/a", "x-client-group", "grp");
    let after = run(&chosen, after.lock);
    assert_eq!(methods(&after.api), ["grp.begin Begin", "t.second Second"]);
    assert!(after.lock.text().contains("\"grp\" = \"grp\""), "{}", after.lock.text());
    again(&chosen, &after);
    post(&mut chosen, "/a", "x-client-group", "other");
    let after = run(&chosen, after.lock);
    assert_eq!(methods(&after.api), ["other.begin Begin", "t.second Second"]);
    assert!(!after.lock.text().contains("grp"), "{}", after.lock.text());
    let mut exchanged = document();
    post(&mut exchanged, "/a", "x-client-name", "second");
    let after = run(&exchanged, lock.clone());
    assert_eq!(methods(&after.api), ["t.first First", "t.second Second"]);
    post(&mut exchanged, "/b", "x-client-name", "first");
    let after = run(&exchanged, lock);
    assert_eq!(
        after.lock.operations["#/paths/~1a/post"].path().as_deref(),
        Some("t.second")
    );
    assert_eq!(
        after.lock.operations["#/paths/~1b/post"].path().as_deref(),
        Some("t.first")
    );
    again(&exchanged, &after);
}

#[test]
fn an_operation_that_is_left_out_keeps_its_entry() {
    let before = run(&document(), Lock::default()).lock;
    let mut chosen = document();
    let operation = &mut chosen["paths"]["/a"]["post"];
    operation["x-client-name"] = json!("begin");
    operation["x-client-skip"] = json!(true);
    let after = run(&chosen, before);
    assert_eq!(methods(&after.api), ["t.second Second"]);
    let entry = &after.lock.operations["#/paths/~1a/post"];
    assert_eq!(entry.request.as_ref().expect("a request").name, "First");
    again(&chosen, &after);
}

#[test]
fn an_error_type_that_the_author_names_is_not_said_to_be_called_like_its_alias() {
    let mut document = faults::document(&["400"], &["400"]);
    let lock = run(&document, Lock::default()).lock;
    document["paths"]["/tasks"]["get"]["x-client-error"] = json!("Refusal");
    let after = run(&document, lock);
    let failure = after.api.failures.iter().find(|failure| failure.name == "Refusal");
    assert_eq!(failure.expect("the enum").aliases[0].name, "TasksListError");
    let altered = after.said.iter().filter(|item| item.code == Code::AlteredChoice);
    assert_eq!(altered.count(), 0, "{:?}", after.said);
}
