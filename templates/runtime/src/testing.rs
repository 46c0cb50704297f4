//! For tests of programs that use a client: a service in memory, in place of the network.
//!
//! ```
//! use oasmith_runtime::testing::{Response, InMemory};
//!
//! let service = InMemory::new(|request| match request.method.as_str() {
//!     "GET" => Response::json(200, "[]"),
//!     _ => Response::json(403, r#"{"message": "no such right"}"#),
//! });
//! // let client = Client::builder().transport(service.clone()).build()?;
//! assert!(service.received().is_empty());
//! ```

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use tokio::time::Instant;

use crate::runtime::{Body, BodySource, BoxFuture, ReasonPhrase, Transport, TransportError};

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its method.
    pub method: String,
    /// Its URL.
    pub target: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
    /// How long the client waits for the response.
    pub timeout: Duration,
    /// When it arrived, on tokio's clock.
    pub at: Instant,
}

impl Received {
    /// The value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text; empty if it is not UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }
}

/// What the service responds with.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The reason phrase; that of the status without one.
    pub reason: Option<&'static str>,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
    /// How long it takes.
    pub delay: Duration,
    /// What happens in place of a complete response.
    pub fault: Option<NetworkFault>,
}

/// What happens in place of a complete response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkFault {
    /// There is no connection: the service has seen nothing.
    Refused,
    /// The service has seen the request, and goes away.
    Reset,
    /// The body ends too early.
    Cut,
}

impl Response {
    /// Creates a response without headers.
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            body: body.into(),
            ..Self::default()
        }
    }

    /// Creates a response with a JSON body.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::new(status, body).header("content-type", "application/json")
    }

    /// Creates a response that breaks off or never comes.
    pub fn fault(fault: NetworkFault) -> Self {
        Self {
            fault: Some(fault),
            ..Self::json(200, "{")
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Delays the response.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    async fn send(self) -> Result<http::Response<Body>, TransportError> {
        tokio::time::sleep(self.delay).await;
        let body = match self.fault {
            None => Body::from(self.body),
            Some(NetworkFault::Cut) => Body::streamed(Cut),
            Some(NetworkFault::Refused) => return Err(TransportError::connect("refused")),
            Some(NetworkFault::Reset) => return Err(TransportError::other("reset")),
        };
        let mut response = http::Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        if let Some(reason) = self.reason {
            response = response.extension(ReasonPhrase(reason.to_owned()));
        }
        response.body(body).map_err(TransportError::other)
    }
}

struct Cut;

impl BodySource for Cut {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { Err(TransportError::other("cut")) })
    }
}

type Handler = Box<dyn FnMut(&Received) -> Response + Send>;

/// A service in memory: a [`Transport`] that responds from a function and keeps the requests.
pub struct InMemory {
    handler: Mutex<Handler>,
    received: Mutex<Vec<Received>>,
}

impl InMemory {
    /// Responds to each request with what the function returns.
    pub fn new(handler: impl FnMut(&Received) -> Response + Send + 'static) -> Arc<Self> {
        Arc::new(Self {
            handler: Mutex::new(Box::new(handler)),
            received: Mutex::default(),
        })
    }

    /// Responds with these one after the other, and from then on with the last one.
    pub fn script(responses: impl IntoIterator<Item = Response>) -> Arc<Self> {
        let mut responses = responses.into_iter().collect::<Vec<_>>().into_iter();
        let mut current = responses
            .next()
            .unwrap_or_else(|| Response::fault(NetworkFault::Refused));
        Self::new(move |_| {
            let next = responses.next().unwrap_or_else(|| current.clone());
            std::mem::replace(&mut current, next)
        })
    }

    /// The response to this request, which does not count as received.
    pub fn handle(&self, received: &Received) -> Response {
        (lock(&self.handler))(received)
    }

    /// The requests so far, in order. One that was refused is not among them.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.received).clone()
    }
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").finish_non_exhaustive()
    }
}

impl Transport for InMemory {
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let (parts, body) = request.into_parts();
        let received = Received {
            method: parts.method.to_string(),
            target: parts.uri.to_string(),
            headers: parts.headers,
            body,
            timeout,
            at: Instant::now(),
        };
        let response = self.handle(&received);
        if response.fault != Some(NetworkFault::Refused) {
            lock(&self.received).push(received);
        }
        Box::pin(response.send())
    }
}

/// A test that panics while it holds the lock fails anyway.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
