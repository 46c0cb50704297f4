//! A schema of several types: what it says of the values of each, and what it says of all of them.

use std::rc::Rc;

use super::lists::ListKeywords;
use super::objects::{Additional, ObjectKeywords};
use super::structure::Schema;
use super::types::JsonType;

/// Gives a schema its types. Of several, each gets the keywords that are about it.
pub(super) fn split<'a>(schema: Schema<'a>, kinds: &[JsonType]) -> Schema<'a> {
    match kinds {
        [] => schema,
        [only] => Schema {
            kind: Some(*only),
            ..schema
        },
        several => Schema {
            by_type: several.iter().map(|kind| Rc::new(of_type(&schema, *kind))).collect(),
            ..in_common(schema)
        },
    }
}

fn of_type<'a>(schema: &Schema<'a>, kind: JsonType) -> Schema<'a> {
    let mut out = Schema::empty(&schema.at);
    out.kind = Some(kind);
    let values = schema.values.iter().flatten().copied();
    let values: Vec<_> = values.filter(|value| kind.has(value)).collect();
    out.values = (!values.is_empty()).then_some(values);
    match kind {
        JsonType::Boolean => {}
        JsonType::Integer | JsonType::Number => {
            out.format = schema.format;
            out.number = schema.number.clone();
        }
        JsonType::String => {
            out.format = schema.format;
            out.text = schema.text.clone();
        }
        JsonType::Array => out.list = schema.list.clone(),
        JsonType::Object => {
            out.object = schema.object.clone();
            out.when = schema.when.clone();
        }
    }
    out
}

/// A schema without what shapes the values of a single type. Bounds stay, since they are told of the value as a whole.
fn in_common(schema: Schema<'_>) -> Schema<'_> {
    Schema {
        format: None,
        values: None,
        list: ListKeywords {
            items: Vec::new(),
            ..schema.list
        },
        object: ObjectKeywords {
            properties: Vec::new(),
            required: Vec::new(),
            additional: Additional::Unsaid,
            ..schema.object
        },
        when: Vec::new(),
        ..schema
    }
}
