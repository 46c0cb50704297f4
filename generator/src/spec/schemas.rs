//! All schemas of a document by pointer, read on demand from the roots that operations reach.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Document, Fault, Schema};
use crate::diag::Code;
use crate::pointer::Pointer;

/// Reads schemas by pointer and keeps them. A schema that is no schema is a [`Fault`], the same one each time.
pub struct Schemas<'a> {
    document: &'a Document,
    read: RefCell<IndexMap<Pointer, Result<Rc<Schema>, Fault>>>,
    empty: Map<String, Value>,
}

impl<'a> Schemas<'a> {
    /// Nothing is read yet.
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            read: RefCell::default(),
            empty: Map::new(),
        }
    }

    /// The schema at a place, as written (a `$ref` is not followed).
    pub fn at(&self, at: &Pointer) -> Result<Rc<Schema>, Fault> {
        if let Some(known) = self.read.borrow().get(at) {
            return known.clone();
        }
        let result = self.load(at);
        self.read.borrow_mut().insert(at.clone(), result.clone());
        result
    }

    fn load(&self, at: &Pointer) -> Result<Rc<Schema>, Fault> {
        let fault = |code, message: String| Fault {
            code,
            at: at.clone(),
            message,
        };
        let value = self
            .document
            .get(at)
            .ok_or_else(|| fault(Code::UnresolvedRef, format!("there is nothing at {at}")))?;
        let map = match value {
            Value::Object(map) => map,
            Value::Bool(true) => &self.empty,
            _ => {
                return Err(fault(
                    Code::WrongType,
                    format!("a schema must be a mapping, found {}", describe(value)),
                ));
            }
        };
        gate(map, value, at)?;
        Ok(Rc::new(Schema::read(at, map)))
    }
}

/// What `keyword` must hold, for the keywords that this program reads.
const KEYWORDS: [(&str, &str); 32] = [
    ("type", "text"),
    ("format", "text"),
    ("title", "text"),
    ("description", "text"),
    ("pattern", "text"),
    ("$ref", "text"),
    ("nullable", "a boolean"),
    ("readOnly", "a boolean"),
    ("writeOnly", "a boolean"),
    ("deprecated", "a boolean"),
    ("uniqueItems", "a boolean"),
    ("exclusiveMinimum", "a boolean"),
    ("exclusiveMaximum", "a boolean"),
    ("minimum", "a number"),
    ("maximum", "a number"),
    ("multipleOf", "a number"),
    ("minLength", "a whole number"),
    ("maxLength", "a whole number"),
    ("minItems", "a whole number"),
    ("maxItems", "a whole number"),
    ("minProperties", "a whole number"),
    ("maxProperties", "a whole number"),
    ("enum", "a list"),
    ("required", "a list"),
    ("allOf", "a list"),
    ("oneOf", "a list"),
    ("anyOf", "a list"),
    ("properties", "a mapping"),
    ("items", "a mapping"),
    ("not", "a mapping"),
    ("discriminator", "a mapping"),
    ("externalDocs", "a mapping"),
];

/// Lets through what this program can read, with a place for what it cannot: first our own words for the keyword that is
/// wrong, then `openapiv3` as the judge of the rest (shallowly: children are judged when they are reached).
fn gate(map: &Map<String, Value>, value: &Value, at: &Pointer) -> Result<(), Fault> {
    for (keyword, expected) in KEYWORDS {
        let Some(found) = map.get(keyword) else { continue };
        if !fits(expected, found) {
            let message = format!("`{keyword}` must be {expected}, found {}", describe(found));
            return Err(Fault {
                code: Code::WrongType,
                at: at.key(keyword),
                message,
            });
        }
    }
    if map.contains_key("$dynamicRef") {
        return Err(Fault {
            code: Code::DynamicRef,
            at: at.key("$dynamicRef"),
            message: "`$dynamicRef` means another schema in each place that it is used from, and is not followed"
                .to_owned(),
        });
    }
    if let Some(text) = map.get("type").and_then(Value::as_str)
        && !["boolean", "integer", "number", "string", "array", "object"].contains(&text)
    {
        let message = format!("`type` is `{text}`, which is none of the JSON types");
        return Err(Fault {
            code: Code::UnknownType,
            at: at.key("type"),
            message,
        });
    }
    if map.values().any(|child| child.is_object() || child.is_array()) {
        return Ok(());
    }
    let judged = openapiv3::ReferenceOr::<openapiv3::Schema>::deserialize(value);
    judged.map(drop).map_err(|error| Fault {
        code: Code::UnreadableSchema,
        at: at.clone(),
        message: error.to_string(),
    })
}

fn fits(expected: &str, found: &Value) -> bool {
    match expected {
        "text" => found.is_string(),
        "a boolean" => found.is_boolean(),
        "a number" => found.is_number(),
        "a whole number" => found.as_u64().is_some() || found.as_f64().is_some_and(|n| n >= 0.0 && n.fract() == 0.0),
        "a list" => found.is_array(),
        _ => found.is_object(),
    }
}

/// A value in a few words, for messages.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("the boolean {flag}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text `{}`", text.chars().take(40).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}
