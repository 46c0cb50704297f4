//! Names of operations and of what stands below them.

use oasmith::config::Lock;
use oasmith::diag::Code;
use oasmith::plan::{Api, BodyEncoding};
use serde_json::{Value, json};

use super::things::run;

/// A document with one operation.
fn document(path: &str, operation: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Operations", "version": "1" },
        "paths": { path: { "post": operation } },
    })
}

fn record(key: &str) -> Value {
    json!({ "schema": { "type": "object", "properties": { key: { "type": "string", "enum": ["a", "b"] } } } })
}

/// The methods, each with the form of its body.
fn methods(api: &Api) -> Vec<(&str, String)> {
    let all = api.groups.iter().flat_map(|group| &group.operations);
    let form = |encoding: &BodyEncoding| {
        format!("{encoding:?}")
            .split([' ', '(', '{'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    all.map(|one| {
        (
            one.name.as_str(),
            one.body.as_ref().map(|body| form(&body.encoding)).unwrap_or_default(),
        )
    })
    .collect()
}

#[test]
fn a_media_type_that_is_added_takes_no_name_of_a_method() {
    let operation = |content: Value| json!({ "operationId": "import", "requestBody": { "content": content }, "responses": { "204": { "description": "Done." } } });
    let before = run(
        &document("/up", operation(json!({ "multipart/form-data": record("f") }))),
        Lock::default(),
    );
    let both = json!({ "application/json": record("j"), "multipart/form-data": record("f") });
    let after = run(&document("/up", operation(both.clone())), before.lock.clone());
    let [old, new] = [&before, &after].map(|run| methods(&run.api));
    assert!(new.contains(&old[0]) && new.len() == 2, "{old:?} {new:?}");
    let free = run(&document("/up", operation(both)), Lock::default());
    assert_ne!(methods(&free.api)[0], old[0]);
    assert_eq!(
        after.lock.text().matches("body = \"multipart\"").count(),
        1,
        "{}",
        after.lock.text()
    );
}

#[test]
fn a_reply_that_is_added_takes_no_name_of_a_method() {
    let operation = |content: Value| json!({ "operationId": "read", "responses": { "200": { "description": "Good.", "content": content } } });
    let text = json!({ "schema": { "type": "string" } });
    let before = run(&document("/r", operation(json!({ "text/csv": text }))), Lock::default());
    let both = json!({ "application/json": record("j"), "text/csv": text });
    let after = run(&document("/r", operation(both)), before.lock);
    let output = |api: &Api, name: &str| {
        let mut all = api.groups.iter().flat_map(|group| &group.operations);
        all.find(|one| one.name == name)
            .map(|one| format!("{:?}", (&one.output, &one.accept)))
    };
    assert_eq!(output(&before.api, "read"), output(&after.api, "read"));
    assert!(output(&after.api, "read_json").is_some());
}

#[test]
fn a_form_of_a_body_is_not_one_of_a_reply() {
    let text = || json!({ "schema": { "type": "string" } });
    let content = |types: &[&str], key: &str| -> Value {
        let schema = |one: &str| match one.starts_with("text") {
            true => text(),
            false => record(&format!("{key}{}", one.len())),
        };
        let each = types.iter().map(|one| ((*one).to_owned(), schema(one)));
        Value::Object(each.collect())
    };
    let of = |bodies: &[&str], replies: &[&str]| {
        let mut operation = json!({ "operationId": "import", "responses": {
            "200": { "description": "Good.", "content": content(replies, "r") },
            "202": { "description": "Later.", "content": content(&replies[..1], "r") },
        } });
        operation["requestBody"] = json!({ "content": content(bodies, "b") });
        document("/up", operation)
    };
    let (plain, form) = ("application/json", "multipart/form-data");
    for (before, after) in [
        ((&[form][..], &[plain][..]), (&[form, plain][..], &[plain][..])),
        ((&["text/plain"], &[plain]), (&["text/plain", plain], &[plain])),
        ((&[plain], &["text/csv"]), (&[plain], &["text/csv", plain])),
        (
            (&["text/plain"], &["text/csv"]),
            (&["text/plain", plain], &["text/csv", plain]),
        ),
        ((&[plain], &[plain]), (&[plain, "text/plain"], &[plain, "text/csv"])),
    ] {
        let first = run(&of(before.0, before.1), Lock::default());
        let document = of(after.0, after.1);
        let second = run(&document, first.lock.clone());
        let third = run(&document, second.lock.clone());
        let names: Vec<&str> = second
            .lock
            .operations
            .values()
            .filter_map(|one| Some(one.method.as_ref()?.name.as_str()))
            .collect();
        assert_eq!(names.len(), methods(&second.api).len(), "{}", second.lock.text());
        assert_eq!(methods(&third.api), methods(&second.api), "{}", second.lock.text());
        assert_eq!(third.lock.text(), second.lock.text());
        assert!(methods(&second.api).contains(&methods(&first.api)[0]));
        // A form that goes takes no name of the other side with it.
        let back = run(&of(before.0, before.1), second.lock);
        assert_eq!(methods(&back.api), methods(&first.api), "{}", back.lock.text());
    }
}

#[test]
fn a_dialect_that_a_method_reads_stays_when_another_comes() {
    let operation = |content: Value| json!({ "operationId": "read", "requestBody": { "content": content }, "responses": { "200": { "description": "Good.", "content": content } } });
    let one = json!({ "application/vnd.x+json": record("x") });
    let both = json!({ "application/json": record("j"), "application/vnd.x+json": record("x") });
    let before = run(&document("/r", operation(one)), Lock::default());
    let after = run(&document("/r", operation(both.clone())), before.lock);
    let fields = |api: &Api| {
        ["x", "j"].map(|field| {
            api.models
                .iter()
                .any(|model| format!("{:?}", model.definition).contains(&format!("{field:?}")))
        })
    };
    assert_eq!(fields(&after.api), [true, false], "{}", after.lock.text());
    let lost = after.said.iter().filter(|item| item.code == Code::IgnoredBody);
    assert_eq!(lost.count(), 2, "{:?}", after.said);
    let free = run(&document("/r", operation(both)), Lock::default());
    assert_eq!(fields(&free.api), [false, true]);
}

#[test]
fn a_path_parameter_with_another_name_renames_nothing() {
    let operation = |name: &str| {
        let parameter =
            json!({ "in": "path", "name": name, "required": true, "schema": record("k")["schema"]["properties"]["k"] });
        let reply = json!({ "200": { "description": "Good.", "content": { "application/json": record("j") } } });
        json!({ "tags": ["t"], "parameters": [parameter], "responses": reply })
    };
    let before = run(&document("/a/{id}", operation("id")), Lock::default());
    let after = run(&document("/a/{key}", operation("key")), before.lock.clone());
    let names = |lock: &Lock| -> Vec<String> { lock.types.values().map(|name| name.name.clone()).collect() };
    assert_eq!(methods(&before.api), methods(&after.api));
    assert_eq!(names(&before.lock), names(&after.lock));
    assert_eq!(
        before
            .lock
            .text()
            .replace("{id}", "{key}")
            .replace("path:id", "path:key"),
        after.lock.text()
    );
}

#[test]
fn a_parameter_that_all_operations_of_a_path_share_keeps_its_type() {
    let kinds = |name: &str| json!({ "name": name, "in": "query", "schema": { "type": "string", "enum": ["a", "b"] } });
    let of = |own: Value, shared: Value| {
        let mut out = document(
            "/w",
            json!({ "operationId": "read", "parameters": own, "responses": { "204": { "description": "Done." } } }),
        );
        out["paths"]["/w"]["parameters"] = shared;
        out
    };
    let before = run(&of(json!([kinds("kind"), kinds("other")]), json!([])), Lock::default());
    for own in [json!([kinds("other")]), json!([])] {
        let shared = match own.as_array().map_or(0, Vec::len) {
            0 => json!([kinds("other"), kinds("kind")]),
            _ => json!([kinds("kind")]),
        };
        let after = run(&of(own, shared), before.lock.clone());
        assert_eq!(after.names(), before.names(), "{}", after.lock.text());
        assert_eq!(after.doubts(), [""; 0]);
    }
}

#[test]
fn a_path_parameter_that_an_operation_is_named_after_renames_nothing() {
    let document = |paths: &[(&str, &str, bool)]| {
        let problem = json!({ "description": "No.", "content": { "application/json": record("p") } });
        let mut all = json!({});
        for (path, tag, has_id) in paths {
            let mut operation = json!({ "tags": [tag], "responses": { "200": { "description": "Good.", "content": { "application/json": record("j") } }, "404": problem } });
            if *has_id {
                operation["operationId"] = json!(format!("get{}", path.replace(['/', '{', '}'], "_")));
            }
            all[path] = json!({ "get": operation });
        }
        json!({ "openapi": "3.0.3", "info": { "title": "Operations", "version": "1" }, "paths": all })
    };
    for has_id in [false, true] {
        let list = ("/pets", "pets", has_id);
        for (old, new) in [
            ("/pets/{id}", "/pets/{petId}"),
            ("/pets/{id}/toys/{toy}", "/pets/{petId}/toys/{toyId}"),
        ] {
            let before = run(&document(&[list, (old, "pets", has_id)]), Lock::default());
            let after = run(&document(&[list, (new, "pets", has_id)]), before.lock.clone());
            let names = |lock: &Lock| -> Vec<String> {
                let types = lock.types.values().map(|name| name.name.clone());
                let all = lock.operations.values();
                let all = all.flat_map(|one| [&one.method, &one.request, &one.error]);
                let mut all: Vec<String> = all.flatten().map(|name| name.name.clone()).chain(types).collect();
                all.sort();
                all
            };
            assert_eq!(
                names(&before.lock),
                names(&after.lock),
                "{old} {new}: {}",
                before.lock.text()
            );
        }
    }
}

#[test]
fn an_operation_keeps_its_error_type_in_a_group_where_its_method_is_taken() {
    let operation = |key: &str| {
        let content = json!({ "application/json": record(key) });
        let responses = json!({ "200": { "description": "Good.", "content": content }, "404": { "description": "No.", "content": content } });
        json!({ "get": { "tags": [key], "operationId": "list", "responses": responses } })
    };
    let mut document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Operations", "version": "1" },
        "paths": { "/a": operation("a"), "/b": operation("b") },
    });
    let mut lock = run(&document, Lock::default()).lock;
    let key = "#/paths/~1a/get";
    lock.operations.get_mut(key).expect("an operation").error = Some("KeptError".to_owned().into());
    document["paths"]["/a"]["get"]["x-client-group"] = json!("b");
    let after = run(&document, lock);
    let entry = &after.lock.operations[key];
    let error = entry.error.as_ref().map(|error| error.name.as_str());
    assert_eq!((entry.path().as_deref(), error), (Some("b.get_a"), Some("KeptError")));
    let again = run(&document, after.lock.clone());
    assert_eq!(again.lock.text(), after.lock.text());
}

#[test]
fn a_path_that_is_given_to_another_operation_is_told() {
    let of = |id: &str| {
        document(
            "/things",
            json!({ "operationId": id, "responses": { "204": { "description": "Done." } } }),
        )
    };
    let before = run(&of("createThing"), Lock::default());
    let first = run(&of("dropThings"), before.lock.clone());
    assert_eq!(methods(&first.api), methods(&before.api));
    let message =
        "this takes over the name `create_thing`, because the operation at this path had another `operationId`";
    let again = run(&of("dropThings"), first.lock.clone());
    assert_eq!((first.doubts(), again.doubts()), (vec![message], vec![message]));
    assert_eq!(again.lock.text(), first.lock.text());
    let mut settled = first.lock.clone();
    settled.doubts.clear();
    assert_eq!(run(&of("dropThings"), settled).doubts(), [""; 0]);
    let mut chosen = of("dropThings");
    chosen["paths"]["/things"]["post"]["x-client-name"] = json!("discard");
    let chosen = run(&chosen, first.lock);
    assert_eq!((methods(&chosen.api)[0].0, chosen.doubts()), ("discard", vec![]));
}
