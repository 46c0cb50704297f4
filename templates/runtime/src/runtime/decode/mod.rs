//! From the bytes of a response to values, with errors that say where in the JSON they happened.

mod charset;
mod error;
#[cfg(feature = "raw-bodies")]
mod raw;
mod slice;
#[cfg(feature = "streams")]
mod streams;
mod trail;
mod whole;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::{Reading, Reply};
#[cfg(feature = "streams")]
use charset::without_mark;
pub use error::DecodeError;
#[cfg(feature = "raw-bodies")]
pub use raw::RawBody;
#[doc(hidden)]
pub use slice::slice;
#[cfg(feature = "streams")]
pub use streams::{download, events, lines, text_events};

/// Reads the body as JSON. No body at all counts as `null` or `{}`, if one of them is a `T`.
///
/// # Errors
///
/// Names the place in the document at which it stopped being a `T`.
#[inline]
pub fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, DecodeError> {
    reply.check(Reading::Value)?;
    // A service that has nothing to send often sends nothing, though its document declares an empty object.
    if reply.body.is_empty() {
        return slice(b"null").or_else(|_| slice(b"{}"));
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

/// Reads the body of a failed call as the error type that the API describes for its status, if it has that form. Plain
/// text is a string, if that is the type.
#[inline]
pub fn failure<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    let text = || charset::text(reply.headers.get(CONTENT_TYPE), &reply.body).ok();
    let quoted = |text: String| slice(serde_json::Value::from(text).to_string().as_bytes());
    let read = slice(&reply.body);
    match reply.media_type().starts_with("text/") {
        true => read.or_else(|error| text().map_or(Err(error), quoted)).ok(),
        false => read.ok(),
    }
}

/// Accepts a body without content: nothing, `{}`, or the little that services send although none is declared.
///
/// # Errors
///
/// The body is something else, a page of HTML for example.
pub fn empty(reply: &Reply) -> Result<(), DecodeError> {
    reply.check(Reading::Nothing)
}

/// Takes the body as text, in the charset that the response names: UTF-8, which is the default, UTF-16 or Latin-1. A
/// byte order mark is dropped.
///
/// # Errors
///
/// The operation does not declare the body's media type, or the body is not text of its charset.
pub fn text(reply: &Reply) -> Result<String, DecodeError> {
    reply.check(Reading::Raw)?;
    charset::text(reply.headers.get(CONTENT_TYPE), &reply.body)
}

#[cfg(feature = "streams")]
pub(super) fn lossy_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(without_mark(bytes)).into_owned()
}

/// Takes a body that the document does not describe.
///
/// # Errors
///
/// The operation does not declare such a response: it has another status, or is a page of HTML.
#[cfg(feature = "raw-bodies")]
pub fn raw(reply: &Reply) -> Result<RawBody, DecodeError> {
    reply.check(Reading::Nothing)?;
    Ok(RawBody::new(reply))
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
