//! The types of webhooks and callbacks keep their names.

use std::collections::BTreeMap;

use oasmith::config::Lock;
use oasmith::plan::Type;
use serde_json::{Value, json};

use super::things::{Run, run};

/// A request of the service with a body of this type.
fn request(body: &str) -> Value {
    json!({ "post": { "requestBody": { "content": { "application/json": { "schema": { "type": body } } } } } })
}

/// A document whose operations have callbacks of one name, each with the type of its body.
fn document(callbacks: &[(&str, &str)]) -> Value {
    let operation = |(path, body): &(&str, &str)| {
        let callbacks = json!({ "done": { "{$request.body#/url}": request(body) } });
        (
            (*path).to_owned(),
            json!({ "post": { "responses": { "204": { "description": "Done." } }, "callbacks": callbacks } }),
        )
    };
    let paths: serde_json::Map<String, Value> = callbacks.iter().map(operation).collect();
    json!({ "openapi": "3.1.0", "info": { "title": "Callbacks", "version": "1" }, "paths": paths })
}

/// The types of webhooks, by name.
fn bodies(run: &Run) -> BTreeMap<&str, &Type> {
    run.api
        .webhooks
        .iter()
        .map(|one| (one.name.as_str(), &one.ty))
        .collect()
}

#[test]
fn an_operation_with_the_same_callback_takes_no_name() {
    let first = run(&document(&[("/m", "string")]), Lock::default());
    assert_eq!(bodies(&first), BTreeMap::from([("Done", &Type::Text)]));
    let wider = document(&[("/a", "boolean"), ("/m", "string")]);
    let second = run(&wider, first.lock);
    let expected = BTreeMap::from([("Done", &Type::Text), ("DoneWebhook", &Type::Bool)]);
    assert_eq!((bodies(&second), second.doubts()), (expected.clone(), vec![]));
    // Nor does their order matter.
    let other_way = document(&[("/m", "string"), ("/a", "boolean")]);
    let third = run(&other_way, second.lock);
    assert_eq!((bodies(&third), third.doubts()), (expected, vec![]));
    assert_eq!(
        bodies(&run(&other_way, Lock::default())),
        bodies(&run(&wider, Lock::default()))
    );
}

#[test]
fn a_name_that_another_webhook_takes_over_is_told_until_it_is_settled() {
    let first = run(&document(&[("/m", "string")]), Lock::default());
    let other = document(&[("/other", "boolean")]);
    let mut lock = first.lock;
    for _ in 0..2 {
        let now = run(&other, lock);
        assert_eq!(bodies(&now), BTreeMap::from([("Done", &Type::Bool)]));
        let doubts = now.doubts();
        assert!(doubts.len() == 1 && doubts[0].contains("`Done`"), "{doubts:?}");
        lock = now.lock;
    }
    lock.doubts.clear();
    assert_eq!(run(&other, lock).doubts(), [""; 0]);
}

#[test]
fn a_webhook_has_the_name_of_the_lock() {
    let mut document = document(&[]);
    document["webhooks"] = json!({ "newPet": request("string") });
    let text = run(&document, Lock::default()).lock.text();
    let line = "[webhooks]\n\"#/webhooks/newPet/post\" = \"NewPet\"\n";
    assert!(text.contains(line), "{text}");
    let lock = Lock::read(&text.replace("\"NewPet\"", "\"Kept\"")).expect("a lock");
    assert_eq!(bodies(&run(&document, lock)), BTreeMap::from([("Kept", &Type::Text)]));
}

#[test]
fn webhooks_that_refer_to_one_path_item_are_two() {
    let mut document = document(&[]);
    let item = json!({ "$ref": "#/components/pathItems/Event" });
    document["webhooks"] = json!({ "created": item, "deleted": item });
    document["components"] = json!({ "pathItems": { "Event": request("string") } });
    let first = run(&document, Lock::default());
    assert_eq!(
        bodies(&first),
        BTreeMap::from([("Created", &Type::Text), ("Deleted", &Type::Text)])
    );
    let again = run(&document, first.lock.clone());
    assert_eq!((again.lock.text(), again.doubts()), (first.lock.text(), vec![]));
}

#[test]
fn a_callback_that_operations_share_is_one_type_by_its_own_name() {
    let operation = |name: &str| {
        let callbacks = json!({ name: { "$ref": "#/components/callbacks/event" } });
        json!({ "post": { "responses": { "204": { "description": "Done." } }, "callbacks": callbacks } })
    };
    let of = |paths: &[(&str, &str)]| {
        let mut document = document(&[]);
        let paths: serde_json::Map<String, Value> = paths
            .iter()
            .map(|(path, name)| ((*path).to_owned(), operation(name)))
            .collect();
        document["paths"] = paths.into();
        document["components"] = json!({ "callbacks": { "event": { "{$request.body#/url}": request("string") } } });
        document
    };
    for paths in [
        &[("/a", "done")][..],
        &[("/a", "done"), ("/b", "finished")],
        &[("/b", "finished"), ("/a", "done")],
    ] {
        assert_eq!(
            bodies(&run(&of(paths), Lock::default())),
            BTreeMap::from([("Event", &Type::Text)])
        );
    }
}

#[test]
fn a_group_may_be_called_like_the_file_of_webhooks() {
    let mut document = document(&[]);
    document["webhooks"] = json!({ "ping": request("string") });
    document["paths"] = json!({ "/ping": { "get": {
        "tags": ["webhooks"], "operationId": "ping", "responses": { "204": { "description": "Done." } },
    } } });
    let first = run(&document, Lock::default());
    assert!(
        first.lock.text().contains("request = \"Ping\""),
        "{}",
        first.lock.text()
    );
    assert_eq!(bodies(&first), BTreeMap::from([("Ping", &Type::Text)]));
    assert_eq!(run(&document, first.lock.clone()).lock.text(), first.lock.text());
}

#[test]
fn a_group_may_be_called_like_the_file_of_errors() {
    let mut document = document(&[]);
    let get = |tag: &str, id: &str, status: &str| {
        let body = json!({ "application/json": { "schema": { "type": "object", "properties": { "a": {} } } } });
        json!({ "get": { "tags": [tag], "operationId": id, "responses": { status: { "description": ".", "content": body } } } })
    };
    document["paths"] = json!({ "/a": get("errors", "tasksListError", "200"), "/b": get("tasks", "list", "4XX") });
    let first = run(&document, Lock::default());
    let text = first.lock.text();
    assert!(
        text.contains("request = \"TasksListError\"") && text.contains("error = \"TasksListError\""),
        "{text}"
    );
    assert_eq!(run(&document, first.lock).lock.text(), text);
}
