//! Bodies: JSON, and bytes. A `None` means no body, and no content type.

use bytes::Bytes;
use http::{HeaderValue, header};
use serde::Serialize;

use super::Request;
#[cfg(feature = "limits")]
use super::excess::Excess;
use crate::runtime::encode;

impl Request {
    /// Sends this value as a JSON body. NaN and the infinities are errors.
    pub fn json<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.json_as("application/json", value)
    }

    /// Sends this value as a JSON body under another content type, such as `application/merge-patch+json`.
    pub fn json_as<T: Serialize + ?Sized>(mut self, content_type: &str, value: &T) -> Self {
        match self.keep(|| "body".to_owned(), encode::json_bytes(value)).flatten() {
            Some(body) => self.push_body(content_type, body),
            None => self,
        }
    }

    /// Refuses to send this body if it has more bytes than the service takes, by an estimate without what JSON adds: a
    /// string counts its bytes and base64 those that it stands for, an integer 1 to 10, a float 8, a boolean 1; each
    /// member and element costs 2 more, and the key of a map its own bytes besides. What the path holds counts like
    /// members of the body: a service moves it there. `overhead` is added for the request as a whole.
    #[cfg(feature = "limits")]
    pub fn at_most<T: Serialize + ?Sized>(mut self, most: u64, overhead: u64, body: &T) -> Self {
        let path: u64 = self.path.iter().map(|(_, text)| text.len() as u64 + 2).sum();
        let bytes = encode::size(body).saturating_add(path).saturating_add(overhead);
        self.excess = (bytes > most).then_some(Excess { bytes, most });
        self
    }

    /// Takes an empty body back: an object without members, or an empty form.
    pub fn omit_empty_body(mut self) -> Self {
        #[cfg(feature = "sources")]
        if self.source.is_some() {
            return self;
        }
        if self
            .body
            .as_deref()
            .is_some_and(|body| body.is_empty() || body == b"{}")
        {
            self.headers.remove(header::CONTENT_TYPE);
            self.body = None;
        }
        self
    }

    /// Sends these bytes as the body.
    pub fn body(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.push_body(content_type, body.into())
    }

    pub(super) fn push_body(mut self, content_type: &str, body: Bytes) -> Self {
        let content_type = HeaderValue::from_str(content_type);
        if let Some(content_type) = self.keep(|| "content type".to_owned(), content_type) {
            self.headers.insert(header::CONTENT_TYPE, content_type);
            self.body = Some(body);
        }
        self
    }
}
