use bytes::Bytes;
use serde::Serialize;

use super::plain::{Plain, PlainError};

/// Writes a body as JSON; a body of `null` is no body.
pub(crate) fn json_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Option<Bytes>, PlainError> {
    let bytes = serde_json::to_vec(value).map_err(|error| PlainError::new(error.to_string()))?;
    // serde_json writes NaN and the infinities as `null` without a word. Only a body that has a `null` somewhere
    // can hide one, so only such a body is looked at twice.
    if bytes.windows(4).any(|window| window == b"null") {
        Plain::of(value)?;
    }
    Ok((bytes != b"null").then(|| bytes.into()))
}
