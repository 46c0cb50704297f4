//! The JSON Schema of our extensions, for editors: it checks them wherever they stand in a document or an overlay, and nothing else.

use serde_json::{Map, Value, json};

use super::extension::Extension;
use super::form::{Form, Key};

/// The schema.
pub(super) fn of_all(all: impl Iterator<Item = &'static Extension> + Clone) -> Value {
    let each = all
        .clone()
        .map(|extension| (extension.name.to_owned(), of_extension(extension)));
    let names: Vec<&str> = all.map(|extension| extension.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Extensions that oasmith reads, in an OpenAPI document or an overlay",
        "$ref": "#/$defs/anything",
        "$defs": {
            "anything": {
                "properties": Map::from_iter(each),
                "propertyNames": { "anyOf": [{ "enum": names }, { "not": { "pattern": "^x-client-" } }] },
                "additionalProperties": { "$ref": "#/$defs/anything" },
                "items": { "$ref": "#/$defs/anything" },
            },
        },
    })
}

fn of_extension(extension: &Extension) -> Value {
    let on: Vec<&str> = extension.on.iter().map(|holder| holder.name()).collect();
    let words = format!("{} On {}.", extension.about, on.join(", "));
    described(of(extension.form), &words)
}

fn described(schema: Value, words: &str) -> Value {
    let mut out = Map::from_iter([("description".to_owned(), words.into())]);
    out.extend(schema.as_object().cloned().unwrap_or_default());
    out.into()
}

fn of(form: Form) -> Value {
    match form {
        Form::Text => json!({ "type": "string" }),
        Form::Boolean => json!({ "type": "boolean" }),
        Form::No => json!({ "const": false }),
        Form::Yes => json!({ "const": true }),
        Form::Whole(least) => json!({ "type": "integer", "minimum": least }),
        Form::Word(words) => json!({ "enum": words }),
        Form::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Form::Statuses => json!({ "type": "array", "items": { "type": "integer", "minimum": 100, "maximum": 599 } }),
        Form::TextMap => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Form::Setting => json!({
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": { "type": "integer", "minimum": 0 },
        }),
        Form::Values => json!({ "type": "object" }),
        Form::Object(keys) => object(keys),
        Form::Named(inner) => json!({ "type": "object", "additionalProperties": of(*inner) }),
        Form::Either(forms) => json!({ "anyOf": forms.iter().map(|form| of(*form)).collect::<Vec<_>>() }),
    }
}

fn object(keys: &[Key]) -> Value {
    let each = keys
        .iter()
        .map(|key| (key.name.to_owned(), described(of(key.form), key.about)));
    let needed: Vec<&str> = keys.iter().filter(|key| key.is_needed).map(|key| key.name).collect();
    let mut out = json!({ "type": "object", "properties": Map::from_iter(each), "additionalProperties": false });
    if !needed.is_empty() {
        out["required"] = needed.into();
    }
    out
}
