//! A transport that answers from a function, and remembers what it was asked.

use std::io::Read;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use cdf_client::{Body, BoxFuture};
use cdf_client::{Client, ClientBuilder, Transport, TransportError};
use serde_json::Value;

/// The project's path in every URL of the API.
const PREFIX: &str = "/api/v1/projects/p";

/// A request as it came.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// Method and path: below the project for calls of the API, the whole URL for others.
    pub(super) what: String,
    pub(super) headers: http::HeaderMap,
    pub(super) bytes: Bytes,
    pub(super) body: Value,
    /// How long the client waits for the answer.
    pub(super) limit: Duration,
    /// When, on tokio's clock.
    pub(super) at: tokio::time::Instant,
}

type Answer = Box<dyn Fn(&Seen) -> (u16, Value) + Send + Sync>;

/// Answers and remembers.
#[derive(Clone)]
pub(super) struct Script(Arc<Inner>);

struct Inner {
    seen: Mutex<Vec<Seen>>,
    answer: Answer,
}

impl Script {
    /// A script that answers each request with what the function says.
    pub(super) fn new(answer: impl Fn(&Seen) -> (u16, Value) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner {
            seen: Mutex::default(),
            answer: Box::new(answer),
        }))
    }

    /// A client that talks to it.
    pub(super) fn client(&self) -> Client {
        self.builder().build().expect("the settings are good")
    }

    /// A builder of such a client.
    pub(super) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .project("p")
            .token("the-token")
            .upload_host("storage.example")
            .transport(self.clone())
    }

    /// What came, in order.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.0.seen.lock().expect("no test panics while it holds this").clone()
    }

    /// Methods and paths of what came.
    pub(super) fn calls(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.what).collect()
    }

    /// The body of the first request to this.
    pub(super) fn body(&self, what: &str) -> Value {
        let seen = self.seen().into_iter().find(|seen| seen.what == what);
        seen.unwrap_or_else(|| panic!("no {what} among {:?}", self.calls()))
            .body
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limit: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let seen = see(request, limit);
        let (status, body) = (self.0.answer)(&seen);
        self.0
            .seen
            .lock()
            .expect("no test panics while it holds this")
            .push(seen);
        let text = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = http::Response::builder().status(status).body(Body::from(text));
        Box::pin(async move { answer.map_err(TransportError::other) })
    }
}

fn see(request: http::Request<Bytes>, limit: Duration) -> Seen {
    let (parts, bytes) = request.into_parts();
    let url = parts.uri.to_string();
    let path = url.split_once(PREFIX).map_or(url.as_str(), |(_, path)| path);
    let plain = match parts.headers.get("content-encoding") {
        Some(_) => unzipped(&bytes),
        None => bytes.to_vec(),
    };
    Seen {
        what: format!("{} {path}", parts.method),
        headers: parts.headers,
        body: serde_json::from_slice(&plain).unwrap_or(Value::Null),
        bytes,
        limit,
        at: tokio::time::Instant::now(),
    }
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes)
        .read_to_end(&mut plain)
        .expect("a body that says gzip is gzip");
    plain
}
