use bytes::Bytes;
use serde::Serialize;

/// Writes a value as JSON in a line of its own.
#[cfg(feature = "forms")]
#[inline]
pub(crate) fn json_line<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    let mut line = serde_json::to_string(value)?;
    line.push('\n');
    Ok(line)
}

/// Writes a body as JSON; a body of `null` is no body. Records and numbers refuse NaN and the infinities themselves.
#[inline]
pub(crate) fn json_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Option<Bytes>, serde_json::Error> {
    let bytes = serde_json::to_vec(value)?;
    Ok((bytes != b"null").then(|| bytes.into()))
}
