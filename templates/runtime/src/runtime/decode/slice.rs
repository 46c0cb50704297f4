//! The decoder of JSON.

use serde::de::DeserializeOwned;

use super::charset::without_mark;
use super::error::DecodeError;
use super::{trail, whole};

/// Reads bytes as JSON. The only place where decoders of JSON are made, so that there is one of each. A byte order mark
/// is skipped, and `5.0` is read where an integer is expected.
#[doc(hidden)]
#[inline]
pub fn slice<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    let text = without_mark(text);
    let parse = |text: &[u8]| serde_json::from_slice(text).map_err(|error| located(text, error));
    parse(text).or_else(|error: DecodeError| match whole::rewritten(text, &error) {
        Some(text) => parse(&text).map_err(|second| if second.path == error.path { error } else { second }),
        None => Err(error),
    })
}

fn located(text: &[u8], source: serde_json::Error) -> DecodeError {
    DecodeError::parser(trail::path(text, &source), source)
}
