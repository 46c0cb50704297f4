//! A schema without references, `allOf` and choices: one of the many ways to satisfy it.

use oasmith_tests::fuzz::Choices;
use serde_json::{Map, Value};

/// Beyond this a schema contains itself without end.
const DEEPEST: usize = 24;

/// One way to satisfy a schema: all keywords that hold then. `None` if there is none, or none that is found.
pub(crate) fn flat(root: &Value, schema: &Value, choices: &mut Choices<'_>) -> Option<Map<String, Value>> {
    let mut out = Map::new();
    add(root, schema, &mut out, choices, 0)?;
    Some(out)
}

fn add(
    root: &Value,
    schema: &Value,
    out: &mut Map<String, Value>,
    choices: &mut Choices<'_>,
    depth: usize,
) -> Option<()> {
    let schema = match schema {
        Value::Bool(true) => return Some(()),
        Value::Object(schema) if depth < DEEPEST => schema,
        _ => return None,
    };
    for (key, value) in schema {
        match (key.as_str(), value) {
            ("$ref", _) => {
                let pointer = value.as_str()?.strip_prefix('#')?;
                add(root, root.pointer(pointer)?, out, choices, depth + 1)?;
            }
            ("allOf", Value::Array(parts)) => {
                parts
                    .iter()
                    .try_for_each(|part| add(root, part, out, choices, depth + 1))?;
            }
            ("oneOf" | "anyOf", Value::Array(branches)) => {
                let several = key == "anyOf" && choices.once_in(3);
                for _ in 0..1 + usize::from(several) {
                    let branch = branches.get(choices.below(branches.len()))?;
                    add(root, branch, out, choices, depth + 1)?;
                }
            }
            _ => keyword(key, value, out),
        }
    }
    Some(())
}

/// Adds a keyword to those that hold already.
fn keyword(key: &str, value: &Value, out: &mut Map<String, Value>) {
    match (out.get_mut(key), value) {
        (Some(Value::Array(all)), Value::Array(more)) if key == "required" => all.extend(more.iter().cloned()),
        (Some(Value::Array(all)), Value::Array(more)) if key == "enum" => all.retain(|value| more.contains(value)),
        (Some(Value::Object(all)), Value::Object(more)) if key == "properties" => {
            for (name, property) in more {
                // Both hold. A reference or a union is left to chance: the validator decides.
                let both = match all.get(name) {
                    Some(old) => serde_json::json!({ "allOf": [old, property] }),
                    None => property.clone(),
                };
                all.insert(name.clone(), both);
            }
        }
        (Some(_), _) if key == "type" && value.is_array() => {}
        _ => drop(out.insert(key.to_owned(), value.clone())),
    }
}
