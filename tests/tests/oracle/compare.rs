//! Whether what came back is what went in, by rules that each have a reason.
//!
//! | may differ | because |
//! |---|---|
//! | `5` and `5.0` | JSON has one kind of number |
//! | a null that is gone | a field that may be missing reads null as missing (`Presence::Optional`) |
//! | a default that is gone | it is what a missing field means, and is not sent (`Presence::Implied`) |
//! | an empty `add` or `remove` that is gone | it changes nothing, and the type for such changes has one form for that |
//! | [`UNKNOWN`], key or value, that is gone | a record keeps other keys only if the document speaks of them |

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use crate::values::UNKNOWN;

/// What may be gone, by key.
#[derive(Default)]
pub(crate) struct Slack {
    /// Fields that may be missing: null is gone.
    pub(crate) optional: BTreeSet<String>,
    /// Fields that mean this value if they are missing: it is gone.
    pub(crate) implied: Vec<(String, Value)>,
}

/// The first difference: where, and what it is.
pub(crate) fn difference(sent: &Value, back: &Value, slack: &Slack) -> Option<String> {
    compare("", sent, back, slack)
}

fn compare(at: &str, sent: &Value, back: &Value, slack: &Slack) -> Option<String> {
    let differ = || Some(format!("at `{at}`: {sent} came back as {back}"));
    match (sent, back) {
        (Value::Number(a), Value::Number(b)) if same_number(a, b) => None,
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs
                .into_iter()
                .find_map(|(index, (a, b))| compare(&format!("{at}/{index}"), a, b, slack))
        }
        (Value::Object(a), Value::Object(b)) => {
            if let Some(key) = b.keys().find(|key| !a.contains_key(*key)) {
                return Some(format!("at `{at}/{key}`: {} was never sent", b[key]));
            }
            a.iter().find_map(|(key, value)| match b.get(key) {
                Some(back) => compare(&format!("{at}/{key}"), value, back, slack),
                None if value.is_null() && slack.optional.contains(key) => None,
                None if slack.implied.contains(&(key.clone(), value.clone())) => None,
                None if key == UNKNOWN || *value == UNKNOWN => None,
                None if (key == "add" || key == "remove") && *value == Value::Array(Vec::new()) => None,
                None => Some(format!("at `{at}/{key}`: {value} is gone")),
            })
        }
        _ if sent == back => None,
        _ => differ(),
    }
}

fn same_number(a: &Number, b: &Number) -> bool {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a == b,
        _ => a.as_f64() == b.as_f64(),
    }
}
