use bytes::Bytes;
use http::{HeaderMap, HeaderName, header::CONTENT_TYPE};
use percent_encoding::percent_decode;
use serde_json::Value;

use crate::runtime::auth::Redactor;
use crate::runtime::printable;

/// A message longer than this, in characters, is cut: it is for reading, and the whole body is kept anyway.
const MOST_CHARS: usize = 500;

/// What a response says about itself outside of its body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks {
    /// The first of the headers that the API uses for messages.
    pub(crate) header: Option<String>,
    /// The reason phrase of the status line, if it is another than the status has anyway.
    pub(crate) reason: Option<String>,
    /// How many bytes of the body are kept, if that is not all of it.
    pub(crate) cut: Option<usize>,
}

impl Remarks {
    /// What these headers say, the first of them that there is.
    pub(crate) fn of(headers: &HeaderMap, names: &[HeaderName], reason: Option<String>) -> Self {
        let values = names.iter().filter_map(|name| headers.get(name));
        let mut texts = values.map(|value| decoded(value.as_bytes()));
        Self {
            header: texts.find(|text| !text.is_empty()),
            reason: reason.filter(|text| !text.is_empty()),
            cut: None,
        }
    }
}

impl Remarks {
    /// Takes the secrets out.
    pub(crate) fn redact(&mut self, redactor: &Redactor) {
        self.header = self.header.take().map(|text| redactor.header_text(&text));
        self.reason = self.reason.take().map(|text| redactor.text(&text));
    }
}

/// A header's text without its percent signs, if that is one.
fn decoded(value: &[u8]) -> String {
    match percent_decode(value).decode_utf8() {
        Ok(text) => text.trim().to_owned(),
        Err(_) => String::from_utf8_lossy(value).trim().to_owned(),
    }
}

/// What a service says about a failure: in the forms of a JSON body that are in use ([`PLACES`]), in a header, in the
/// status line, or in plain text. Unprintable characters of it are escaped.
pub(crate) fn message(headers: &HeaderMap, body: &Bytes, remarks: &Remarks) -> Option<String> {
    let text = from_json(body)
        .or_else(|| remarks.header.clone())
        .or_else(|| remarks.reason.clone())
        .or_else(|| from_plain_text(headers, body))?;
    let text = if text.chars().count() > MOST_CHARS {
        text.chars().take(MOST_CHARS).chain(['…']).collect()
    } else {
        text
    };
    Some(printable(&text).into_owned())
}

/// Where the bodies of errors have their message: first what most services call it, then OAuth, problem details (RFC
/// 9457), JSON:API and what frameworks write by themselves.
const PLACES: [&str; 16] = [
    "/error/message",
    "/message",
    "/error_description",
    "/detail",
    "/title",
    "/errors/0/message",
    "/errors/0/detail",
    "/errors/0/title",
    "/errors/0",
    "/detail/0/msg",
    "/error",
    "/Message",
    "/errorMessage",
    "/error_message",
    "/msg",
    "/description",
];

fn from_json(body: &Bytes) -> Option<String> {
    let value = serde_json::from_slice::<Value>(body).ok()?;
    let mut texts = PLACES.iter().filter_map(|place| value.pointer(place)?.as_str());
    texts.find(|text| !text.trim().is_empty()).map(str::to_owned)
}

// Only what calls itself plain text: a page of HTML helps nobody in an error message.
fn from_plain_text(headers: &HeaderMap, body: &Bytes) -> Option<String> {
    let is_plain = headers.get(CONTENT_TYPE)?.as_bytes().starts_with(b"text/plain");
    let text = std::str::from_utf8(body).ok()?.trim();
    (is_plain && !text.is_empty()).then(|| text.to_owned())
}
