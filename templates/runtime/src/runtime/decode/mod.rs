//! From a reply's bytes to values, with errors that say where in the JSON they happened.

mod streams;
mod trail;

use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeOwned, Error as _};

use super::Reply;
pub use streams::{download, events, lines, text_events};

/// A reply that does not have the form which the API describes.
#[derive(Debug)]
pub struct DecodeError {
    path: String,
    source: serde_json::Error,
}

impl DecodeError {
    /// Where in the JSON document it happened, such as `items[3].id`; `.` is the document itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same with other words, for what must not be repeated. Line and column stay.
    pub(super) fn rewritten(self, rewrite: impl Fn(&str) -> String) -> Self {
        let text = self.source.to_string();
        let rewritten = rewrite(&text);
        Self {
            path: rewrite(&self.path),
            source: match rewritten == text {
                true => self.source,
                false => serde_json::Error::custom(rewritten),
            },
        }
    }

    /// What is wrong there, without line and column.
    pub(super) fn reason(&self) -> String {
        let text = self.source.to_string();
        match text.rfind(" at line ") {
            Some(end) => text[..end].to_owned(),
            None => text,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at `{}`: {}", self.path, self.source)
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Reads the body as JSON. No body at all counts as `{}` or `null`, if one of them is a `T`.
///
/// # Errors
///
/// Names the place in the document at which it stopped being a `T`.
#[inline]
pub fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, DecodeError> {
    // A service that has nothing to say often says nothing, though its description promises an empty object.
    if reply.body.is_empty() {
        return slice(b"{}").or_else(|error| slice(b"null").map_err(|_| error));
    }
    slice(&reply.body)
}

/// Reads the body as JSON, if there is one: nothing, `null`, and the statuses 204 and 205 are `None`.
///
/// # Errors
///
/// Names the place in the document at which it stopped being a `T`.
#[inline]
pub fn optional_json<T: DeserializeOwned>(reply: &Reply) -> Result<Option<T>, DecodeError> {
    if reply.body.is_empty() || matches!(reply.status.as_u16(), 204 | 205) {
        return Ok(None);
    }
    slice(&reply.body)
}

/// Reads bytes as JSON. The only place where decoders of JSON are made, so that there is one of each.
#[inline]
pub(crate) fn slice<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_slice(text).map_err(|error| located(text, error))
}

fn located(text: &[u8], source: serde_json::Error) -> DecodeError {
    let path = trail::path(text, &source);
    DecodeError { path, source }
}

/// Reads the body of a failed call as the error type which the API describes for its status, if it has that form.
#[inline]
pub fn failure<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    slice(&reply.body).ok()
}

/// Accepts a body without content: nothing, `{}`, or whatever a service puts there though it promised nothing.
///
/// # Errors
///
/// Never; it has the signature of the other functions here so that operations can use them alike.
pub fn empty(_: &Reply) -> Result<(), DecodeError> {
    Ok(())
}

/// Takes the body as text. What is not UTF-8 in it is replaced by `U+FFFD`; a byte order mark is dropped.
///
/// # Errors
///
/// Never; it has the signature of the other functions here so that operations can use them alike.
pub fn text(reply: &Reply) -> Result<String, DecodeError> {
    Ok(lossy_text(&reply.body))
}

pub(super) fn lossy_text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    String::from_utf8_lossy(bytes).into_owned()
}

/// Takes the body as it is.
///
/// # Errors
///
/// Never; it has the signature of the other functions here so that operations can use them alike.
pub fn bytes(reply: &Reply) -> Result<Bytes, DecodeError> {
    Ok(reply.body.clone())
}
