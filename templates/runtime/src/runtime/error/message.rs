use bytes::Bytes;
use http::{HeaderMap, header::CONTENT_TYPE};
use serde_json::Value;

/// A message longer than this, in characters, is cut: it is for reading, and the whole body is kept anyway.
const MOST_CHARS: usize = 500;

/// What a service says about a failure, in the forms that are in use: `{"error": {"message": …}}`, `{"message": …}`,
/// the `error` and `error_description` of OAuth, or plain text.
pub(crate) fn message(headers: &HeaderMap, body: &Bytes) -> Option<String> {
    let text = match serde_json::from_slice::<Value>(body) {
        Ok(value) => from_json(&value)?.to_owned(),
        Err(_) => from_plain_text(headers, body)?,
    };
    Some(if text.chars().count() > MOST_CHARS {
        text.chars().take(MOST_CHARS).chain(['…']).collect()
    } else {
        text
    })
}

fn from_json(value: &Value) -> Option<&str> {
    ["/error/message", "/message", "/error_description", "/error"]
        .iter()
        .find_map(|place| value.pointer(place)?.as_str())
        .filter(|text| !text.is_empty())
}

// Only what calls itself plain text: a page of HTML helps nobody in an error message.
fn from_plain_text(headers: &HeaderMap, body: &Bytes) -> Option<String> {
    let is_plain = headers.get(CONTENT_TYPE)?.as_bytes().starts_with(b"text/plain");
    let text = std::str::from_utf8(body).ok()?.trim();
    (is_plain && !text.is_empty()).then(|| text.to_owned())
}
