//! Responses that are larger than the client takes: from a service that never stops, and from one that compresses.

mod announced;
mod failures;
mod streams;
mod successes;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use oasmith_runtime::runtime::{Body, BodySource, BoxFuture, CoreBuilder, Transport, TransportError};

use crate::sample::builder;

const MIB: usize = 1 << 20;

/// A service whose bodies have no end.
struct Endless {
    status: u16,
    chunk: Bytes,
    requests: AtomicUsize,
    /// Chunks that were taken, of all bodies.
    chunks: Arc<AtomicUsize>,
}

impl Endless {
    fn new(status: u16, chunk: impl Into<Bytes>) -> Arc<Self> {
        Arc::new(Self {
            status,
            chunk: chunk.into(),
            requests: AtomicUsize::new(0),
            chunks: Arc::default(),
        })
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// How many bytes were taken of all bodies.
    fn taken(&self) -> usize {
        self.chunks.load(Ordering::Relaxed) * self.chunk.len()
    }
}

impl Transport for Endless {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let body = Body::streamed(Again(self.chunk.clone(), Arc::clone(&self.chunks)));
        let response = http::Response::builder()
            .status(self.status)
            .header("x-request-id", "r-1")
            .body(body);
        Box::pin(async move { Ok(response.expect("a response")) })
    }
}

struct Again(Bytes, Arc<AtomicUsize>);

impl BodySource for Again {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        let chunk = self.0.clone();
        Box::pin(async move { Ok(Some(chunk)) })
    }
}

fn client(service: &Arc<impl Transport>) -> CoreBuilder {
    builder().transport(Arc::clone(service))
}
