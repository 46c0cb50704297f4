// From templates/cdf/src/functions/logs.rs; edit it there.

//! What calls printed, as text.
//!
//! The text of a line is data, and stays exactly as the service sent it: with line breaks, and with escape sequences if the
//! code printed some. Escape it before it goes to a terminal or into a log that others must be able to trust.

use std::fmt;

use super::calendar::civil_from_days;
use crate::models::{CallLog, CallLogEntry};

const MILLIS_A_DAY: i64 = 86_400_000;

impl CallLog {
    /// The lines, without times, exactly as the service sent them: control characters are not escaped.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::Error> {
    /// let log = cdf.function_calls().logs(7, 900).await?;
    /// println!("{}", log.to_text_with_timestamps());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn to_text(&self) -> String {
        self.lines(CallLogEntry::text)
    }

    /// The lines, each with its time in front: `[2020-03-27 23:04:34+00:00] text`, as the official Python SDK prints
    /// them. A line without a time has nothing in front. Control characters are not escaped.
    #[inline]
    pub fn to_text_with_timestamps(&self) -> String {
        self.lines(CallLogEntry::text_with_timestamp)
    }

    #[inline]
    fn lines(&self, line: impl Fn(&CallLogEntry) -> String) -> String {
        self.items.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The lines, without times, exactly as the service sent them: control characters are not escaped.
impl fmt::Display for CallLog {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl CallLogEntry {
    /// The text of the line, exactly as the service sent it; empty if it has none.
    #[inline]
    pub fn text(&self) -> String {
        self.message.clone().unwrap_or_default()
    }

    /// The text of the line, with its time in front if it has one.
    #[inline]
    pub fn text_with_timestamp(&self) -> String {
        match self.timestamp {
            Some(millis) => format!("[{}] {}", utc(millis), self.text()),
            None => self.text(),
        }
    }
}

/// A time in milliseconds since 1970 the way Python prints it: the fraction only if there is one, and in microseconds.
/// Any number has such a text, also one that is no sensible time.
#[inline]
fn utc(millis: i64) -> String {
    let (days, of_day) = (millis.div_euclid(MILLIS_A_DAY), millis.rem_euclid(MILLIS_A_DAY));
    let (year, month, day) = civil_from_days(days);
    let (seconds, fraction) = (of_day / 1000, of_day % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = match fraction {
        0 => String::new(),
        millis => format!(".{millis:03}000"),
    };
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction}+00:00")
}
