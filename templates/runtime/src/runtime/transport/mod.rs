//! The seam between the client and the network.
//!
//! In: one HTTP request. Out: the head of the response with its body as it arrives, or a [`TransportError`]. Nothing in
//! here retries, or knows operations or credentials. `network.rs` is the default transport, `pool.rs` and `lanes.rs`
//! its connections; `classify.rs` and `certificates.rs` sort its errors. `gate.rs` limits how many requests are under
//! way, `collect.rs` how much of a body is kept.

mod body;
mod certificates;
mod classify;
mod collect;
mod error;
mod future;
mod gate;
#[cfg(feature = "connections")]
mod lanes;
mod network;
#[cfg(feature = "sources")]
mod outgoing;
mod pool;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use url::Url;

pub(crate) use body::MOST_BYTES;
pub use body::{Body, BodySource};
#[cfg(feature = "tokens")]
pub(crate) use collect::MOST_OF_A_TOKEN;
#[cfg(feature = "streams")]
pub(crate) use collect::Pieces;
pub(crate) use collect::{Collected, MOST_OF_A_FAILURE, TooLarge};
pub use error::TransportError;
pub use future::BoxFuture;
pub(crate) use gate::{Gate, MOST_AT_A_TIME, Permit};
#[cfg(feature = "connections")]
pub use lanes::FreshConnectionAfter;
pub use network::HttpTransport;

/// Sends one HTTP request. [`HttpTransport`] is what a client uses unless it is given another,
/// for example one that records, or one that responds in a test.
///
/// A transport must not follow redirects: the client's credentials are meant for one place only.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and returns the response once its headers are there. A response is `Ok`, whatever its status.
    ///
    /// `timeout` counts to the last byte of the body; it is [`Duration::MAX`] for a body that is read as it arrives.
    /// The client enforces its limits itself, so a transport may ignore this one.
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// The same for a request that does not have its URL yet. Only the default transport has a use for it: to write the
    /// URL in the form of the `http` crate and to parse it again would cost as much as all else that the client does in
    /// a small call.
    #[doc(hidden)]
    fn send_to(
        &self,
        url: &Url,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        match addressed(request, url) {
            Ok(request) => self.send(request, timeout),
            Err(error) => Box::pin(async { Err(error) }),
        }
    }

    /// Sends a request whose body is read while it is sent; `length` is that of the body, if it is known. By default
    /// all of the body is read first, up to 128 MiB.
    #[cfg(feature = "sources")]
    fn send_streamed(
        &self,
        request: http::Request<Body>,
        _length: Option<u64>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await?;
            self.send(http::Request::from_parts(head, body), timeout).await
        })
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        T::send(self, request, timeout)
    }

    fn send_to(
        &self,
        url: &Url,
        request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        T::send_to(self, url, request, timeout)
    }

    #[cfg(feature = "sources")]
    fn send_streamed(
        &self,
        request: http::Request<Body>,
        length: Option<u64>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        T::send_streamed(self, request, length, timeout)
    }
}

/// A request with its URL.
pub(crate) fn addressed<B>(mut request: http::Request<B>, url: &Url) -> Result<http::Request<B>, TransportError> {
    *request.uri_mut() = url.as_str().parse().map_err(TransportError::other)?;
    Ok(request)
}

/// The reason phrase of a status line, if it is not the usual one of the status: a transport puts it into the
/// extensions of the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonPhrase(pub String);
