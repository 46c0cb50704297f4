//! Names of operations and of what stands below them.

use oasmith::config::Lock;
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
