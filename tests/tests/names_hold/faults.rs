//! Faults that were found, each by itself.

use oasmith::config::Lock;
use oasmith::ir::Api;
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
