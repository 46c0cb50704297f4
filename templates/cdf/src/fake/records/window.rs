//! `lastUpdatedTime` of filter and aggregate.

use serde_json::Value;

use super::store::Stream;
use super::time;
use crate::fake::condition::Bounds;
use crate::fake::response::{Outcome, Refusal};

const DAY: i64 = 24 * 3600 * 1000;

/// The bounds, which immutable streams insist on.
pub(super) fn read(body: &Value, stream: &Stream, now: i64) -> Outcome<Bounds> {
    let wanted = &body["lastUpdatedTime"];
    let bounds = Bounds::read(wanted)?;
    let (lower, upper) = (edge(&bounds.lower)?, edge(&bounds.upper)?);
    let Some((interval, days)) = stream.template.interval else {
        return Ok(bounds);
    };
    let Some(lower) = lower else {
        return Err(Refusal::bad("lastUpdatedTime needs gt or gte for an immutable stream"));
    };
    if upper.unwrap_or(now).saturating_sub(lower) > days * DAY {
        return Err(Refusal::bad(format!(
            "The interval of lastUpdatedTime must not be longer than {interval}"
        )));
    }
    Ok(bounds)
}

fn edge(bound: &Option<(Value, bool)>) -> Outcome<Option<i64>> {
    let Some((value, _)) = bound else { return Ok(None) };
    let time = value.as_i64().or_else(|| time::read(value.as_str()?));
    time.map(Some)
        .ok_or_else(|| Refusal::bad("A bound of lastUpdatedTime must be ISO 8601 or milliseconds"))
}
