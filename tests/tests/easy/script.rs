//! A project in memory: requests are seen by their path below it, and responses are JSON.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use cdf_client::{Client, ClientBuilder};
use oasmith_runtime::testing::{InMemory, Received, Response};
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
    /// How long the client waits for the response.
    pub(super) limit: Duration,
    /// When, on tokio's clock.
    pub(super) at: tokio::time::Instant,
}

/// Responds and remembers.
#[derive(Clone)]
pub(super) struct Script(Arc<InMemory>);

impl Script {
    /// A script that responds to each request with what the function says.
    pub(super) fn new(response: impl Fn(&Seen) -> (u16, Value) + Send + 'static) -> Self {
        Self(InMemory::new(move |received| match response(&see(received)) {
            (status, Value::Null) => Response::new(status, ""),
            (status, body) => Response::new(status, body.to_string()),
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
            .transport(Arc::clone(&self.0))
    }

    /// What came, in order.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.0.received().iter().map(see).collect()
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

fn see(received: &Received) -> Seen {
    let url = &received.target;
    let path = url.split_once(PREFIX).map_or(url.as_str(), |(_, path)| path);
    let plain = match received.header("content-encoding") {
        Some(_) => unzipped(&received.body),
        None => received.body.to_vec(),
    };
    Seen {
        what: format!("{} {path}", received.method),
        headers: received.headers.clone(),
        body: serde_json::from_slice(&plain).unwrap_or(Value::Null),
        bytes: received.body.clone(),
        limit: received.timeout,
        at: received.at,
    }
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes)
        .read_to_end(&mut plain)
        .expect("a body that says gzip is gzip");
    plain
}
