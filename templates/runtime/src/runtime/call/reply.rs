use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// An answer of the service with its whole body, not decoded yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reply {
    /// The status, whatever it is.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, with any content encoding undone.
    pub body: Bytes,
    pub(crate) request_id: Option<String>,
    pub(crate) attempts: u32,
}

impl Reply {
    /// A reply to one attempt, without a request id. For tests of decoders; the client makes its own.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
            request_id: None,
            attempts: 1,
        }
    }
}

/// A decoded answer together with what came around it.
#[derive(Clone, Debug)]
pub struct Response<T> {
    body: T,
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    attempts: u32,
}

impl<T> Response<T> {
    pub(super) fn new(body: T, reply: Reply) -> Self {
        let Reply {
            status,
            headers,
            request_id,
            attempts,
            body: _,
        } = reply;
        Self {
            body,
            status,
            headers,
            request_id,
            attempts,
        }
    }

    /// What the operation gives.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// What the operation gives, by value.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id under which the service's makers find this request in their logs.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}
