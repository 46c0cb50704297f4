//! Bodies of requests that are read while they are sent.
//!
//! In: what the caller gives: a reader, a source of chunks, or a function that makes one. Out: for each attempt the
//! chunks of its body. Must not send anything.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::hash::{Hash, Hasher};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use tokio::io::{AsyncRead, ReadBuf};

use crate::runtime::transport::{Body, BodySource, BoxFuture, TransportError};

/// A reader is asked for so many bytes at a time.
const PIECE: usize = 64 << 10;

/// Bytes that are read while they are sent, such as a file that is larger than memory.
///
/// Its length, if it is known, is sent as `Content-Length`; a source that then has more or fewer bytes is an error.
/// What can be read only once is sent only once: a call with it is not repeated. The time limit of an attempt counts
/// for all of it.
#[derive(Clone)]
pub struct Source {
    bytes: Origin,
    length: Option<u64>,
}

#[derive(Clone)]
enum Origin {
    /// Taken by the first attempt.
    Once(Arc<Mutex<Option<Box<dyn BodySource>>>>),
    /// Made for each attempt.
    Made(Arc<dyn Fn() -> Box<dyn BodySource> + Send + Sync>),
    /// One after the other.
    Joined(Arc<[Segment]>),
}

/// A piece of a body.
#[derive(Clone)]
pub(crate) enum Segment {
    Bytes(Bytes),
    Source(Source),
}

impl Source {
    /// Chunks that can be read once, of this length altogether, if that is known.
    pub fn once(length: Option<u64>, chunks: impl BodySource + 'static) -> Self {
        let chunks: Box<dyn BodySource> = Box::new(chunks);
        let bytes = Origin::Once(Arc::new(Mutex::new(Some(chunks))));
        Self { bytes, length }
    }

    /// The bytes of a reader, of this length, if that is known.
    pub fn reader(length: Option<u64>, reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(length, Reader(Box::pin(reader)))
    }

    /// Chunks that a function makes again for each attempt.
    pub fn repeatable<S: BodySource + 'static>(
        length: Option<u64>,
        make: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self {
        let bytes = Origin::Made(Arc::new(move || Box::new(make())));
        Self { bytes, length }
    }

    /// The bytes of a reader that a function makes again for each attempt.
    pub fn repeatable_reader<R: AsyncRead + Send + 'static>(
        length: Option<u64>,
        make: impl Fn() -> R + Send + Sync + 'static,
    ) -> Self {
        Self::repeatable(length, move || Reader(Box::pin(make())))
    }

    /// How many bytes there are, if that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Several pieces, one after the other. What can be read once cannot be two of them.
    pub(crate) fn joined(segments: Vec<Segment>) -> Result<Self, &'static str> {
        let mut seen = BTreeSet::new();
        let mut once = segments.iter().filter_map(Segment::once);
        if !once.all(|source| seen.insert(source.address())) {
            return Err("a file that can be read only once is used twice in one body");
        }
        let mut lengths = segments.iter().map(Segment::length);
        let length = lengths.try_fold(0, |sum: u64, length| sum.checked_add(length?));
        let bytes = Origin::Joined(segments.into());
        Ok(Self { bytes, length })
    }

    /// Whether there is something to send: what can be read once is not used yet.
    pub(crate) fn is_ready(&self) -> bool {
        match &self.bytes {
            Origin::Once(chunks) => chunks.lock().is_ok_and(|chunks| chunks.is_some()),
            Origin::Made(_) => true,
            Origin::Joined(segments) => segments.iter().all(|segment| match segment {
                Segment::Bytes(_) => true,
                Segment::Source(source) => source.is_ready(),
            }),
        }
    }

    /// The body of an attempt; `None` if it was used already.
    pub(crate) fn open(&self) -> Option<Body> {
        match &self.bytes {
            Origin::Once(chunks) => chunks.lock().ok()?.take().map(Body::of_source),
            Origin::Made(make) => Some(Body::of_source(make())),
            Origin::Joined(segments) => {
                let bodies: Option<VecDeque<Body>> = segments.iter().map(Segment::open).collect();
                Some(Body::streamed(Chain(bodies?)))
            }
        }
    }
}

impl Segment {
    /// What can be read once.
    fn once(&self) -> Option<&Source> {
        match self {
            Self::Source(source) if matches!(source.bytes, Origin::Once(_)) => Some(source),
            _ => None,
        }
    }

    fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Source(source) => source.length,
        }
    }

    fn open(&self) -> Option<Body> {
        match self {
            Self::Bytes(bytes) => Some(Body::from(bytes.clone())),
            Self::Source(source) => source.open(),
        }
    }
}

/// Two sources are equal if they are clones of one.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.address() == other.address()
    }
}

impl Eq for Source {}

impl Hash for Source {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address().hash(state);
    }
}

impl Source {
    fn address(&self) -> usize {
        match &self.bytes {
            Origin::Once(chunks) => Arc::as_ptr(chunks).addr(),
            Origin::Made(make) => Arc::as_ptr(make).addr(),
            Origin::Joined(segments) => Arc::as_ptr(segments).addr(),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

struct Reader(Pin<Box<dyn AsyncRead + Send>>);

impl BodySource for Reader {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            let mut room = vec![0; PIECE];
            let read = poll_fn(|context| {
                let mut buffer = ReadBuf::new(&mut room);
                let read = self.0.as_mut().poll_read(context, &mut buffer);
                read.map_ok(|()| buffer.filled().len())
            });
            let length = read.await.map_err(TransportError::other)?;
            room.truncate(length);
            Ok((length > 0).then(|| room.into()))
        })
    }
}

struct Chain(VecDeque<Body>);

impl BodySource for Chain {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            while let Some(first) = self.0.front_mut() {
                if let Some(chunk) = first.chunk().await? {
                    return Ok(Some(chunk));
                }
                self.0.pop_front();
            }
            Ok(None)
        })
    }
}
