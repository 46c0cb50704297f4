//! The seam between the client and the network.
//!
//! In: one HTTP request. Out: the head of the response with its body as it arrives, or a [`TransportError`]. Nothing in here
//! retries, or knows operations or credentials. `network.rs` is the default transport, `lanes.rs` its connections for services
//! whose connections cannot be shared; `classify.rs` and `certificates.rs` sort its errors.

mod certificates;
mod classify;
mod lanes;
mod network;

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::collect::MOST_BYTES;
use super::gate::Permit;
use crate::runtime::error::causes;
use certificates::is_about_certificate;

pub use lanes::FreshConnectionAfter;
pub use network::HttpTransport;

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request. [`HttpTransport`] is what a client uses unless it is given another,
/// for example one that records, or one that answers in a test.
///
/// A transport must not follow redirects: the client's credentials are meant for one place only.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and gives the answer once its headers are there. Whatever the status is, an answer is `Ok`.
    ///
    /// `timeout` counts to the last byte of the body; it is [`Duration::MAX`] for a body that is read as it arrives.
    /// The client enforces its limits itself, so a transport may ignore this one.
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        T::send(self, request, timeout)
    }
}

/// The reason phrase of an answer's status line, if it is another than the status has anyway: a transport puts it into the
/// answer's extensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonPhrase(pub String);

/// Where the chunks of a streamed body come from.
pub trait BodySource: Send {
    /// The next chunk; `None` at the end.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// The body of an answer: whole, or chunk by chunk as it arrives.
pub struct Body {
    content: Content,
    /// The longest wait for a chunk.
    limit: Option<Duration>,
    /// The most bytes to be kept in memory.
    most: usize,
    /// Counts as a request under way until the body has ended.
    permit: Permit,
}

enum Content {
    Whole(Bytes),
    Source(Box<dyn BodySource>),
}

impl Body {
    /// A body that arrives in chunks.
    pub fn streamed(source: impl BodySource + 'static) -> Self {
        Self::new(Content::Source(Box::new(source)))
    }

    fn new(content: Content) -> Self {
        Self {
            content,
            limit: None,
            most: MOST_BYTES,
            permit: None,
        }
    }

    /// Limits the wait for each chunk, and the bytes that are kept in memory at once.
    pub(super) fn limited(mut self, limit: Duration, most: usize) -> Self {
        (self.limit, self.most) = (Some(limit), most);
        self
    }

    /// Holds the permit until the body ends.
    pub(super) fn holding(mut self, permit: Permit) -> Self {
        self.permit = permit;
        self
    }

    /// The most bytes to be kept in memory.
    pub(crate) fn most(&self) -> usize {
        self.most
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// The connection failed or the time is over.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        let chunk = self.next().await;
        if !matches!(chunk, Ok(Some(_))) {
            self.permit = None;
        }
        chunk
    }

    async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        let source = match &mut self.content {
            Content::Whole(bytes) => return Ok(Some(std::mem::take(bytes)).filter(|bytes| !bytes.is_empty())),
            Content::Source(source) => source,
        };
        let Some(limit) = self.limit else {
            return source.chunk().await;
        };
        match tokio::time::timeout(limit, source.chunk()).await {
            Ok(chunk) => chunk,
            Err(_) => Err(TransportError::timeout(format!("nothing arrived for {limit:?}"))),
        }
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self::new(Content::Whole(bytes.into()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.content {
            Content::Whole(_) => "Body(whole)",
            Content::Source(_) => "Body(streamed)",
        })
    }
}

/// A request without an answer, or an answer that broke off.
pub struct TransportError {
    sort: Sort,
    note: Option<&'static str>,
    source: Box<dyn StdError + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Connect,
    Certificate,
    Timeout,
    Other,
}

impl TransportError {
    /// No connection was made: the service has seen nothing of the request. If a cause says that a certificate was
    /// rejected, this is a [`certificate`](TransportError::certificate) error.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        match is_about_certificate(&*source) {
            true => Self::certificate(source),
            false => Self::new(Sort::Connect, source),
        }
    }

    /// No connection was made, because a certificate is invalid, expired, untrusted or for another host. Trying again
    /// does not help, so a call that ends in this error is not repeated.
    pub fn certificate(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Certificate, source)
    }

    /// No connection was made, because the client cannot make any at the moment.
    pub(super) fn unprepared(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Connect, source)
    }

    /// The time is over. The service may have seen the request.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Timeout, source)
    }

    /// Anything else. The service may have seen the request.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Other, source)
    }

    fn new(sort: Sort, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        let note = None;
        Self { sort, note, source }
    }

    /// Adds what the causes do not say; it comes before the last cause.
    pub(super) fn with_note(mut self, note: Option<&'static str>) -> Self {
        self.note = note;
        self
    }

    /// Whether no connection was made, for whatever reason.
    pub fn is_connect(&self) -> bool {
        matches!(self.sort, Sort::Connect | Sort::Certificate)
    }

    /// Whether no connection was made because of a certificate.
    pub fn is_certificate(&self) -> bool {
        self.sort == Sort::Certificate
    }

    /// Whether the time is over.
    pub fn is_timeout(&self) -> bool {
        self.sort == Sort::Timeout
    }
}

/// The last cause says most ("connection refused"); those between are about layers of the HTTP library.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(note) = self.note {
            write!(f, "{note}: ")?;
        }
        causes(&*self.source)
            .last()
            .map_or(Ok(()), |last| fmt::Display::fmt(last, f))
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("sort", &self.sort)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
