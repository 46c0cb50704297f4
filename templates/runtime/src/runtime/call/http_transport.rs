use std::time::Duration;

use bytes::Bytes;

use super::transport::{Body, BodySource, BoxFuture, ReasonPhrase, Transport, TransportError};
use crate::runtime::BuildError;

/// The transport that a client uses by default: HTTP/1.1 and HTTP/2 with pooled connections.
///
/// It follows no redirects and keeps no cookies. Proxies come from the usual environment variables.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport with a connection pool of its own.
    ///
    /// # Errors
    ///
    /// TLS or the proxy of the environment cannot be set up.
    pub fn new() -> Result<Self, BuildError> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| BuildError::because("HTTP cannot be set up", error))?;
        Ok(Self { client })
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let mut request = reqwest::Request::try_from(request).map_err(classify)?;
            *request.timeout_mut() = (timeout < Duration::MAX).then_some(timeout);
            let mut response = self.client.execute(request).await.map_err(classify)?;
            let mut reply = http::Response::new(());
            *reply.status_mut() = response.status();
            *reply.headers_mut() = std::mem::take(response.headers_mut());
            if let Some(phrase) = response.extensions().get::<hyper::ext::ReasonPhrase>() {
                let text = String::from_utf8_lossy(phrase.as_bytes()).into_owned();
                reply.extensions_mut().insert(ReasonPhrase(text));
            }
            Ok(reply.map(|()| Body::streamed(Chunks(response))))
        })
    }
}

struct Chunks(reqwest::Response);

impl BodySource for Chunks {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move { self.0.chunk().await.map_err(classify) })
    }
}

/// The URL goes out of the error: its query may hold what is nobody's business.
fn classify(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else if error.is_connect() {
        TransportError::connect(error)
    } else {
        TransportError::other(error)
    }
}
