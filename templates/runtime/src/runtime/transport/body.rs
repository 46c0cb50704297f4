use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use super::error::TransportError;
use super::future::BoxFuture;
use super::gate::Permit;

/// The most bytes of a body that are kept in memory, unless the client or the call has another limit: 128 MiB. The
/// largest responses of JSON APIs have tens of MiB, and the values decoded from them take several times as much memory.
pub(crate) const MOST_BYTES: usize = 128 << 20;

/// Where the chunks of a streamed body come from.
pub trait BodySource: Send {
    /// The next chunk; `None` at the end.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;

    /// How many bytes are still to come, if the source knows. A body of known length is read into one buffer.
    fn remaining(&self) -> Option<u64> {
        None
    }
}

/// The body of a response: whole, or chunk by chunk as it arrives.
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

    /// The same of a source whose type is not known.
    #[cfg(feature = "sources")]
    pub(crate) fn of_source(source: Box<dyn BodySource>) -> Self {
        Self::new(Content::Source(source))
    }

    fn new(content: Content) -> Self {
        Self {
            content,
            limit: None,
            most: MOST_BYTES,
            permit: None,
        }
    }

    /// Limits the bytes that are kept in memory at once.
    pub(crate) fn limited(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Limits the wait for each chunk. Not needed while something else limits the time for all of them.
    #[cfg(feature = "streams")]
    pub(crate) fn patient_for(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Holds the permit until the body ends.
    pub(crate) fn holding(mut self, permit: Permit) -> Self {
        self.permit = permit;
        self
    }

    /// The most bytes to be kept in memory.
    pub(crate) fn most(&self) -> usize {
        self.most
    }

    /// How many bytes are still to come, as far as that is known.
    pub(super) fn remaining(&self) -> Option<u64> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes.len() as u64),
            Content::Source(source) => source.remaining(),
        }
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
