//! Whether the keywords of a schema object have the types that they should have. Schemas below it are checked when they are
//! reached, so that a fault costs only its schema.

use serde_json::{Map, Value};

use super::keywords::keyword;
use super::types::JsonType;
use crate::diag::{Code, Mismatch};
use crate::pointer::Pointer;
use crate::spec::fault::Fault;
use crate::spec::vocabulary::KEYWORDS;

/// The first keyword that cannot be read, or not followed.
pub(in crate::spec) fn check(at: &Pointer, object: &Map<String, Value>) -> Result<(), Fault> {
    // A schema has few of the keywords that there are, so it is its keys that are looked up.
    let wrong = object.iter().filter_map(|(name, found)| {
        let row = KEYWORDS.iter().position(|keyword| keyword.name == name)?;
        let expected = KEYWORDS[row].expected.filter(|expected| !expected.is_met_by(found))?;
        Some((row, expected, found))
    });
    if let Some((row, expected, found)) = wrong.min_by_key(|(row, ..)| *row) {
        let keyword = KEYWORDS[row].name;
        let wrong = Mismatch::of_key(keyword, expected, found);
        return Err(Fault::new(Code::WrongType, at.key(keyword), wrong));
    }
    // `$recursiveRef` is what JSON Schema 2019-09 has for it.
    let dynamic = ["$dynamicRef", "$recursiveRef"].into_iter();
    if let Some(keyword) = dynamic.into_iter().find(|name| keyword(object, name).is_some()) {
        let message =
            format!("`{keyword}` may mean another schema in each place that it is used from, and is not followed");
        return Err(Fault::new(Code::DynamicRef, at.key(keyword), message));
    }
    match keyword(object, "type") {
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
