//! Keywords that limit or describe values: one with a value that it cannot have goes, and the type stays. An integer that is written
//! like a float is written as an integer.

use serde_json::{Map, Number, Value};

use super::findings::Findings;
use crate::diag::{Code, Diagnostic, Expected, Mismatch};
use crate::load::references::walk::{Trail, TrailStep};
use crate::spec::{keyword, schema_keyword};

/// Checks a schema.
pub(super) fn check(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    for (name, value) in map {
        let keyword = schema_keyword(name).filter(|keyword| keyword.is_detail());
        let Some((keyword, expected)) = keyword.and_then(|keyword| Some((keyword, keyword.expected?))) else {
            continue;
        };
        let at = || trail.below(TrailStep::Key(keyword.name)).pointer();
        if !expected.is_met_by(value) {
            let wrong = Mismatch::of_key(keyword.name, expected, value);
            let said = Diagnostic::at(Code::WrongType, &at(), wrong);
            found
                .said
                .push(said.help("it is left out, and the rest of the schema counts"));
            found.gone.push(at());
        } else if matches!(expected, Expected::Number | Expected::Whole | Expected::BooleanOrNumber) {
            found.set.extend(whole(value).map(|whole| (at(), whole)));
        }
    }
    if keyword(map, "type").is_some_and(is_integer) {
        values(map, trail, found);
    }
}

/// Whether a type, or a list of types, has numbers only if they are whole.
fn is_integer(kind: &Value) -> bool {
    let is = |one: &Value, name: &str| one == name;
    match kind {
        Value::Array(kinds) => kinds.iter().any(|one| is(one, "integer")) && !kinds.iter().any(|one| is(one, "number")),
        one => is(one, "integer"),
    }
}

/// The values of an integer: its default, and what it is limited to.
fn values(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    for key in ["default", "const", "enum"] {
        let trail = trail.below(TrailStep::Key(key));
        match map.get(key) {
            Some(Value::Array(values)) => {
                let each = values.iter().enumerate();
                let each = each.filter_map(|(index, value)| Some((trail.pointer().index(index), whole(value)?)));
                found.set.extend(each);
            }
            Some(value) => found.set.extend(whole(value).map(|whole| (trail.pointer(), whole))),
            None => {}
        }
    }
}

/// An integer that is written like a float: `2.0`, `1e3`.
fn whole(value: &Value) -> Option<Value> {
    /// Integers beyond it are not all floats.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let float = value.as_number().filter(|number| number.is_f64())?.as_f64()?;
    let is_exact = float.fract() == 0.0 && float.abs() <= EXACT;
    is_exact.then(|| Value::Number(Number::from(float as i64)))
}
