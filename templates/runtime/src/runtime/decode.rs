//! From a reply's bytes to values, with errors that say where in the JSON they happened.

use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::Reply;

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
pub fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, DecodeError> {
    // Keeping track of the path costs time, so that is done only for a document which has failed once.
    serde_json::from_slice(&reply.body).or_else(|error| match reply.body.is_empty() {
        true => nothing(error),
        false => json_with_path(&reply.body),
    })
}

// A service that has nothing to say often says nothing, though its description promises an empty object.
fn nothing<T: DeserializeOwned>(source: serde_json::Error) -> Result<T, DecodeError> {
    let value = serde_json::from_str("{}").or_else(|_| serde_json::from_str("null"));
    value.map_err(|_| DecodeError {
        path: ".".to_owned(),
        source,
    })
}

fn json_with_path<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        DecodeError {
            path,
            source: error.into_inner(),
        }
    })?;
    deserializer.end().map_err(|source| DecodeError {
        path: ".".to_owned(),
        source,
    })?;
    Ok(value)
}

/// Reads the body of a failed call as the error type which the API describes for its status, if it has that form.
pub fn failure<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    serde_json::from_slice(&reply.body).ok()
}

/// Accepts a body without content: nothing, `{}`, or whatever a service puts there though it promised nothing.
///
/// # Errors
///
/// Never; it has the signature of the other functions here so that operations can use them alike.
pub fn empty(_: &Reply) -> Result<(), DecodeError> {
    Ok(())
}

/// Takes the body as text. What is not UTF-8 in it is replaced by `U+FFFD`.
///
/// # Errors
///
/// Never; it has the signature of the other functions here so that operations can use them alike.
pub fn text(reply: &Reply) -> Result<String, DecodeError> {
    Ok(String::from_utf8_lossy(&reply.body).into_owned())
}

/// Takes the body as it is.
///
/// # Errors
///
/// Never; it has the signature of the other functions here so that operations can use them alike.
pub fn bytes(reply: &Reply) -> Result<Bytes, DecodeError> {
    Ok(reply.body.clone())
}
