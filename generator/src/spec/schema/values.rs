//! `enum` and `const`: the values that a schema allows.

use serde_json::Value;

use super::keywords::Keywords;

/// The values except `null`; the only value of `const`.
pub(super) fn read<'a>(keywords: Keywords<'a, '_>) -> Option<Vec<&'a Value>> {
    if let Some(value) = keywords.get("const") {
        return Some(vec![value]);
    }
    let values = keywords.get("enum")?.as_array()?;
    Some(values.iter().filter(|value| !value.is_null()).collect())
}
