//! What calls printed, as text.

use std::fmt;

use crate::models::{CallLog, CallLogEntry};

const MILLIS_A_DAY: i64 = 86_400_000;

impl CallLog {
    /// The lines, without times.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::Error> {
    /// let log = cdf.function_calls().logs(7, 900).await?;
    /// println!("{}", log.to_text_with_timestamps());
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_text(&self) -> String {
        self.lines(CallLogEntry::text)
    }

    /// The lines, each with its time in front: `[2020-03-27 23:04:34+00:00] text`, as the official Python SDK prints
    /// them. A line without a time has nothing in front.
    pub fn to_text_with_timestamps(&self) -> String {
        self.lines(CallLogEntry::text_with_timestamp)
    }

    fn lines(&self, line: impl Fn(&CallLogEntry) -> String) -> String {
        self.items.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The lines, without times.
impl fmt::Display for CallLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl CallLogEntry {
    /// The text of the line; empty if it has none.
    pub fn text(&self) -> String {
        self.message.clone().unwrap_or_default()
    }

    /// The text of the line, with its time in front if it has one.
    pub fn text_with_timestamp(&self) -> String {
        match self.timestamp {
            Some(millis) => format!("[{}] {}", utc(millis), self.text()),
            None => self.text(),
        }
    }
}

/// A time in milliseconds since 1970 the way Python prints it: the fraction only if there is one, and in microseconds.
/// Any number has such a text, also one that is no sensible time.
fn utc(millis: i64) -> String {
    let (days, of_day) = (millis.div_euclid(MILLIS_A_DAY), millis.rem_euclid(MILLIS_A_DAY));
    let (year, month, day) = civil(days);
    let (seconds, fraction) = (of_day / 1000, of_day % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = match fraction {
        0 => String::new(),
        millis => format!(".{millis:03}000"),
    };
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction}+00:00")
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar without end on either side.
///
/// Years are counted from March here, so that the leap day is the last of its year; 146 097 days are 400 years.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}
