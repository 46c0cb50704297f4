//! Things whose place has another key, or which have become components.

use std::collections::BTreeSet;

use oasmith::config::Lock;
use serde_json::{Value, json};

use super::things::{Run, run};

/// A document whose operation has these responses.
fn document(responses: Value, components: Value) -> Value {
    let operation = json!({ "operationId": "read", "responses": responses });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Detours", "version": "1" },
        "paths": { "/r": { "get": operation } },
        "components": components,
    })
}

fn inner() -> Value {
    json!({ "type": "object", "properties": { "kind": { "type": "string", "enum": ["a", "b"] }, "more": { "oneOf": [
        { "type": "object", "required": ["x"], "properties": { "x": { "type": "string", "enum": ["c", "d"] } } },
        { "type": "object", "required": ["y"], "properties": { "y": { "type": "string", "enum": ["c", "d"] } } },
    ] } } })
}

fn response(media_type: &str, schema: Value) -> Value {
    json!({ "description": "Good.", "content": { media_type: { "schema": schema } } })
}

/// The lock of a document, with names that nothing would get.
fn locked(document: &Value) -> Lock {
    run(document, Lock::default()).kept()
}

#[test]
fn a_media_type_and_a_status_in_other_words_keep_names() {
    let before = document(json!({ "200": response("application/json", inner()) }), json!({}));
    let lock = locked(&before);
    let kept = run(&before, lock.clone()).names().join(" ");
    assert!(kept.split(' ').all(|name| name.starts_with("Kept")), "{kept}");
    let told = [
        "this takes over the name `KeptReadResponse`, because the status or media type that had it is gone, and only this one may have replaced it (4 other types likewise)",
    ];
    for (status, media_type, doubts) in [
        ("200", "application/json; charset=utf-8", &[][..]),
        ("2XX", "application/json", &told),
        ("2XX", "application/json;charset=UTF-8", &told),
        ("200", "application/json;version=2", &told),
    ] {
        let other = document(json!({ status: response(media_type, inner()) }), json!({}));
        let after = run(&other, lock.clone());
        assert_eq!(
            (after.names().join(" "), after.doubts()),
            (kept.clone(), doubts.to_vec()),
            "{status} {media_type}"
        );
        let mut back = run(&before, after.lock).lock;
        assert_eq!(back.doubts.is_empty(), doubts.is_empty());
        back.doubts.clear();
        assert_eq!(back.text(), lock.text());
    }
}

/// A schema in and out of what only stands around it: the names that it and its parts have stay.
#[test]
fn a_wrapper_of_one_schema_renames_nothing() {
    let within = |schema: Value| json!({ "type": "object", "properties": { "p": schema } });
    let list = |items: Value| json!({ "type": "array", "items": items });
    let or_null = |schema: Value| json!({ "anyOf": [schema, { "type": "null" }] });
    let mut nullable = list(inner());
    nullable["type"] = json!(["array", "null"]);
    let all = |schema: Value| json!({ "allOf": [schema] });
    let any = |schema: Value| json!({ "anyOf": [schema] });
    let groups = [
        vec![
            inner(),
            or_null(inner()),
            all(inner()),
            any(inner()),
            or_null(all(inner())),
        ],
        vec![list(inner()), list(all(inner())), list(any(inner()))],
        vec![list(inner()), nullable, or_null(list(inner()))],
    ];
    let pairs = groups.iter().flat_map(|all| {
        all.iter()
            .flat_map(move |one| all.iter().map(move |other| (one, other)))
    });
    for (before, after) in pairs {
        let of = |schema: &Value| {
            document(
                json!({ "200": response("application/json", within(schema.clone())) }),
                json!({}),
            )
        };
        let lock = locked(&of(before));
        let kept: BTreeSet<String> = lock.types.values().map(|name| name.name.clone()).collect();
        let after = run(&of(after), lock.clone());
        let now: BTreeSet<String> = after.names().into_iter().map(str::to_owned).collect();
        assert_eq!(
            (&now, after.doubts()),
            (&kept, vec![]),
            "{}\n{}",
            lock.text(),
            after.lock.text()
        );
    }
}

#[test]
fn a_choice_in_a_choice_renames_nothing() {
    let object = |key: &str| json!({ "type": "object", "required": [key], "properties": { key: { "type": "string", "enum": ["a", "b"] } } });
    let choice = json!({ "oneOf": [object("x"), object("y")] });
    let within = |schema: &Value| {
        let schema = json!({ "type": "object", "properties": { "p": schema } });
        document(json!({ "200": response("application/json", schema) }), json!({}))
    };
    let lock = locked(&within(&choice));
    let kept = run(&within(&choice), lock.clone());
    for nullable in ["oneOf", "anyOf"] {
        let after = run(
            &within(&json!({ nullable: [choice, { "type": "null" }] })),
            lock.clone(),
        );
        assert_same(&after, &kept);
    }
}

/// Whether a run gives the same names as another one, and has no doubts.
fn assert_same(after: &Run, kept: &Run) {
    assert_eq!(
        (after.names(), after.doubts()),
        (kept.names(), vec![]),
        "{}",
        after.lock.text()
    );
}

#[test]
fn a_choice_by_the_other_keyword_renames_nothing() {
    let object = |key: &str| json!({ "type": "object", "required": [key], "properties": { key: { "type": "string", "enum": ["a", "b"] } } });
    let of = |word: &str| {
        let schema = json!({ word: [object("x"), object("y"), { "type": "string" }] });
        document(json!({ "200": response("application/json", schema) }), json!({}))
    };
    for (before, after) in [("oneOf", "anyOf"), ("anyOf", "oneOf")] {
        let lock = locked(&of(before));
        let kept = run(&of(before), lock.clone());
        let after = run(&of(after), lock);
        // The objects of an `anyOf` are one record, those of a `oneOf` are two.
        let message = "`KeptReadResponseObject` in names.lock probably names this, but it has changed so much that this is not certain";
        assert_eq!((after.names(), after.doubts()), (kept.names(), vec![message]));
    }
}

#[test]
fn a_parameter_that_becomes_a_component_keeps_its_name() {
    let parameter = json!({ "in": "query", "name": "state", "schema": { "type": "string", "enum": ["on", "off"] } });
    let of = |parameter: Value, components: Value| {
        let mut out = document(json!({ "204": { "description": "Done." } }), components);
        out["paths"]["/r"]["get"]["parameters"] = json!([parameter]);
        out
    };
    let lock = locked(&of(parameter.clone(), json!({})));
    let reference = json!({ "$ref": "#/components/parameters/Any" });
    let after = run(&of(reference, json!({ "parameters": { "Any": parameter } })), lock);
    assert_eq!(after.names(), ["KeptReadState"]);
    let message = "this takes over the name `KeptReadState`, because the schema that had it is a `$ref` to this now";
    assert_eq!(after.doubts(), [message]);
}

#[test]
fn a_component_that_is_emptied_keeps_its_name() {
    let reference = json!({ "$ref": "#/components/schemas/Any" });
    let of = |schema: Value| {
        document(
            json!({ "200": response("application/json", reference.clone()) }),
            json!({ "schemas": { "Any": schema } }),
        )
    };
    let lock = locked(&of(inner()));
    for empty in [json!({}), json!({ "type": "object" }), json!({ "type": "string" })] {
        let emptied = run(&of(empty), lock.clone());
        assert_eq!(emptied.lock.types["#/components/schemas/Any"].name, "KeptAny");
        assert!(run(&of(inner()), emptied.lock).names().contains(&"KeptAny"));
    }
}

#[test]
fn what_becomes_a_component_keeps_its_name_and_that_is_told() {
    let before = document(json!({ "200": response("application/json", inner()) }), json!({}));
    let lock = locked(&before);
    let kept = run(&before, lock.clone()).names().join(" ");
    let schema = json!({ "$ref": "#/components/schemas/Inner" });
    let table = [
        document(
            json!({ "200": response("application/json", schema) }),
            json!({ "schemas": { "Inner": inner() } }),
        ),
        document(
            json!({ "200": { "$ref": "#/components/responses/Good" } }),
            json!({ "responses": { "Good": response("application/json", inner()) } }),
        ),
    ];
    for other in table {
        let after = run(&other, lock.clone());
        assert_eq!(after.names().join(" "), kept);
        let message = "this takes over the name `KeptReadResponse`, because the schema that had it is a `$ref` to this now (4 other types likewise)";
        assert_eq!(after.doubts(), [message], "{}", after.lock.text());
        let again = run(&other, after.lock.clone());
        assert_eq!((again.lock.text(), again.doubts()), (after.lock.text(), vec![message]));
        // Somebody has looked at it.
        let mut settled = after.lock;
        settled.doubts.clear();
        let last = run(&other, settled.clone());
        assert_eq!((last.lock.text(), last.doubts()), (settled.text(), vec![]));
    }
}

#[test]
fn a_branch_that_becomes_a_component_keeps_its_name() {
    let object = |key: &str| json!({ "type": "object", "properties": { key: { "type": "string", "enum": ["a", "b"] }, "both": {} } });
    let of = |branches: &[Value], base: Option<Value>, components: Value| {
        let mut schema = json!({ "oneOf": branches });
        schema
            .as_object_mut()
            .expect("an object")
            .extend(base.map(|base| ("properties".to_owned(), base)));
        document(json!({ "200": response("application/json", schema) }), components)
    };
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let components = json!({ "schemas": { "A": object("x"), "B": object("y") } });
    for base in [None, Some(json!({ "all": { "type": "string" } }))] {
        let before = of(&[object("x"), object("y")], base.clone(), json!({}));
        let lock = locked(&before);
        let kept = run(&before, lock.clone()).names().join(" ");
        for branches in [
            [reference("A"), reference("B")],
            [reference("B"), reference("A")],
            [object("x"), reference("B")],
        ] {
            let after = run(&of(&branches, base.clone(), components.clone()), lock.clone());
            let mut now = after.names();
            now.sort_unstable();
            assert_eq!(now.join(" "), kept, "{branches:?} {}", lock.text());
        }
    }
}

#[test]
fn a_form_that_an_operation_no_longer_has_leaves_the_lock() {
    let schema = |key: &str| json!({ "schema": { "type": "object", "properties": { key: { "type": "string" } } } });
    let of = |content: Value| {
        let mut out = document(json!({ "204": { "description": "Done." } }), json!({}));
        out["paths"]["/r"] = json!({ "post": { "operationId": "send", "requestBody": { "content": content }, "responses": { "204": { "description": "Done." } } } });
        out
    };
    let both = json!({ "application/json": schema("j"), "multipart/form-data": schema("f") });
    let lock = run(&of(both), Lock::default()).lock;
    assert!(lock.text().contains("~body:multipart"), "{}", lock.text());
    let after = run(&of(json!({ "application/json": schema("j") })), lock).lock;
    assert!(!after.text().contains("~body:multipart"), "{}", after.text());
}
