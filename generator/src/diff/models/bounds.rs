//! Limits of values that are sent: a narrower one makes the service refuse what it took before.

use crate::diff::log::Log;
use crate::plan::Bound;

/// A limit from below or from above: the value, and whether it is itself allowed.
type Limit = Option<(f64, bool)>;

pub(super) fn compare(log: &mut Log, name: &str, old: &[Bound], new: &[Bound]) {
    for unit in ["characters", "items", "keys", ""] {
        let (was, is) = (range(old, unit), range(new, unit));
        if was == is {
            continue;
        }
        let is_narrower = is_above(is.0, was.0) || is_above(mirrored(is.1), mirrored(was.1));
        let words = format!("the field `{name}` takes {}, took {}", said(is, unit), said(was, unit));
        match is_narrower {
            true => log.runtime("limits-narrower", words),
            false => log.compatible("limits-wider", words),
        }
    }
}

/// Smallest and largest of one unit.
fn range(bounds: &[Bound], unit: &str) -> (Limit, Limit) {
    let (mut low, mut high) = (None, None);
    for bound in bounds {
        let whole = |size: &u64| size.to_string().parse().ok().map(|size: f64| (size, true));
        let number = |number: &serde_json::Number, allowed| number.as_f64().map(|number| (number, allowed));
        match (bound, unit) {
            (Bound::MinLength(size), "characters") | (Bound::MinItems(size), "items") => low = whole(size),
            (Bound::MinProperties(size), "keys") => low = whole(size),
            (Bound::MaxLength(size), "characters") | (Bound::MaxItems(size), "items") => high = whole(size),
            (Bound::MaxProperties(size), "keys") => high = whole(size),
            (Bound::Minimum(value), "") => low = number(value, true),
            (Bound::Above(value), "") => low = number(value, false),
            (Bound::Maximum(value), "") => high = number(value, true),
            (Bound::Below(value), "") => high = number(value, false),
            _ => {}
        }
    }
    (low, high)
}

/// Whether a limit from below lets less through than another.
fn is_above(limit: Limit, other: Limit) -> bool {
    match (limit, other) {
        (Some((value, allowed)), Some((other, was_allowed))) => {
            value > other || (value == other && !allowed && was_allowed)
        }
        (limit, other) => limit.is_some() && other.is_none(),
    }
}

fn mirrored(limit: Limit) -> Limit {
    limit.map(|(value, allowed)| (-value, allowed))
}

fn said((low, high): (Limit, Limit), unit: &str) -> String {
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!(" {unit}")
    };
    let low = low.map(|(value, allowed)| format!("{} {value}", if allowed { "at least" } else { "more than" }));
    let high = high.map(|(value, allowed)| format!("{} {value}", if allowed { "at most" } else { "less than" }));
    match (low, high) {
        (None, None) => {
            format!("any number of{unit}").replace("number of", if unit.is_empty() { "value" } else { "number of" })
        }
        (Some(one), None) | (None, Some(one)) => format!("{one}{unit}"),
        (Some(low), Some(high)) => format!("{low} and {high}{unit}"),
    }
}
