#[cfg(feature = "connections")]
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use url::Url;

use super::classify::classify;
#[cfg(feature = "connections")]
use super::lanes::{FreshConnectionAfter, LaneBody, Lanes};
#[cfg(feature = "sources")]
use super::outgoing::Outgoing;
use super::pool::{client, client_of};
use super::{Body, BodySource, BoxFuture, ReasonPhrase, Transport, TransportError};
use crate::runtime::BuildError;

/// The transport that a client uses by default: HTTP/1.1 and HTTP/2 with pooled connections.
///
/// Clones have one pool of connections, so several clients can share it. It follows no redirects and keeps no cookies.
/// Proxies come from the usual environment variables. It leaves time limits to the client, which has a timer for each
/// attempt already.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    connections: Connections,
}

#[derive(Clone, Debug)]
enum Connections {
    /// All requests share a pool.
    Shared(reqwest::Client),
    /// Each request has a connection of its own.
    #[cfg(feature = "connections")]
    Apart(Arc<Lanes>),
}

impl HttpTransport {
    /// Creates a transport with a connection pool of its own.
    ///
    /// # Errors
    ///
    /// TLS or the proxy of the environment cannot be set up.
    pub fn new() -> Result<Self, BuildError> {
        Ok(Self {
            connections: Connections::Shared(client()?),
        })
    }

    /// Creates a transport with the caller's settings, for what only an HTTP client can set: client certificates, other
    /// certificate authorities, a proxy, a limit for connecting. Redirects are never followed, whatever these settings
    /// are, because they would carry credentials to other hosts.
    ///
    /// # Errors
    ///
    /// HTTP cannot be set up like this.
    pub fn with_builder(builder: reqwest::ClientBuilder) -> Result<Self, BuildError> {
        Ok(Self {
            connections: Connections::Shared(client_of(builder)?),
        })
    }

    /// Creates a transport that uses a connection for one request at a time, and not again after certain responses.
    ///
    /// # Errors
    ///
    /// Those of [`new`](HttpTransport::new).
    #[cfg(feature = "connections")]
    pub fn fresh_after(responses: FreshConnectionAfter) -> Result<Self, BuildError> {
        Ok(Self {
            connections: Connections::Apart(Lanes::new(responses)?),
        })
    }

    async fn execute(&self, request: reqwest::Request) -> Result<http::Response<Body>, TransportError> {
        match &self.connections {
            Connections::Shared(client) => {
                let mut response = client.execute(request).await.map_err(classify)?;
                let head = head(&mut response);
                Ok(head.map(|()| Body::streamed(Chunks(response))))
            }
            #[cfg(feature = "connections")]
            Connections::Apart(lanes) => {
                let (mut response, lane) = lanes.send(request).await?;
                let head = head(&mut response);
                Ok(head.map(|()| Body::streamed(LaneBody { response, lane })))
            }
        }
    }
}

/// Status, headers and reason phrase of a response.
fn head(response: &mut reqwest::Response) -> http::Response<()> {
    let mut head = http::Response::new(());
    *head.status_mut() = response.status();
    *head.headers_mut() = std::mem::take(response.headers_mut());
    if let Some(phrase) = response.extensions().get::<hyper::ext::ReasonPhrase>() {
        let text = String::from_utf8_lossy(phrase.as_bytes()).into_owned();
        head.extensions_mut().insert(ReasonPhrase(text));
    }
    head
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(classify)?;
            self.execute(request).await
        })
    }

    fn send_parsed(
        &self,
        request: http::Request<Bytes>,
        url: &Url,
        _timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(self.execute(with_url(request, url.clone())))
    }

    #[cfg(feature = "sources")]
    fn send_streamed(
        &self,
        request: http::Request<Body>,
        length: Option<u64>,
        _timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = request.map(|body| reqwest::Body::wrap(Outgoing::new(body, length)));
            let request = reqwest::Request::try_from(request).map_err(classify)?;
            self.execute(request).await
        })
    }
}

/// The request in reqwest's form, with its URL as it has been parsed.
fn with_url(request: http::Request<Bytes>, url: Url) -> reqwest::Request {
    let (parts, body) = request.into_parts();
    let mut request = reqwest::Request::new(parts.method, url);
    *request.headers_mut() = parts.headers;
    *request.version_mut() = parts.version;
    *request.body_mut() = Some(body.into());
    request
}

struct Chunks(reqwest::Response);

impl BodySource for Chunks {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move { self.0.chunk().await.map_err(classify) })
    }

    fn remaining(&self) -> Option<u64> {
        self.0.content_length()
    }
}
