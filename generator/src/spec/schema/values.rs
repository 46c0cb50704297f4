//! Which values a schema allows: those of `enum`, the one of `const`, or none at all.

use serde_json::{Map, Value};

use super::keywords::Keywords;

/// The values of `enum` except `null`, or the only value of `const`.
pub(super) fn read<'a>(keywords: Keywords<'a, '_>) -> Option<Vec<&'a Value>> {
    if let Some(value) = keywords.get("const") {
        return Some(vec![value]);
    }
    let values = keywords.get("enum")?.as_array()?;
    Some(values.iter().filter(|value| !value.is_null()).collect())
}

/// Whether a value is a schema that allows nothing: `false`, or `not` of everything.
pub(in crate::spec) fn is_never(schema: &Value) -> bool {
    match schema {
        Value::Object(keywords) => excludes_all(keywords),
        schema => *schema == Value::Bool(false),
    }
}

fn excludes_all(keywords: &Map<String, Value>) -> bool {
    keywords.get("not").is_some_and(|not| match not {
        Value::Object(keywords) => keywords.is_empty(),
        not => *not == Value::Bool(true),
    })
}
