//! Bodies that the document does not describe: a success without `content`.

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::charset;
use super::error::DecodeError;
use super::slice::slice;
use crate::runtime::Reply;

/// A body that the API's document does not describe: often there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawBody {
    content_type: Option<HeaderValue>,
    bytes: Bytes,
}

impl RawBody {
    #[inline]
    pub(super) fn new(reply: &Reply) -> Self {
        Self {
            content_type: reply.headers.get(CONTENT_TYPE).cloned(),
            bytes: reply.body.clone(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes, by value.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// The value of the header `Content-Type`, if it is text.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_ref()?.to_str().ok()
    }

    /// The text that the bytes are, in the charset that the response names.
    ///
    /// # Errors
    ///
    /// They are not text of this charset.
    pub fn text(&self) -> Result<String, DecodeError> {
        charset::text(self.content_type.as_ref(), &self.bytes)
    }

    /// The bytes, read as JSON.
    ///
    /// # Errors
    ///
    /// Names the place in the document at which it stopped being a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        slice(&self.bytes)
    }
}
