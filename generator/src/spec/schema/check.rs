//! Whether the keywords of a schema object have the types that they should have. Schemas below it are checked when they are
//! reached, so that a fault costs only its schema.

use serde_json::{Map, Value};

use super::types::Kind;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::fault::{Fault, describe};

/// What a keyword must be.
#[derive(Clone, Copy)]
enum Expected {
    Text,
    Flag,
    Number,
    Whole,
    List,
    Mapping,
    /// A mapping, or `true` or `false`.
    Schema,
    /// A schema, or before 2020-12 a list of schemas by position.
    Items,
    /// A flag in 3.0, a number in 3.1.
    FlagOrNumber,
    /// A text, or a list of texts in 3.1.
    Types,
}

use Expected::{Flag, FlagOrNumber, Items, List, Mapping, Number, Schema, Text, Types, Whole};

/// The keywords that this program reads.
const KEYWORDS: [(&str, Expected); 41] = [
    ("type", Types),
    ("format", Text),
    ("title", Text),
    ("description", Text),
    ("pattern", Text),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("$ref", Text),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("uniqueItems", Flag),
    ("exclusiveMinimum", FlagOrNumber),
    ("exclusiveMaximum", FlagOrNumber),
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
    ("allOf", List),
    ("oneOf", List),
    ("anyOf", List),
    ("prefixItems", List),
    ("properties", Mapping),
    ("patternProperties", Mapping),
    ("dependentRequired", Mapping),
    ("dependentSchemas", Mapping),
    ("items", Items),
    ("not", Schema),
    ("propertyNames", Schema),
    ("then", Schema),
    ("else", Schema),
    ("discriminator", Mapping),
    ("externalDocs", Mapping),
];

/// The first keyword that cannot be read, or not followed.
pub(in crate::spec) fn check(at: &Pointer, object: &Map<String, Value>) -> Result<(), Fault> {
    for (keyword, expected) in KEYWORDS {
        if let Some(found) = object.get(keyword).filter(|found| !expected.fits(found)) {
            let message = format!("`{keyword}` must be {}, found {}", expected.words(), describe(found));
            return Err(fault(Code::WrongType, at.key(keyword), message));
        }
    }
    if object.contains_key("$dynamicRef") {
        let message = "`$dynamicRef` means another schema in each place that it is used from, and is not followed";
        return Err(fault(Code::DynamicRef, at.key("$dynamicRef"), message.to_owned()));
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
    match Kind::named(name) {
        Some(_) => Ok(()),
        None => {
            let message = format!("`type` is `{name}`, which is none of the JSON types");
            Err(fault(Code::UnknownType, at(), message))
        }
    }
}

fn fault(code: Code, at: Pointer, message: String) -> Fault {
    Fault { code, at, message }
}

impl Expected {
    fn fits(self, found: &Value) -> bool {
        match self {
            Text => found.is_string(),
            Flag => found.is_boolean(),
            Number => found.is_number(),
            Whole => found.as_u64().is_some() || found.as_f64().is_some_and(|n| n >= 0.0 && n.fract() == 0.0),
            List => found.is_array(),
            Mapping => found.is_object(),
            Schema => found.is_object() || found.is_boolean(),
            Items => found.is_object() || found.is_boolean() || found.is_array(),
            FlagOrNumber => found.is_boolean() || found.is_number(),
            Types => match found {
                Value::Array(names) => names.iter().all(|name| name.is_string() || name.is_null()),
                name => name.is_string() || name.is_null(),
            },
        }
    }

    fn words(self) -> &'static str {
        match self {
            Text | Types => "text",
            Flag => "a boolean",
            Number => "a number",
            Whole => "a whole number",
            List => "a list",
            Mapping | Schema | Items => "a mapping",
            FlagOrNumber => "a boolean or a number",
        }
    }
}
