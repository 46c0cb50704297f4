use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};

use super::disposition;
use super::feed::Feed;
use crate::runtime::transport::Pieces;
use crate::runtime::{Error, Reply};

/// A file that the service sends, read as it arrives: whole with [`bytes`](Download::bytes) or
/// [`text`](Download::text), or piece by piece with [`chunk`](Download::chunk) or as a stream.
///
/// The call's time limit counts for each wait. After an error it is at its end. Dropping it closes the connection.
pub struct Download {
    feed: Box<Feed>,
}

impl Download {
    #[inline]
    pub(crate) fn new(reply: &mut Reply) -> Self {
        Self {
            feed: Box::new(Feed::new(reply)),
        }
    }

    /// The media type, with its parameters.
    #[inline]
    pub fn content_type(&self) -> Option<&str> {
        self.feed.headers().get(CONTENT_TYPE)?.to_str().ok()
    }

    /// How many bytes there are in all, if the service says so and does not send them compressed.
    #[inline]
    pub fn content_length(&self) -> Option<u64> {
        self.feed.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// The name that the service proposes for the file (`content-disposition`), without any path.
    #[inline]
    pub fn file_name(&self) -> Option<String> {
        disposition::file_name(self.feed.headers().get(CONTENT_DISPOSITION)?.as_bytes())
    }

    /// The next piece; `None` at the end. Nothing is lost if this future is dropped.
    ///
    /// # Errors
    ///
    /// The connection failed, or nothing arrived for as long as the call's time limit.
    #[inline]
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.feed.poll(context)).await.transpose()
    }

    /// All that is left, in memory. [`chunk`](Download::chunk) has no limit.
    ///
    /// # Errors
    ///
    /// Those of [`chunk`](Download::chunk), or there is more than the `max_response` of the call or the client, 128 MiB
    /// by default.
    #[inline]
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut pieces = Pieces::new(self.feed.most());
        while let Some(chunk) = self.chunk().await? {
            if !pieces.push(&chunk) {
                return Err(self.feed.oversize());
            }
        }
        Ok(pieces.into_bytes())
    }

    /// All that is left, as text. What is not UTF-8 in it is replaced by `U+FFFD`; a byte order mark is dropped.
    ///
    /// # Errors
    ///
    /// Those of [`bytes`](Download::bytes).
    #[inline]
    pub async fn text(self) -> Result<String, Error> {
        Ok(crate::runtime::decode::lossy_text(&self.bytes().await?))
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.feed.poll(context)
    }
}

impl fmt::Debug for Download {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("content_type", &self.content_type())
            .field("content_length", &self.content_length())
            .finish_non_exhaustive()
    }
}
