//! From a reply's bytes to values, with errors that say where in the JSON they happened.

mod streams;
mod trail;

use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeOwned, Error as _};

use super::{Reading, Reply};
pub use streams::{download, events, lines, text_events};

/// A reply that does not have the form which the API describes.
#[derive(Debug)]
pub struct DecodeError {
    path: String,
    /// What the parser reports, unless the body was not read at all.
    source: Option<serde_json::Error>,
    /// What the operation does not declare about the response.
    undeclared: Option<String>,
}

impl DecodeError {
    /// A response that the operation does not declare.
    #[cold]
    pub(super) fn undeclared(text: String) -> Self {
        Self {
            path: ".".to_owned(),
            source: None,
            undeclared: Some(text),
        }
    }

    /// Adds what the operation does not declare about the response.
    #[cold]
    fn noted(mut self, reply: &Reply) -> Self {
        self.undeclared = reply.success.note(reply);
        self
    }

    /// Where in the JSON document it happened, such as `items[3].id`; `.` is the document itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same with other words, for what must not be repeated. Line and column stay.
    pub(crate) fn rewritten(self, rewrite: impl Fn(&str) -> String) -> Self {
        let source = self.source.map(|source| {
            let text = source.to_string();
            let rewritten = rewrite(&text);
            match rewritten == text {
                true => source,
                false => serde_json::Error::custom(rewritten),
            }
        });
        Self {
            path: rewrite(&self.path),
            source,
            // It has the media type of the response in it.
            undeclared: self.undeclared.map(|text| rewrite(&text)),
        }
    }

    /// What is wrong there, without line and column.
    pub(super) fn reason(&self) -> String {
        let text = self.source.as_ref().map_or_else(String::new, ToString::to_string);
        match text.rfind(" at line ") {
            Some(end) => text[..end].to_owned(),
            None => text,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(source) = &self.source {
            write!(f, "at `{}`: {source}", self.path)?;
        }
        match (&self.source, &self.undeclared) {
            (Some(_), Some(text)) => write!(f, "; {text}"),
            (None, Some(text)) => f.write_str(text),
            (_, None) => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

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
    slice(&reply.body).map_err(|error| error.noted(reply))
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

/// Reads bytes as JSON. The only place where decoders of JSON are made, so that there is one of each.
#[inline]
pub(crate) fn slice<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_slice(text).map_err(|error| located(text, error))
}

fn located(text: &[u8], source: serde_json::Error) -> DecodeError {
    let path = trail::path(text, &source);
    DecodeError {
        path,
        source: Some(source),
        undeclared: None,
    }
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

/// Takes the body as text. What is not UTF-8 in it is replaced by `U+FFFD`; a byte order mark is dropped.
///
/// # Errors
///
/// The operation does not declare the body's media type.
pub fn text(reply: &Reply) -> Result<String, DecodeError> {
    reply.check(Reading::Raw)?;
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
/// The operation does not declare the body's media type.
pub fn bytes(reply: &Reply) -> Result<Bytes, DecodeError> {
    reply.check(Reading::Raw)?;
    Ok(reply.body.clone())
}
