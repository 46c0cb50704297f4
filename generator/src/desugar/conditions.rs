//! Schemas that count only under a condition.

use serde_json::{Value, json};

/// `then`, `else` and the schemas of `dependentSchemas` → `x-oas31-when: [schema, …]`: what may count, and never alone.
/// The condition itself is dropped, since no Rust type can say it.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let mut when: Vec<Value> = ["then", "else"].iter().filter_map(|key| map.remove(*key)).collect();
    if let Some(Value::Object(dependent)) = map.remove("dependentSchemas") {
        when.extend(dependent.into_iter().map(|(_, schema)| schema));
    }
    map.remove("if");
    when.retain(|schema| schema.as_object().is_some_and(|map| !map.is_empty()));
    if !when.is_empty() {
        map.insert("x-oas31-when".to_owned(), json!(when));
    }
}
