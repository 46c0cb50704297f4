//! Fingerprints of values: equal values have equal ones, so that only values with equal ones need to be compared.
//!
//! What a `$ref` refers to is not part of it, since two references may lead to equal things. The order of keys is not
//! part of it either.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

/// The fingerprint of a value.
pub(super) fn of(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    match value {
        Value::Null => 0_u8.hash(&mut hasher),
        Value::Bool(is_true) => (1_u8, is_true).hash(&mut hasher),
        // Zero and negative zero are equal.
        Value::Number(number) => (2_u8, number.as_f64().map(|it| (it + 0.0).to_bits())).hash(&mut hasher),
        Value::String(text) => (3_u8, text).hash(&mut hasher),
        Value::Array(items) => {
            (4_u8, items.len()).hash(&mut hasher);
            items.iter().for_each(|item| of(item).hash(&mut hasher));
        }
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| entry(key, value));
            (5_u8, map.len(), entries.fold(0, u64::wrapping_add)).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn entry(key: &str, value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    let value = if key == "$ref" && value.is_string() {
        0
    } else {
        of(value)
    };
    (key, value).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equal_values_have_equal_fingerprints() {
        let table = [
            (
                json!({"a": 1, "b": [true, null]}),
                json!({"b": [true, null], "a": 1}),
                true,
            ),
            (json!({"$ref": "a.yaml"}), json!({"$ref": "b.yaml"}), true),
            (json!({"$ref": 1}), json!({"$ref": 2}), false),
            (json!(0.0), json!(-0.0), true),
            (json!({"maxLength": 1}), json!({"maxLength": 2}), false),
            (json!(["a", "b"]), json!(["b", "a"]), false),
        ];
        for (a, b, are_equal) in table {
            assert_eq!(of(&a) == of(&b), are_equal, "{a} {b}");
        }
    }
}
