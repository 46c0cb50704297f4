//! Lists whose first elements have schemas of their own.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::null;

/// `prefixItems: [A, B], items: C` → `items: {anyOf: [A, B, C]}`, each schema once; the order stays in
/// `x-oas31-prefixItems`. Before 2020-12 the list stood in `items`.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let prefix = match (map.remove("prefixItems"), map.get("items")) {
        (Some(Value::Array(prefix)), _) => prefix,
        (None, Some(Value::Array(prefix))) => prefix.clone(),
        _ => return,
    };
    let more = map
        .remove("items")
        .filter(|items| items.is_object() && !is_never(items));
    let mut seen = BTreeSet::new();
    let all = prefix.iter().cloned().chain(more).filter(|branch| !is_never(branch));
    let mut branches: Vec<Value> = all.filter(|branch| seen.insert(branch.to_string())).collect();
    let items = match branches.len() {
        0 => None,
        1 => branches.pop(),
        _ => {
            let mut choice = json!({ "anyOf": branches });
            null::rewrite(&mut choice);
            Some(choice)
        }
    };
    map.extend(items.map(|items| ("items".to_owned(), items)));
    map.entry("type").or_insert_with(|| json!("array"));
    map.insert("x-oas31-prefixItems".to_owned(), Value::Array(prefix));
}

/// What `booleans` makes of `false`.
fn is_never(schema: &Value) -> bool {
    *schema == json!({ "not": {} })
}
