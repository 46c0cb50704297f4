//! The seam between the client and the network.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request. [`HttpTransport`](super::HttpTransport) is what a client uses unless it is given another,
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
}

enum Content {
    Whole(Bytes),
    Source(Box<dyn BodySource>),
}

impl Body {
    /// A body that arrives in chunks.
    pub fn streamed(source: impl BodySource + 'static) -> Self {
        Self {
            content: Content::Source(Box::new(source)),
            limit: None,
        }
    }

    /// Limits the wait for each chunk.
    pub(super) fn limited(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// The connection failed or the time is over.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
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

    /// The first bytes of the body, at most so many.
    pub(super) async fn beginning(mut self, most: usize) -> Result<Bytes, TransportError> {
        let mut out = BytesMut::new();
        while out.len() < most {
            let Some(chunk) = self.chunk().await? else { break };
            let count = chunk.len().min(most - out.len());
            out.extend_from_slice(&chunk[..count]);
        }
        Ok(out.freeze())
    }

    /// All that is left of the body.
    ///
    /// # Errors
    ///
    /// The connection failed or the time is over.
    pub async fn collect(mut self) -> Result<Bytes, TransportError> {
        let Some(first) = self.chunk().await? else {
            return Ok(Bytes::new());
        };
        let Some(second) = self.chunk().await? else {
            return Ok(first);
        };
        let mut all = BytesMut::from(first);
        all.extend_from_slice(&second);
        while let Some(chunk) = self.chunk().await? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self {
            content: Content::Whole(bytes.into()),
            limit: None,
        }
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
    source: Box<dyn StdError + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Connect,
    Timeout,
    Other,
}

impl TransportError {
    /// No connection was made: the service has seen nothing of the request.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            sort: Sort::Connect,
            source: source.into(),
        }
    }

    /// The time is over. The service may have seen the request.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            sort: Sort::Timeout,
            source: source.into(),
        }
    }

    /// Anything else. The service may have seen the request.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            sort: Sort::Other,
            source: source.into(),
        }
    }

    /// Whether no connection was made.
    pub fn is_connect(&self) -> bool {
        self.sort == Sort::Connect
    }

    /// Whether the time is over.
    pub fn is_timeout(&self) -> bool {
        self.sort == Sort::Timeout
    }
}

/// The last cause says most ("connection refused"); those between are about layers of the HTTP library.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut last: &dyn StdError = &*self.source;
        while let Some(next) = last.source() {
            last = next;
        }
        fmt::Display::fmt(last, f)
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
