//! Transports that send a request elsewhere than the client would, and leave the rest to HTTP.

use std::time::Duration;

use bytes::Bytes;
use http::Uri;
use oasmith_runtime::runtime::{Body, BoxFuture, HttpTransport, Transport, TransportError};

use crate::sample::{GetThing, builder};
use crate::support::{Loopback, response};

const THING: &str = r#"{"id": "a", "size": 1}"#;

/// Sends every request to another URI, made from its own.
struct Elsewhere<F> {
    http: HttpTransport,
    to: F,
}

impl<F: Fn(&Uri) -> String + Send + Sync + 'static> Transport for Elsewhere<F> {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        *request.uri_mut() = (self.to)(request.uri()).parse().expect("a URI");
        self.http.send(request, timeout)
    }
}

async fn target(service: &Loopback, origin: &str, to: impl Fn(&Uri) -> String + Send + Sync + 'static) -> String {
    let http = HttpTransport::new().expect("HTTP");
    let core = builder()
        .origin(origin)
        .transport(Elsewhere { http, to })
        .build()
        .expect("a client");
    GetThing::new(&core, "a").await.expect("a thing");
    service.received().pop().expect("a request").target
}

#[tokio::test]
async fn the_uri_counts_that_the_transport_was_given() {
    let service = Loopback::start(|_| response(200, THING)).await;
    let url = service.url.clone();
    let unchanged = target(&service, &url, Uri::to_string).await;
    assert!(unchanged.ends_with("/things/a"), "{unchanged}");
    let path = target(&service, &url, |uri| format!("{uri}/more")).await;
    assert_eq!(path, format!("{unchanged}/more"));
    let query = target(&service, &url, |uri| format!("{uri}?x=1")).await;
    assert_eq!(query, format!("{unchanged}?x=1"));
    // Nobody listens where the client would send it.
    let host = target(&service, "http://127.0.0.1:9", move |uri| {
        format!("{url}{}", uri.path())
    })
    .await;
    assert_eq!(host, unchanged);
}
