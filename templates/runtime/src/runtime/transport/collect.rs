//! How much of a response is kept in memory: the limits, and the one place where pieces of a body are put together.
//!
//! Pieces go in; the bytes, or as many of them as the limit allows, come out. Knows neither statuses nor operations.

use std::fmt;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::CONTENT_LENGTH;

use super::body::Body;
use super::error::TransportError;

/// The most bytes that are kept of the response of a failure: 1 MiB. It holds a message for people; what is longer is
/// mostly a mistake.
pub(crate) const MOST_OF_A_FAILURE: usize = 1 << 20;

/// The same for the response of a token endpoint: 1 MiB. Tokens that list many groups have tens of KiB.
#[cfg(feature = "tokens")]
pub(crate) const MOST_OF_A_TOKEN: usize = 1 << 20;

/// What has been read of a body.
pub(crate) struct Collected {
    /// All of it, or its beginning.
    pub(crate) bytes: Bytes,
    /// Whether there was more than the limit allows.
    pub(crate) is_cut: bool,
}

impl Body {
    /// Reads the rest of the body into memory. Of a response that a client has received, no more than that client's
    /// `max_response`; otherwise up to 128 MiB.
    ///
    /// # Errors
    ///
    /// The connection failed, the time is over, or the body is larger than the limit.
    pub async fn collect(self) -> Result<Bytes, TransportError> {
        let most = self.most();
        let collected = self.collect_up_to(most).await?;
        match collected.is_cut {
            true => Err(TransportError::other(TooLarge::new(most))),
            false => Ok(collected.bytes),
        }
    }

    /// Reads up to `most` bytes. Reading stops with the first chunk that goes beyond.
    pub(crate) async fn collect_up_to(mut self, most: usize) -> Result<Collected, TransportError> {
        let mut pieces = Pieces::new(most).expecting(self.remaining());
        let mut is_cut = false;
        while let Some(chunk) = self.chunk().await? {
            is_cut = !pieces.push(&chunk);
            if is_cut {
                break;
            }
        }
        let bytes = pieces.into_bytes();
        Ok(Collected { bytes, is_cut })
    }
}

/// Pieces of a body, as one, up to a limit.
pub(crate) struct Pieces {
    most: usize,
    /// How many bytes there will be, as far as that is known.
    expected: usize,
    /// The only piece so far. It is not copied before a second one arrives.
    first: Bytes,
    all: BytesMut,
}

impl Pieces {
    #[inline]
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most,
            expected: 0,
            first: Bytes::new(),
            all: BytesMut::new(),
        }
    }

    /// Makes room for so many bytes at once as soon as there is a second piece, but for no more than the limit allows.
    pub(crate) fn expecting(mut self, bytes: Option<u64>) -> Self {
        let bytes = bytes.and_then(|bytes| usize::try_from(bytes).ok());
        self.expected = bytes.unwrap_or(0).min(self.most);
        self
    }

    /// Adds a piece, as far as there is room for it; whether all of it was added.
    #[inline]
    pub(crate) fn push(&mut self, piece: &Bytes) -> bool {
        let room = self.most - self.first.len() - self.all.len();
        let is_first = self.first.is_empty() && self.all.is_empty();
        if piece.len() > room {
            // Copied, because a slice would keep the whole piece in memory.
            self.extend(&piece[..room]);
            return false;
        }
        match is_first {
            true => self.first = piece.clone(),
            false => self.extend(piece),
        }
        true
    }

    #[inline]
    fn extend(&mut self, piece: &[u8]) {
        if self.all.is_empty() {
            self.all.reserve(self.expected);
        }
        let first = std::mem::take(&mut self.first);
        self.all.extend_from_slice(&first);
        self.all.extend_from_slice(piece);
    }

    #[inline]
    pub(crate) fn into_bytes(self) -> Bytes {
        match self.all.is_empty() {
            true => self.first,
            false => self.all.freeze(),
        }
    }
}

/// A response that is larger than what the client keeps in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooLarge {
    most: usize,
    announced: Option<u64>,
}

impl TooLarge {
    #[inline]
    pub(crate) fn new(most: usize) -> Self {
        Self { most, announced: None }
    }

    /// The excess that these headers announce. A `content-length` counts the body as it is transferred, and decoding
    /// makes it larger rather than smaller.
    pub(crate) fn announced(headers: &HeaderMap, most: usize) -> Option<Self> {
        let length: u64 = headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()?;
        (length > most as u64).then_some(Self {
            most,
            announced: Some(length),
        })
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.announced {
            Some(length) => write!(f, "it has {length} bytes, the limit is {}", self.most)?,
            None => write!(f, "it has more than {} bytes", self.most)?,
        }
        f.write_str("; raise the limit with `max_response`")
    }
}

impl std::error::Error for TooLarge {}
