//! A service may repeat the token in what it says about a failure, and that ends up in logs. Here it goes out.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};

use crate::runtime::auth::Bearer;

/// Shorter than any token. What is so short may stand in an answer by chance.
const SHORTEST_TOKEN: usize = 8;

const MASK: &str = "…";

/// A body without the token.
pub(super) fn body(body: Bytes, bearer: &Bearer) -> Bytes {
    match (token(bearer), std::str::from_utf8(&body)) {
        (Some(token), Ok(text)) if text.contains(token) => text.replace(token, MASK).into(),
        _ => body,
    }
}

/// The beginning of a body without the token, also where the token was cut in two.
pub(super) fn beginning(mut bytes: Bytes, bearer: &Bearer) -> Bytes {
    if let Some(token) = token(bearer) {
        let is_end = |length: &usize| bytes.ends_with(&token.as_bytes()[..*length]);
        let left = (1..token.len()).rev().find(is_end).unwrap_or(0);
        bytes.truncate(bytes.len() - left);
    }
    // A character that was cut in two would hide the rest from the mask.
    if let Err(error) = std::str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    body(bytes, bearer)
}

/// A text without the token.
pub(super) fn text(text: &str, bearer: &Bearer) -> String {
    token(bearer).map_or_else(|| text.to_owned(), |token| text.replace(token, MASK))
}

/// Takes the token out of headers.
pub(super) fn headers(headers: &mut HeaderMap, bearer: &Bearer) {
    let Some(token) = token(bearer) else { return };
    for value in headers.values_mut() {
        let text = value.to_str().ok().filter(|text| text.contains(token));
        // With a mask of ASCII the value stays one.
        if let Some(masked) = text.and_then(|text| HeaderValue::from_str(&text.replace(token, "...")).ok()) {
            *value = masked;
        }
    }
}

fn token(bearer: &Bearer) -> Option<&str> {
    let header = bearer.header()?.to_str().ok()?;
    let (_, token) = header.split_once(' ')?;
    (token.len() >= SHORTEST_TOKEN).then_some(token)
}
