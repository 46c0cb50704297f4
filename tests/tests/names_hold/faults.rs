//! Faults that were found, each by itself.

use oasmith::config::{Lock, LockForm};
use oasmith::plan::{Api, Shape};
use serde_json::{Value, json};

use super::things::run;

/// Two operations of one group, with the statuses for which they declare the body `Problem`.
fn document(list: &[&str], create: &[&str]) -> Value {
    let refused = json!({ "description": "No.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
    let operation = |statuses: &[&str]| {
        let mut responses = json!({ "204": { "description": "Done." } });
        for status in statuses {
            responses[*status] = refused.clone();
        }
        json!({ "tags": ["tasks"], "responses": responses })
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Errors", "version": "1" },
        "paths": { "/tasks": { "get": operation(list), "post": operation(create) } },
        "components": { "schemas": { "Problem": { "type": "object", "properties": { "message": { "type": "string" } } } } },
    })
}

/// The error types of a client with their variants, and their aliases.
fn errors(api: &Api) -> Vec<String> {
    let mut out = Vec::new();
    for failure in &api.failures {
        let variants: Vec<&str> = failure.variants.iter().map(|variant| variant.name.as_str()).collect();
        out.push(format!("{}: {}", failure.name, variants.join(" ")));
        out.extend(
            failure
                .aliases
                .iter()
                .map(|alias| format!("{} = {}", alias.name, failure.name)),
        );
    }
    out
}

#[test]
fn a_status_that_is_added_renames_no_error_type() {
    let alone = [document(&["400"], &["409"]), document(&["400", "404"], &["409"])];
    let [before, after] = alone.map(|document| errors(&run(&document, Lock::default()).api));
    assert_eq!(before, ["TasksCreateError: Conflict", "TasksListError: BadRequest"]);
    assert_eq!(
        after,
        ["TasksCreateError: Conflict", "TasksListError: BadRequest NotFound"]
    );
}

#[test]
fn a_locked_type_is_shared_although_an_operation_declares_more() {
    let before = run(&document(&["400"], &["400"]), Lock::default());
    let aliases = ["TasksCreateError = TasksError", "TasksListError = TasksError"];
    assert_eq!(errors(&before.api), ["TasksError: BadRequest", aliases[0], aliases[1]]);
    let more = document(&["400", "404"], &["400"]);
    let after = run(&more, before.lock);
    assert_eq!(
        errors(&after.api),
        ["TasksError: BadRequest NotFound", aliases[0], aliases[1]]
    );
    let free = run(&more, Lock::default());
    assert_eq!(
        errors(&free.api),
        ["TasksCreateError: BadRequest", "TasksListError: BadRequest NotFound"]
    );
}

#[test]
fn a_variant_keeps_its_locked_name() {
    let before = run(&document(&["400"], &["409"]), Lock::default());
    let lock = before.lock.text().replace("\"BadRequest\"", "\"Invalid\"");
    let lock = Lock::read(&lock).expect("a lock");
    let after = run(&document(&["404", "400"], &["409"]), lock);
    assert_eq!(
        errors(&after.api),
        ["TasksCreateError: Conflict", "TasksListError: Invalid NotFound"]
    );
}

/// A document whose operation reads a choice between objects with these keys, next to `all` if there is a base.
fn choice(keys: &[&str], has_base: bool) -> Value {
    let branch = |key: &&str| json!({ "type": "object", "properties": { *key: { "type": "string" }, "both": { "type": "string" } } });
    let mut schema = json!({ "oneOf": keys.iter().map(branch).collect::<Vec<_>>() });
    if has_base {
        schema["properties"] = json!({ "all": { "type": "string" } });
    }
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/W" } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Branches", "version": "1" },
        "paths": { "/w": { "get": { "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": { "W": schema } },
    })
}

/// The struct that has a field.
pub(super) fn owner<'a>(api: &'a Api, field: &str) -> &'a str {
    let has = |model: &&oasmith::plan::Model| match &model.shape {
        Shape::Record(record) => record.fields.iter().any(|one| one.wire() == field),
        _ => false,
    };
    &api.models.iter().find(has).expect("a struct with the field").name
}

#[test]
fn a_branch_in_front_of_others_moves_no_name() {
    for has_base in [false, true] {
        let before = run(&choice(&["a", "b"], has_base), Lock::default());
        // Names that are not what the branches would be called anyway.
        let [a, b] = ["a", "b"].map(|key| owner(&before.api, key).to_owned());
        let lock = before.lock.text();
        let lock = lock
            .replace(&format!("{a:?}"), "\"First\"")
            .replace(&format!("{b:?}"), "\"Second\"");
        let lock = Lock::read(&lock).expect("a lock");
        for keys in [["c", "a", "b"].as_slice(), &["b", "a"], &["a", "c", "b"]] {
            let after = run(&choice(keys, has_base), lock.clone());
            let names = ["a", "b"].map(|key| owner(&after.api, key));
            assert_eq!(names, ["First", "Second"], "{keys:?}, {has_base}: {}", lock.text());
        }
    }
}

#[test]
fn a_lock_of_an_earlier_version_is_read_and_rewritten() {
    for (has_base, list) in [(false, "oneOf"), (true, "x-branch")] {
        let at = |index: usize| format!("\"#/components/schemas/W/{list}/{index}\"");
        let old = format!("[types]\n{} = \"First\"\n{} = \"Second\"\n", at(0), at(1));
        let old = Lock::read(&old).expect("a lock");
        assert_eq!(old.form, LockForm::Positions);
        let after = run(&choice(&["a", "b"], has_base), old);
        assert_eq!(["a", "b"].map(|key| owner(&after.api, key)), ["First", "Second"]);
        assert_eq!(after.lock.form, LockForm::Current);
        let text = after.lock.text();
        assert!(!text.contains("/0\"") && !text.contains("x-branch"), "{text}");
        let again = run(&choice(&["c", "b", "a"], has_base), after.lock);
        assert_eq!(["a", "b"].map(|key| owner(&again.api, key)), ["First", "Second"]);
    }
}
