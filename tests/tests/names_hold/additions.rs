//! Additions that make another type, or choose another body.

use oasmith::config::Lock;
use oasmith::plan::Definition;
use serde_json::{Value, json};

use super::faults::owner;
use super::things::{Run, run};

/// A document whose operation reads `W`, which holds `P`.
fn document(schema: &Value) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let content = json!({ "application/json": { "schema": reference("W") } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Additions", "version": "1" },
        "paths": { "/w": { "get": { "operationId": "read", "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": {
            "W": { "type": "object", "properties": { "p": reference("P") } },
            "P": schema,
        } },
    })
}

/// An object with a key of its own.
fn object(key: &str) -> Value {
    json!({ "type": "object", "properties": { key: { "type": "string" }, "all": { "type": "string" } } })
}

/// The type of the field `p`.
fn held(run: &Run) -> &str {
    let records = run.api.models.iter().filter_map(|model| match &model.definition {
        Definition::Record(record) => Some(record),
        _ => None,
    });
    let mut fields = records.flat_map(|record| &record.fields);
    let field = fields.find(|field| field.wire() == "p").expect("a field");
    &run.api.models[field.ty.model().expect("a type")].name
}

#[test]
fn a_branch_that_is_added_to_the_only_one_renames_nothing() {
    let null = json!({ "type": "null" });
    for word in ["anyOf", "oneOf"] {
        for (one, two) in [
            (vec![object("c")], vec![object("c"), object("d")]),
            (
                vec![object("c"), null.clone()],
                vec![object("c"), object("d"), null.clone()],
            ),
            (
                vec![object("c"), null.clone()],
                vec![object("d"), object("c"), null.clone()],
            ),
        ] {
            let first = run(&document(&json!({ word: one })), Lock::default());
            let after = run(&document(&json!({ word: two })), first.lock.clone());
            let names = (owner(&after.api, "c"), after.doubts());
            assert_eq!(
                names,
                (owner(&first.api, "c"), vec![]),
                "{word} {two:?}: {}",
                after.lock.text()
            );
        }
    }
}

#[test]
fn an_object_that_is_added_to_the_only_one_of_a_union_renames_nothing() {
    let text = json!({ "type": "string" });
    let kind = |word: &str| {
        let mut out = object(word);
        out["properties"]["kind"] = json!({ "type": "string", "enum": [word] });
        out
    };
    let same = |word: &str| {
        let mut out = object("c");
        out["description"] = json!(word);
        out
    };
    for word in ["anyOf", "oneOf"] {
        for of in [&object, &kind, &same] as [&dyn Fn(&str) -> Value; 3] {
            let first = run(&document(&json!({ word: [text, of("c")] })), Lock::default());
            for two in [
                json!({ word: [text, of("c"), of("d")] }),
                json!({ word: [of("d"), text, of("c")] }),
            ] {
                let after = run(&document(&two), first.lock.clone());
                let names = |run: &Run| [held(run), owner(&run.api, "c")].map(str::to_owned);
                assert_eq!(
                    (names(&after), after.doubts()),
                    (names(&first), vec![]),
                    "{two}: {}\n{}",
                    first.lock.text(),
                    after.lock.text()
                );
            }
        }
    }
}

#[test]
fn a_media_type_with_another_parameter_renames_nothing() {
    let of = |versions: &[u32]| {
        let mut out = document(&object("a"));
        let content = &mut out["paths"]["/w"]["get"]["responses"]["200"]["content"];
        *content = json!({});
        for version in versions {
            content[format!("application/json;v={version}")] = json!({ "schema": object(&format!("v{version}")) });
        }
        out
    };
    for (before, after) in [(&[1][..], &[2, 1][..]), (&[1], &[1, 2]), (&[2, 1], &[3, 2, 1])] {
        let first = run(&of(before), Lock::default());
        let after = run(&of(after), first.lock.clone());
        assert_eq!(
            after.names(),
            first.names(),
            "{}\n{}",
            first.lock.text(),
            after.lock.text()
        );
        assert_eq!(after.doubts(), [""; 0]);
    }
}
