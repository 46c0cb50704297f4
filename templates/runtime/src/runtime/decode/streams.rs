//! Bodies that are read as they arrive. The operation has to be [`STREAMED`](crate::runtime::Operation::STREAMED), or
//! the body is read whole before the first piece is seen.

use serde::de::DeserializeOwned;

use super::{DecodeError, lossy_text, slice};
use crate::runtime::{Download, Events, Lines, Reading, Reply};

/// The data with which services that stream the text of a language model mark the end.
const DONE: &[u8] = b"[DONE]";

/// Takes the body as a file.
///
/// # Errors
///
/// The operation does not declare the body's media type.
#[inline]
pub fn download(reply: &mut Reply) -> Result<Download, DecodeError> {
    reply.check(Reading::Raw)?;
    Ok(Download::new(reply))
}

/// Takes the body as server-sent events whose data is JSON. One whose data is just `[DONE]` ends them.
///
/// # Errors
///
/// The operation does not declare the body's media type, or that is JSON or HTML, in which there would be no event.
#[inline]
pub fn events<T: DeserializeOwned>(reply: &mut Reply) -> Result<Events<T>, DecodeError> {
    check(reply)?;
    Ok(Events::new(reply, slice, Some(DONE)))
}

/// Takes the body as server-sent events whose data is text. No data ends them.
///
/// # Errors
///
/// The operation does not declare the body's media type, or that is JSON or HTML, in which there would be no event.
#[inline]
pub fn text_events(reply: &mut Reply) -> Result<Events<String>, DecodeError> {
    check(reply)?;
    Ok(Events::new(reply, |data| Ok(lossy_text(data)), None))
}

/// Takes the body as JSON values, one a line or each behind a record separator: `application/x-ndjson`,
/// `application/jsonl`, `application/json-seq`.
///
/// # Errors
///
/// The operation does not declare the body's media type.
#[inline]
pub fn lines<T: DeserializeOwned>(reply: &mut Reply) -> Result<Lines<T>, DecodeError> {
    reply.check(Reading::Raw)?;
    Ok(Lines::new(reply, slice))
}

#[inline]
fn check(reply: &Reply) -> Result<(), DecodeError> {
    reply.check(Reading::Raw)?;
    let media_type = reply.media_type();
    if media_type == "text/html" || crate::runtime::encode::is_json(&media_type) {
        let text = format!("the body is {media_type}, not a stream of events");
        return Err(DecodeError::undeclared(text));
    }
    Ok(())
}
