//! `null` in each of its forms: as a flag, a type, a value and a branch. In YAML a `null` without quotes is a name, too.

use serde_json::{Map, Value};

use super::keywords::{Keywords, keyword};

/// Whether a schema allows `null` beside other values.
pub(super) fn is_allowed(keywords: Keywords<'_, '_>) -> bool {
    let in_types = keywords.elements("type").iter().any(is_name);
    let in_branches = ["oneOf", "anyOf"]
        .iter()
        .any(|key| keywords.elements(key).iter().any(is_branch));
    let in_values = !keywords.has("const") && {
        let values = keywords.elements("enum");
        values.len() > 1 && values.iter().any(Value::is_null)
    };
    keywords.flag("nullable") || in_types || in_branches || in_values
}

/// Whether a value is a schema that allows nothing but `null`.
pub(super) fn is_branch(schema: &Value) -> bool {
    schema.as_object().is_some_and(is_all)
}

/// Whether a schema object allows nothing but `null`.
pub(super) fn is_all(object: &Map<String, Value>) -> bool {
    let is_type = keyword(object, "type").is_some_and(|kind| match kind {
        Value::Array(kinds) => matches!(kinds.as_slice(), [only] if is_name(only)),
        kind => is_name(kind),
    });
    let is_value = match (keyword(object, "const"), keyword(object, "enum")) {
        (Some(value), _) => value.is_null(),
        (None, Some(Value::Array(values))) => matches!(values.as_slice(), [Value::Null]),
        _ => false,
    };
    let is_choice = ["oneOf", "anyOf"].into_iter().any(|key| match keyword(object, key) {
        Some(Value::Array(branches)) => !branches.is_empty() && branches.iter().all(is_branch),
        _ => false,
    });
    is_type || is_value || is_choice
}

/// Whether an element of `type` means `null`.
pub(super) fn is_name(kind: &Value) -> bool {
    kind.is_null() || kind == "null"
}
