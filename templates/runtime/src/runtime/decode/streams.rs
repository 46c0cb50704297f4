//! Bodies that are read as they arrive. The operation has to be [`STREAMED`](crate::runtime::Operation::STREAMED), or the
//! body is read whole before the first piece is seen.

use serde::de::{DeserializeOwned, Error as _};

use super::{DecodeError, lossy_text, slice};
use crate::runtime::{Download, Events, Lines, Reply};

/// The data with which services that stream the text of a language model say that this was all.
const DONE: &[u8] = b"[DONE]";

/// Takes the body as a file.
///
/// # Errors
///
/// Never; it has the signature of the other functions here so that operations can use them alike.
#[inline]
pub fn download(reply: &mut Reply) -> Result<Download, DecodeError> {
    Ok(Download::new(reply))
}

/// Takes the body as server-sent events whose data is JSON. One whose data is just `[DONE]` ends them.
///
/// # Errors
///
/// The body says that it is JSON or a page of HTML, in which there would be no event.
#[inline]
pub fn events<T: DeserializeOwned>(reply: &mut Reply) -> Result<Events<T>, DecodeError> {
    check(reply)?;
    Ok(Events::new(reply, slice, Some(DONE)))
}

/// Takes the body as server-sent events whose data is text. No text ends them.
///
/// # Errors
///
/// The body says that it is JSON or a page of HTML, in which there would be no event.
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
/// Never; it has the signature of the other functions here so that operations can use them alike.
#[inline]
pub fn lines<T: DeserializeOwned>(reply: &mut Reply) -> Result<Lines<T>, DecodeError> {
    Ok(Lines::new(reply, slice))
}

#[inline]
fn check(reply: &Reply) -> Result<(), DecodeError> {
    let media_type = reply.media_type();
    if media_type == "text/html" || crate::runtime::encode::is_json(&media_type) {
        let text = format!("the body is {media_type}, not a stream of events");
        return Err(DecodeError {
            path: ".".to_owned(),
            source: serde_json::Error::custom(text),
        });
    }
    Ok(())
}
