// From templates/cdf/src/fake/records/time.rs; edit it there.

//! Times as texts: ISO 8601, and "so long ago".

use crate::functions::calendar::{civil_from_days, days_from_civil};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// Milliseconds since 1970 of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS[.fraction][Z|±HH:MM]`; without a zone, UTC.
pub(in crate::fake) fn read(text: &str) -> Option<i64> {
    let (date, clock) = text.split_once('T').unwrap_or((text, "00:00:00"));
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (
        number(parts.next()?, 4)?,
        number(parts.next()?, 2)?,
        number(parts.next()?, 2)?,
    );
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (clock, offset) = zone(clock)?;
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = whole.splitn(3, ':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |text| number(text, 2))?;
    let thousandths = number(format!("{fraction:0<3}").get(..3)?, 3)?;
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let within = hour * HOUR + minute * MINUTE + second * SECOND + thousandths;
    Some(days_from_civil(year, month, day) * DAY + within - offset)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let fits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

/// What stands before the zone, and the zone's milliseconds.
fn zone(clock: &str) -> Option<(&str, i64)> {
    if let Some(rest) = clock.strip_suffix('Z') {
        return Some((rest, 0));
    }
    let Some(at) = clock.find(['+', '-']) else {
        return Some((clock, 0));
    };
    let (rest, zone) = clock.split_at(at);
    let (hours, minutes) = zone[1..].split_once(':')?;
    let offset = number(hours, 2)? * HOUR + number(minutes, 2)? * MINUTE;
    Some((rest, if zone.starts_with('-') { -offset } else { offset }))
}

/// `2026-01-01T00:00:00.000Z`.
pub(super) fn write(milliseconds: i64) -> String {
    let (days, within) = (milliseconds.div_euclid(DAY), milliseconds.rem_euclid(DAY));
    let (year, month, day) = civil_from_days(days);
    let (hour, minute) = (within / HOUR, within % HOUR / MINUTE);
    let (second, rest) = (within % MINUTE / SECOND, within % SECOND);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z")
}

/// The start of the calendar interval that a time lies in.
pub(super) fn floor(milliseconds: i64, interval: &str) -> Option<i64> {
    let days = milliseconds.div_euclid(DAY);
    let (year, month, _) = civil_from_days(days);
    let first_of = |year, month| days_from_civil(year, month, 1) * DAY;
    let multiple = |unit: i64| milliseconds.div_euclid(unit) * unit;
    Some(match interval {
        "1s" => multiple(SECOND),
        "1m" => multiple(MINUTE),
        "1h" => multiple(HOUR),
        "1d" => multiple(DAY),
        // 1970-01-01 was a Thursday; weeks start on Mondays.
        "1w" => ((days + 3).div_euclid(7) * 7 - 3) * DAY,
        "1M" => first_of(year, month),
        "1q" => first_of(year, (month - 1) / 3 * 3 + 1),
        "1y" => first_of(year, 1),
        _ => return None,
    })
}

/// The milliseconds of `3s`, `5m`, `2h`, `1d`, `1w`.
pub(in crate::fake) fn duration(text: &str) -> Option<i64> {
    let unit = match text.chars().last()? {
        's' => SECOND,
        'm' => MINUTE,
        'h' => HOUR,
        'd' => DAY,
        'w' => 7 * DAY,
        _ => return None,
    };
    let count: i64 = text[..text.len() - 1].parse().ok().filter(|count| *count > 0)?;
    count.checked_mul(unit)
}

/// The milliseconds of `2d-ago`.
pub(in crate::fake) fn ago(text: &str) -> Option<i64> {
    duration(text.strip_suffix("-ago")?)
}
