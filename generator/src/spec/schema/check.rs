//! Whether the keywords of a schema object have the types that they should have. Schemas below it are checked when they are
//! reached, so that a fault costs only its schema.

use serde_json::{Map, Value};

use super::types::JsonType;
use crate::diag::{Code, Expected, Mismatch};
use crate::pointer::Pointer;
use crate::spec::fault::Fault;
use crate::spec::location::SCHEMA_KEYWORDS;

use Expected::{Boolean, BooleanOrNumber, List, Mapping, Number, Text, Types, Whole};

/// The keywords whose type is checked besides those that hold schemas, and what they must hold.
const KEYWORDS: [(&str, Expected); 29] = [
    ("type", Types),
    ("format", Text),
    ("title", Text),
    ("description", Text),
    ("pattern", Text),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("$ref", Text),
    ("nullable", Boolean),
    ("readOnly", Boolean),
    ("writeOnly", Boolean),
    ("deprecated", Boolean),
    ("uniqueItems", Boolean),
    ("exclusiveMinimum", BooleanOrNumber),
    ("exclusiveMaximum", BooleanOrNumber),
    ("minimum", Number),
    ("maximum", Number),
    ("multipleOf", Number),
    ("minLength", Whole),
    ("maxLength", Whole),
    ("minItems", Whole),
    ("maxItems", Whole),
    ("minProperties", Whole),
    ("maxProperties", Whole),
    ("enum", List),
    ("required", List),
    ("dependentRequired", Mapping),
    ("discriminator", Mapping),
    ("externalDocs", Mapping),
];

/// The first keyword that cannot be read, or not followed.
pub(in crate::spec) fn check(at: &Pointer, object: &Map<String, Value>) -> Result<(), Fault> {
    let expectation = |key: &String| {
        let of_schemas = SCHEMA_KEYWORDS
            .iter()
            .filter_map(|keyword| Some((keyword.name, keyword.expected?)));
        let mut all = KEYWORDS.into_iter().chain(of_schemas).enumerate();
        all.find(|(_, (keyword, _))| keyword == key)
    };
    let known = object
        .iter()
        .filter_map(|(key, found)| Some((expectation(key)?, found)));
    let wrong = known.filter(|((_, (_, expected)), found)| !expected.is_met_by(found));
    if let Some(((_, (keyword, expected)), found)) = wrong.min_by_key(|((rank, _), _)| *rank) {
        let wrong = Mismatch::of_key(keyword, expected, found);
        return Err(Fault::new(Code::WrongType, at.key(keyword), wrong));
    }
    // `$recursiveRef` is what JSON Schema 2019-09 has for it.
    let dynamic = ["$dynamicRef", "$recursiveRef"].into_iter();
    if let Some(keyword) = dynamic.into_iter().find(|keyword| object.contains_key(*keyword)) {
        let message =
            format!("`{keyword}` means another schema in each place that it is used from, and is not followed");
        return Err(Fault::new(Code::DynamicRef, at.key(keyword), message));
    }
    match object.get("type") {
        Some(Value::Array(names)) => {
            let here = at.key("type");
            let mut each = names.iter().enumerate();
            each.try_for_each(|(index, name)| check_type(name, || here.index(index)))
        }
        Some(name) => check_type(name, || at.key("type")),
        None => Ok(()),
    }
}

/// Whether a name is one of a JSON type.
fn check_type(name: &Value, at: impl Fn() -> Pointer) -> Result<(), Fault> {
    let Some(name) = name.as_str().filter(|name| *name != "null") else {
        return Ok(());
    };
    match JsonType::named(name) {
        Some(_) => Ok(()),
        None => {
            let message = format!("`type` is `{name}`, which is none of the JSON types");
            Err(Fault::new(Code::UnknownType, at(), message))
        }
    }
}
