//! Time in the pieces that an immutable stream lets one ask for.

use std::ops::Range;
use std::time::Duration;

use crate::models::{StreamLimits, StreamSettings};

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

impl StreamLimits {
    /// How much time one request may cover; `None` if there is no such limit, as for mutable streams.
    pub fn filtering_interval(&self) -> Option<Duration> {
        self.max_filtering_interval.as_deref().and_then(duration_of_iso)
    }
}

impl StreamSettings {
    /// How much time one request may cover; `None` if there is no such limit, as for mutable streams.
    pub fn filtering_interval(&self) -> Option<Duration> {
        self.limits.filtering_interval()
    }
}

/// Splits a range of milliseconds since 1970 into pieces of at most this length, the earliest first.
///
/// ```
/// use std::time::Duration;
///
/// let pieces: Vec<_> = cdf_client::records::windows(0..2500, Duration::from_secs(1)).collect();
/// assert_eq!(pieces, [0..1000, 1000..2000, 2000..2500]);
/// ```
pub fn windows(range: Range<i64>, longest: Duration) -> impl Iterator<Item = Range<i64>> {
    // A piece must be longer than nothing, or there is no end.
    let step = i64::try_from(longest.as_millis()).unwrap_or(i64::MAX).max(1);
    let mut start = range.start;
    std::iter::from_fn(move || {
        let piece = start..start.saturating_add(step).min(range.end);
        start = piece.end;
        (piece.start < piece.end).then_some(piece)
    })
}

/// The length of an ISO 8601 duration such as `P7D` or `PT1H30M`; `None` if it is none. Months and years are taken at
/// their shortest, 28 and 365 days, so that a limit is never exceeded.
pub fn duration_of_iso(text: &str) -> Option<Duration> {
    let (days, clock) = match text.strip_prefix('P')?.split_once('T') {
        Some((days, clock)) => (days, clock),
        None => (text.strip_prefix('P')?, ""),
    };
    let in_days = [('Y', 365), ('M', 28), ('W', 7), ('D', 1)].map(|(unit, days)| (unit, days * SECONDS_A_DAY));
    let seconds = sum(days, &in_days)?.checked_add(sum(clock, &[('H', 3600), ('M', 60), ('S', 1)])?)?;
    (seconds > 0).then(|| Duration::from_secs(seconds))
}

/// The seconds of `1Y2M…`: integers, each with a unit, in the order of the units.
fn sum(text: &str, units: &[(char, u64)]) -> Option<u64> {
    let (mut rest, mut units, mut seconds) = (text, units, 0_u64);
    while !rest.is_empty() {
        let end = rest.find(|char: char| !char.is_ascii_digit())?;
        let count: u64 = rest[..end].parse().ok()?;
        let unit = rest[end..].chars().next()?;
        let at = units.iter().position(|(known, _)| *known == unit)?;
        seconds = seconds.checked_add(count.checked_mul(units[at].1)?)?;
        units = &units[at + 1..];
        rest = &rest[end + 1..];
    }
    Some(seconds)
}
