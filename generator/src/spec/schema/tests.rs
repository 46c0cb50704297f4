//! One table for each family of keywords: what is written, and what it amounts to.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::{Additional, JsonType, Schema, check};
use crate::pointer::Pointer;
use crate::spec::annotations::Annotations;

static NOTHING: LazyLock<Annotations> = LazyLock::new(Annotations::default);

/// Reads a schema at `#/S`; it must pass the check.
fn read(written: &Value) -> Schema<'_> {
    let at = Pointer::root().key("S");
    let object = object(written);
    check(&at, object).expect("the keywords have the right types");
    Schema::read(&at, object, &NOTHING)
}

fn object(written: &Value) -> &Map<String, Value> {
    written.as_object().expect("a schema object")
}

/// Places relative to the schema.
fn places(all: &[Pointer]) -> Vec<&str> {
    all.iter().map(|at| at.as_str().trim_start_matches("/S/")).collect()
}

#[test]
fn types_are_one_or_a_choice() {
    let table = [
        (json!({}), None, vec![], false),
        (json!({ "type": "string" }), Some(JsonType::String), vec![], false),
        (json!({ "type": ["string"] }), Some(JsonType::String), vec![], false),
        (
            json!({ "type": ["string", "null"] }),
            Some(JsonType::String),
            vec![],
            true,
        ),
        (
            json!({ "type": ["null", "array", "object"] }),
            None,
            vec![JsonType::Array, JsonType::Object],
            true,
        ),
        (
            json!({ "type": ["string", "integer"], "oneOf": [{}] }),
            None,
            vec![],
            false,
        ),
        (json!({ "const": "a" }), Some(JsonType::String), vec![], false),
        (json!({ "const": 5 }), Some(JsonType::Integer), vec![], false),
        (json!({ "const": 0.5 }), Some(JsonType::Number), vec![], false),
        (json!({ "const": {} }), None, vec![], false),
        (
            json!({ "contentEncoding": "base64" }),
            Some(JsonType::String),
            vec![],
            false,
        ),
        (json!({ "prefixItems": [{}] }), Some(JsonType::Array), vec![], false),
    ];
    for (written, kind, several, nullable) in table {
        let schema = read(&written);
        let by_type: Vec<JsonType> = schema.by_type.iter().filter_map(|one| one.kind).collect();
        assert_eq!(
            (schema.kind, by_type, schema.nullable),
            (kind, several, nullable),
            "{written}"
        );
    }
}

#[test]
fn each_of_several_types_has_its_own_keywords() {
    let written = json!({
        "type": ["string", "integer", "object", "array"],
        "description": "Anything.",
        "enum": ["a", 1],
        "format": "int32",
        "minimum": 3,
        "pattern": "^a",
        "required": ["k"],
        "properties": { "k": {} },
        "items": { "type": "string" },
    });
    let schema = read(&written);
    assert!(schema.values.is_none() && schema.format.is_none() && schema.object.properties.is_empty());
    assert_eq!(schema.description, Some("Anything."));
    let of = |kind| schema.of_type(kind).expect("one of the types");
    assert_eq!(of(JsonType::String).values, Some(vec![&json!("a")]));
    assert_eq!(of(JsonType::Integer).values, Some(vec![&json!(1)]));
    assert!(of(JsonType::Integer).number.minimum.is_some() && of(JsonType::String).number.is_empty());
    assert_eq!(of(JsonType::String).text.pattern, Some("^a"));
    assert_eq!(of(JsonType::Object).object.required, ["k"]);
    assert_eq!(places(&of(JsonType::Array).list.items), ["items"]);
    assert_eq!(of(JsonType::Object).description, None);
    assert!(schema.of_type(JsonType::Boolean).is_none());
}

#[test]
fn null_is_a_flag_a_type_a_value_or_a_branch() {
    let table = [
        (json!({ "type": "string", "nullable": true }), true, false),
        (json!({ "enum": ["a", null] }), true, false),
        (json!({ "enum": [null] }), true, true),
        (json!({ "type": "string", "enum": [null] }), true, true),
        (json!({ "type": "null" }), true, true),
        (json!({ "type": ["null"] }), true, true),
        (json!({ "type": null }), true, true),
        (json!({ "const": null }), true, true),
        (json!({ "oneOf": [{ "type": "null" }, { "enum": [null] }] }), true, true),
        (
            json!({ "anyOf": [{ "type": "null" }, { "type": "string" }] }),
            true,
            false,
        ),
        (json!({ "oneOf": [{ "const": null }, {}] }), true, false),
        (json!({ "oneOf": [{ "type": ["null", "string"] }, {}] }), false, false),
    ];
    for (written, nullable, only) in table {
        let schema = read(&written);
        assert_eq!((schema.nullable, schema.only_null), (nullable, only), "{written}");
    }
    let written = json!({ "enum": [null, "a"], "anyOf": [{ "type": "null" }, { "type": "string" }] });
    let schema = read(&written);
    assert_eq!(schema.values, Some(vec![&json!("a")]));
    assert_eq!(places(&schema.any_of), ["anyOf/1"]);
}

#[test]
fn the_stricter_bound_counts() {
    let table = [
        (json!({ "minimum": 1 }), Some("1"), None),
        (
            json!({ "minimum": 1, "exclusiveMinimum": true }),
            Some("1 exclusive"),
            None,
        ),
        (json!({ "exclusiveMinimum": true }), None, None),
        (
            json!({ "exclusiveMinimum": 1, "exclusiveMaximum": 9 }),
            Some("1 exclusive"),
            Some("9 exclusive"),
        ),
        (json!({ "minimum": 2, "exclusiveMinimum": 1 }), Some("2"), None),
        (
            json!({ "minimum": 1, "exclusiveMinimum": 1 }),
            Some("1 exclusive"),
            None,
        ),
        (json!({ "maximum": 8, "exclusiveMaximum": 9 }), None, Some("8")),
        (
            json!({ "maximum": 9, "exclusiveMaximum": 8.5 }),
            None,
            Some("8.5 exclusive"),
        ),
    ];
    for (written, minimum, maximum) in table {
        let schema = read(&written);
        let words = |limit: Option<super::Limit>| {
            limit.map(|limit| format!("{}{}", limit.value, if limit.exclusive { " exclusive" } else { "" }))
        };
        let found = (words(schema.number.minimum), words(schema.number.maximum));
        assert_eq!(
            (found.0.as_deref(), found.1.as_deref()),
            (minimum, maximum),
            "{written}"
        );
    }
}

#[test]
fn contents_are_formats() {
    let table = [
        (json!({ "contentEncoding": "base64" }), Some("byte")),
        (
            json!({ "contentEncoding": "base64url", "contentMediaType": "image/png" }),
            Some("base64url"),
        ),
        (
            json!({ "contentMediaType": "application/octet-stream" }),
            Some("binary"),
        ),
        (json!({ "contentMediaType": "application/problem+json" }), None),
        (json!({ "contentMediaType": "text/csv; header=present" }), None),
        (
            json!({ "contentEncoding": "quoted-printable", "contentMediaType": "image/png" }),
            None,
        ),
        (json!({ "format": "date", "contentEncoding": "base64" }), Some("date")),
    ];
    for (written, format) in table {
        assert_eq!(read(&written).format, format, "{written}");
    }
}

#[test]
fn elements_are_of_one_of_several_schemas() {
    let table = [
        (json!({ "items": {} }), vec!["items"], 0),
        (json!({ "items": true }), vec!["items"], 0),
        (json!({ "items": false }), vec![], 0),
        (
            json!({ "prefixItems": [{}, { "type": "string" }] }),
            vec!["prefixItems/0", "prefixItems/1"],
            2,
        ),
        (
            json!({ "prefixItems": [{}, {}], "items": false }),
            vec!["prefixItems/0"],
            2,
        ),
        (
            json!({ "prefixItems": [{}, false], "items": { "type": "string" } }),
            vec!["prefixItems/0", "items"],
            2,
        ),
        (
            json!({ "items": [{ "type": "string" }, {}] }),
            vec!["items/0", "items/1"],
            2,
        ),
    ];
    for (written, items, positions) in table {
        let schema = read(&written);
        assert_eq!(places(&schema.list.items), items, "{written}");
        assert_eq!(schema.list.positions.len(), positions, "{written}");
    }
}

#[test]
fn other_keys_are_typed_by_patterns_too() {
    let typed = |places: &[&str]| {
        let at = |place: &&str| Pointer::parse(&format!("/S/{place}"));
        Additional::Typed(places.iter().map(at).collect())
    };
    let text = || json!({ "type": "string" });
    let table = [
        (json!({}), Additional::Unsaid),
        (json!({ "additionalProperties": true }), Additional::Free),
        (
            json!({ "additionalProperties": { "description": "Anything." } }),
            Additional::Free,
        ),
        (json!({ "additionalProperties": false }), Additional::Denied),
        (
            json!({ "additionalProperties": text() }),
            typed(&["additionalProperties"]),
        ),
        (
            json!({ "unevaluatedProperties": text() }),
            typed(&["unevaluatedProperties"]),
        ),
        (json!({ "unevaluatedProperties": false }), Additional::Unsaid),
        (json!({ "patternProperties": {} }), Additional::Unsaid),
        (
            json!({ "patternProperties": { "^a": text(), "^b": text() } }),
            typed(&["patternProperties/^a"]),
        ),
        (json!({ "patternProperties": { "^a": true } }), Additional::Free),
        (
            json!({ "patternProperties": { "^a": text(), "^b": { "type": "integer" } } }),
            typed(&["patternProperties/^a", "patternProperties/^b"]),
        ),
        (
            json!({ "patternProperties": { "^a": text() }, "properties": {} }),
            Additional::Free,
        ),
        (
            json!({ "patternProperties": { "^a": text() }, "properties": {}, "additionalProperties": false }),
            typed(&["patternProperties/^a"]),
        ),
        (
            json!({ "patternProperties": { "^a": text() }, "additionalProperties": { "type": "integer" } }),
            typed(&["patternProperties/^a", "additionalProperties"]),
        ),
    ];
    for (written, additional) in table {
        assert_eq!(read(&written).object.additional, additional, "{written}");
    }
}

#[test]
fn conditions_lead_to_schemas_that_may_count() {
    let written = json!({
        "if": { "required": ["a"] },
        "then": { "required": ["b"] },
        "else": {},
        "dependentSchemas": { "c/d": { "required": ["e"] }, "f": true },
        "dependentRequired": { "g": ["h"] },
        "not": { "required": ["i", "j"] },
    });
    let schema = read(&written);
    assert_eq!(places(&schema.when), ["then", "dependentSchemas/c~1d"]);
    assert_eq!(schema.object.dependent_required, [("g", vec!["h"])]);
    assert_eq!(schema.object.not_together, ["i", "j"]);
}

#[test]
fn a_schema_that_nothing_matches_is_no_branch_and_no_element() {
    let never = [json!(false), json!({ "not": {} }), json!({ "not": true })];
    for never in never {
        let written = json!({ "oneOf": [never, {}], "prefixItems": [{}, never], "items": never });
        let schema = read(&written);
        assert_eq!(places(&schema.one_of), ["oneOf/1"], "{written}");
        assert_eq!(places(&schema.list.items), ["prefixItems/0"], "{written}");
    }
    let written = json!({ "oneOf": [{ "not": false }, { "not": { "required": ["a"] } }, true] });
    assert_eq!(read(&written).one_of.len(), 3);
}

#[test]
fn a_reference_with_keywords_beside_it_is_more_than_an_alias() {
    let alone = json!({ "$ref": "#/T" });
    let beside = json!({ "$ref": "#/T", "description": "A T." });
    assert_eq!(read(&alone).alias(), Some(&Pointer::parse("/T")));
    let schema = read(&beside);
    assert_eq!((schema.alias(), &schema.reference), (None, &Some(Pointer::parse("/T"))));
}

#[test]
fn a_keyword_of_a_wrong_type_is_named() {
    let table = [
        (
            json!({ "type": "strng" }),
            "/S/type",
            "`type` is `strng`, which is none of the JSON types",
        ),
        (
            json!({ "type": ["null", "strng"] }),
            "/S/type/1",
            "`type` is `strng`, which is none of the JSON types",
        ),
        (
            json!({ "type": 5 }),
            "/S/type",
            "`type` must be a string, found the number 5",
        ),
        (
            json!({ "minLength": -1 }),
            "/S/minLength",
            "`minLength` must be a non-negative integer, found the number -1",
        ),
        (
            json!({ "exclusiveMinimum": "1" }),
            "/S/exclusiveMinimum",
            "`exclusiveMinimum` must be a boolean or a number, found the string `1`",
        ),
        (
            json!({ "prefixItems": {} }),
            "/S/prefixItems",
            "`prefixItems` must be a list, found a mapping",
        ),
        (
            json!({ "items": 1 }),
            "/S/items",
            "`items` must be a mapping, found the number 1",
        ),
    ];
    for (written, at, message) in table {
        let fault = check(&Pointer::root().key("S"), object(&written)).expect_err("a fault");
        assert_eq!(
            (fault.at.as_str(), fault.cause.text.as_str()),
            (at, message),
            "{written}"
        );
    }
}
