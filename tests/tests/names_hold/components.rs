//! Elements of lists that become references or are wrapped, while something like them is added.

use oasmith::config::Lock;
use oasmith::plan::{Api, Definition, Model};
use serde_json::{Value, json};

use super::things::run;

/// A document whose operation reads `W`.
fn document(schema: &Value, components: &Value) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/W" } } });
    let mut schemas = components.clone();
    schemas["W"] = schema.clone();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Components", "version": "1" },
        "paths": { "/w": { "get": { "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": schemas },
    })
}

/// An object whose first key has a type of its own.
fn object(keys: &[&str]) -> Value {
    let text = json!({ "type": "string" });
    let values = json!({ "type": "string", "enum": [format!("{}1", keys[0]), "2"] });
    let schemas = [values].into_iter().chain(std::iter::repeat(text));
    let properties: serde_json::Map<_, _> = keys.iter().map(|key| (*key).to_owned()).zip(schemas).collect();
    json!({ "type": "object", "properties": properties })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The struct that has just these fields.
fn record<'a>(api: &'a Api, fields: &[&str]) -> &'a str {
    let is_it = |model: &&Model| match &model.definition {
        Definition::Record(record) => record
            .fields
            .iter()
            .map(|field| field.wire())
            .eq(fields.iter().copied()),
        _ => false,
    };
    &api.models.iter().find(is_it).expect("a struct with these fields").name
}

/// What the branch with the keys `x` and `both` can be in another place.
fn moved() -> Vec<Value> {
    vec![
        reference("A"),
        json!({ "allOf": [reference("A")] }),
        json!({ "allOf": [reference("A")], "description": "Described." }),
        json!({ "allOf": [object(&["x", "both"])] }),
    ]
}

#[test]
fn a_branch_that_is_unchanged_elsewhere_gives_no_name_to_a_new_one() {
    let components = json!({ "A": object(&["x", "both"]) });
    let [x, like, y] = [&["x", "both"][..], &["x", "both", "more"], &["y", "both"]].map(object);
    let before = json!({ "oneOf": [x, y] });
    let first = run(&document(&before, &json!({})), Lock::default());
    let lock = first.kept();
    for moved in moved() {
        for now in [
            vec![moved.clone(), like.clone(), y.clone()],
            vec![like.clone(), y.clone(), moved.clone()],
            vec![moved.clone(), like.clone()],
            vec![like.clone(), moved.clone()],
        ] {
            let after = run(&document(&json!({ "oneOf": now }), &components), lock.clone());
            let name = record(&after.api, &["x", "both"]);
            assert_eq!(name, "KeptWx", "{now:?}: {:?}", after.names());
            // Whatever the other one may have become, this one is certain.
            let doubts = after.doubts();
            assert!(
                !doubts.iter().any(|doubt| doubt.contains("`KeptWx")),
                "{now:?}: {doubts:?}"
            );
            let again = run(&document(&json!({ "oneOf": now }), &components), after.lock.clone());
            assert_eq!(again.lock.text(), after.lock.text());
        }
    }
}

#[test]
fn a_member_that_is_unchanged_elsewhere_gives_no_name_to_a_new_one() {
    let components = json!({ "A": object(&["x", "both"]) });
    let like = json!({ "type": "object", "properties": {
        "z": { "type": "string", "enum": ["x1", "2"] }, "both": { "type": "string" }, "more": { "type": "string" },
    } });
    let before = json!({ "allOf": [object(&["x", "both"]), object(&["y"])] });
    let lock = run(&document(&before, &json!({})), Lock::default()).kept();
    for moved in moved() {
        let now = json!({ "allOf": [like, moved, object(&["y"])] });
        let after = run(&document(&now, &components), lock.clone());
        assert_eq!(type_of(&after.api, "x"), "KeptWx", "{now}");
        assert_eq!(type_of(&after.api, "y"), "KeptWy", "{now}");
        assert!(!type_of(&after.api, "z").starts_with("Kept"), "{now}");
        assert_eq!(after.doubts(), [""; 0], "{now}");
    }
}

/// The type of the field with this name, wherever it is.
fn type_of<'a>(api: &'a Api, field: &str) -> &'a str {
    let records = api.models.iter().filter_map(|model| match &model.definition {
        Definition::Record(record) => Some(record),
        _ => None,
    });
    let mut fields = records.flat_map(|record| &record.fields);
    let field = fields.find(|one| one.wire() == field).expect("a field");
    let model = field.ty.model().expect("a generated type");
    &api.models[model].name
}

#[test]
fn a_branch_that_becomes_another_component_while_one_like_it_is_added_is_told() {
    let components = json!({ "A": object(&["x", "both", "new"]) });
    for base in [None, Some(json!({ "all": { "type": "string" } }))] {
        let of = |branches: Value| match &base {
            None => json!({ "oneOf": branches }),
            Some(base) => json!({ "oneOf": branches, "properties": base }),
        };
        let [x, like, y] = [&["x", "both"][..], &["x", "both", "more"], &["y", "both"]].map(object);
        let lock = run(&document(&of(json!([x, y])), &json!({})), Lock::default()).kept();
        let now = of(json!([reference("A"), like, y]));
        let after = run(&document(&now, &components), lock.clone());
        assert!(!after.doubts().is_empty(), "{:?}", after.names());
        // It is also told if hardly anything of it is left.
        let other = json!({ "A": object(&["x", "a", "b", "c", "d", "e", "f"]) });
        let after = run(&document(&of(json!([reference("A"), y])), &other), lock);
        let keeps = after.names().contains(&"KeptWx");
        assert!(
            !keeps || after.doubts().iter().any(|doubt| doubt.contains("`KeptWx`")),
            "{:?}\n{}",
            after.names(),
            after.lock.text()
        );
    }
}
