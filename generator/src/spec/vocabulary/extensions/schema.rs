//! The JSON Schema of our extensions, for editors: it checks them wherever they stand in a document or an overlay, and nothing else.

use serde_json::{Map, Value, json};

use super::extension::Extension;
use super::form::{Key, ValueForm};

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

fn of(form: ValueForm) -> Value {
    match form {
        ValueForm::Text => json!({ "type": "string" }),
        ValueForm::Boolean => json!({ "type": "boolean" }),
        ValueForm::No => json!({ "const": false }),
        ValueForm::Yes => json!({ "const": true }),
        ValueForm::Whole(least) => json!({ "type": "integer", "minimum": least }),
        ValueForm::Word(words) => json!({ "enum": words }),
        ValueForm::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        ValueForm::Statuses => {
            json!({ "type": "array", "items": { "type": "integer", "minimum": 100, "maximum": 599 } })
        }
        ValueForm::TextMap => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        ValueForm::Setting => json!({
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": { "type": "integer", "minimum": 0 },
        }),
        ValueForm::Values => json!({ "type": "object" }),
        ValueForm::Object(keys) => object(keys),
        ValueForm::Named(inner) => json!({ "type": "object", "additionalProperties": of(*inner) }),
        ValueForm::Either(forms) => json!({ "anyOf": forms.iter().map(|form| of(*form)).collect::<Vec<_>>() }),
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
