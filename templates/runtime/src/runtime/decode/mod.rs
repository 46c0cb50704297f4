//! From a reply's bytes to values, with errors that say where in the JSON they happened.

mod charset;
mod error;
#[cfg(feature = "streams")]
mod streams;
mod trail;
mod whole;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{Reading, Reply};
pub use error::DecodeError;
#[cfg(feature = "streams")]
pub use streams::{download, events, lines, text_events};

/// Reads the body as JSON. No body at all counts as `{}` or `null`, if one of them is a `T`.
///
/// # Errors
///
/// Names the place in the document at which it stopped being a `T`.
#[inline]
pub fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, DecodeError> {
    reply.check(Reading::Value)?;
    // A service that has nothing to say often says nothing, though its description promises an empty object.
    if reply.body.is_empty() {
        return slice(b"{}").or_else(|error| slice(b"null").map_err(|_| error));
    }
    slice(&reply.body).map_err(|error| error.noted(reply.success.note(reply)))
}

/// Reads the body as JSON, if there is one: nothing, `null`, and the statuses 204 and 205 are `None`.
///
/// # Errors
///
/// Names the place in the document at which it stopped being a `T`.
#[inline]
pub fn optional_json<T: DeserializeOwned>(reply: &Reply) -> Result<Option<T>, DecodeError> {
    if reply.body.is_empty() || matches!(reply.status.as_u16(), 204 | 205) {
        reply.check(Reading::Nothing)?;
        return Ok(None);
    }
    json(reply)
}

/// Reads bytes as JSON. The only place where decoders of JSON are made, so that there is one of each. A byte order mark is skipped,
/// and `5.0` is read where an integer is expected.
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

/// Reads the body of a failed call as the error type which the API describes for its status, if it has that form.
#[inline]
pub fn failure<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    slice(&reply.body).ok()
}

/// Accepts a body without content: nothing, `{}`, or the little that services put there although they promised nothing.
///
/// # Errors
///
/// The body is something else, a page of HTML for example.
pub fn empty(reply: &Reply) -> Result<(), DecodeError> {
    reply.check(Reading::Nothing)
}

/// Takes the body as text, in the charset that the response names: UTF-8, which is the default, UTF-16 or Latin-1. A byte order mark
/// is dropped.
///
/// # Errors
///
/// The operation does not declare the body's media type, or the body is not text of its charset.
pub fn text(reply: &Reply) -> Result<String, DecodeError> {
    reply.check(Reading::Raw)?;
    charset::text(&reply.headers, &reply.body)
}

#[cfg(feature = "streams")]
pub(super) fn lossy_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(without_mark(bytes)).into_owned()
}

/// The text without the byte order mark of UTF-8.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// Takes the body as it is.
///
/// # Errors
///
/// The operation does not declare the body's media type.
pub fn bytes(reply: &Reply) -> Result<Bytes, DecodeError> {
    reply.check(Reading::Raw)?;
    Ok(reply.body.clone())
}
