//! The JSON Schema of `client.toml`, made from the structs that read it: for editors, and to tell which keys there are.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::read::Raw;

/// The schema.
pub fn schema() -> Value {
    let generator: SchemaGenerator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Raw>();
    RecursiveTransform(without_null).transform(&mut schema);
    RecursiveTransform(unwrapped).transform(&mut schema);
    schema.into()
}

/// Descriptions as editors show them: the lines of our source are not those of a tooltip.
fn unwrapped(schema: &mut Schema) {
    if let Some(Value::String(words)) = schema.get_mut("description") {
        *words = words.replace('\n', " ");
    }
}

/// TOML has no null: what may be missing is not written.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|ty| ty != "null"));
        if let [Value::Object(only)] = choices.as_mut_slice() {
            let only = std::mem::take(only);
            schema.remove("anyOf");
            for (key, value) in only {
                schema.insert(key, value);
            }
        }
    }
    let Some(types) = schema.get_mut("type") else { return };
    let Value::Array(list) = types else { return };
    list.retain(|ty| ty != "null");
    if let [only] = list.as_slice() {
        *types = only.clone();
    }
}
