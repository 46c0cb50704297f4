//! Numeric exclusive bounds become a bound and a flag.

use serde_json::{Value, json};

/// `exclusiveMinimum: n` → `minimum: n, exclusiveMinimum: true`; of two bounds on one side the stricter stays.
pub(super) fn rewrite(schema: &mut Value) {
    side(schema, "exclusiveMinimum", "minimum", |exclusive, inclusive| {
        exclusive >= inclusive
    });
    side(schema, "exclusiveMaximum", "maximum", |exclusive, inclusive| {
        exclusive <= inclusive
    });
}

fn side(schema: &mut Value, exclusive: &str, inclusive: &str, stricter: fn(f64, f64) -> bool) {
    let Value::Object(map) = schema else { return };
    let Some(bound) = map.get(exclusive).filter(|bound| bound.is_number()).cloned() else {
        return;
    };
    let other = map.get(inclusive).and_then(Value::as_f64);
    let wins = match (bound.as_f64(), other) {
        (Some(bound), Some(other)) => stricter(bound, other),
        _ => true,
    };
    if wins {
        map.insert(inclusive.to_owned(), bound);
        map.insert(exclusive.to_owned(), json!(true));
    } else {
        map.remove(exclusive);
    }
}
