use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::info::OperationInfo;
use super::retry::History;
use super::success::Success;
use crate::runtime::auth::Carried;
use crate::runtime::error::Remarks;
use crate::runtime::printable;
use crate::runtime::transport::Body;

/// A response as it was received, not decoded yet; [`Response`](super::Response) is a decoded one.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reply {
    /// The status, whatever it is.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body, with any content encoding undone; empty if the body is to be read as it arrives. Of a failure
    /// only the beginning, if it is larger than the client takes.
    pub body: Bytes,
    pub(crate) unread: Option<Body>,
    pub(crate) remarks: Remarks,
    pub(crate) operation: Option<OperationInfo>,
    pub(crate) request_id: Option<String>,
    /// The credentials that the service may repeat.
    pub(crate) carried: Carried,
    /// Whether they have been taken out.
    pub(crate) is_masked: bool,
    pub(crate) attempts: u32,
    pub(crate) history: History,
    pub(crate) stop: Option<&'static str>,
    pub(crate) success: Success,
}

impl Reply {
    /// Creates the reply to one attempt, without a request id. For tests of decoders; the client creates its own.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
            unread: None,
            remarks: Remarks::default(),
            operation: None,
            request_id: None,
            carried: Carried::default(),
            is_masked: false,
            attempts: 1,
            history: History::default(),
            stop: None,
            success: Success::UNDECLARED,
        }
    }

    /// Whether it is a success: by its status, or because the document declares a redirection as an outcome of the
    /// operation.
    #[inline]
    pub(crate) fn is_success(&self) -> bool {
        self.status.is_success() || (self.status.is_redirection() && self.success.declares(self.status))
    }

    /// The media type of the body without its parameters, in small letters; empty if the service does not say.
    #[inline]
    pub fn media_type(&self) -> String {
        self.essence().to_ascii_lowercase()
    }

    /// The same for people: without credentials, which are found only in the case in which they were sent.
    pub(crate) fn media_type_text(&self) -> String {
        let text = self.carried.redactor().header_text(&self.essence());
        printable(&text.to_ascii_lowercase()).into_owned()
    }

    fn essence(&self) -> String {
        let value = self
            .headers
            .get(CONTENT_TYPE)
            .map_or(&b""[..], |value| value.as_bytes());
        let essence = value.split(|byte| *byte == b';').next().unwrap_or_default();
        String::from_utf8_lossy(essence).trim().to_owned()
    }

    /// The same without its body.
    #[cfg(feature = "streams")]
    #[inline]
    pub(crate) fn head(&self) -> Self {
        Self {
            status: self.status,
            headers: self.headers.clone(),
            body: Bytes::new(),
            unread: None,
            remarks: Remarks::default(),
            operation: self.operation,
            request_id: self.request_id.clone(),
            carried: self.carried.clone(),
            is_masked: false,
            attempts: self.attempts,
            history: History::default(),
            stop: None,
            success: self.success,
        }
    }

    /// Takes the credentials of the request out of everything that an error says or holds. A body may be large, so this
    /// is done once, whoever asks for it again.
    pub(crate) fn redact(&mut self) {
        if std::mem::replace(&mut self.is_masked, true) {
            return;
        }
        let redactor = self.carried.redactor();
        redactor.headers(&mut self.headers);
        self.body = redactor.bytes(std::mem::take(&mut self.body));
        self.request_id = self.request_id.take().map(|id| redactor.text(&id));
        self.remarks.redact(&redactor);
    }

    /// Whether there is nothing to read, now or later.
    pub(super) fn has_no_body(&self) -> bool {
        self.body.is_empty() && self.unread.is_none()
    }

    /// The body as it arrives; a whole one comes in one piece.
    #[cfg(feature = "streams")]
    #[inline]
    pub(crate) fn take_body(&mut self) -> Body {
        let whole = &mut self.body;
        self.unread.take().unwrap_or_else(|| Body::from(std::mem::take(whole)))
    }
}
