//! What the service makes of secrets, taken from its responses: tokens, nonces, signed URLs.

use std::time::Duration;

use bytes::Bytes;
use cdf_client::fake::Fake;
use cdf_client::{Body, BoxFuture};
use cdf_client::{Transport, TransportError};
use serde_json::Value;

use super::shown::Shown;

/// The fake, with an ear on its responses.
pub(super) struct Tap {
    pub(super) fake: Fake,
    pub(super) shown: Shown,
}

impl Transport for Tap {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limit: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = self.fake.send(request, limit).await?.into_parts();
            let body = body.collect().await?;
            if let Ok(json) = serde_json::from_slice(&body) {
                self.listen(&json);
            }
            Ok(http::Response::from_parts(parts, Body::from(body)))
        })
    }
}

impl Tap {
    fn listen(&self, json: &Value) {
        let members = json.as_object().into_iter().flatten();
        for (key, value) in members {
            match (key.as_str(), value) {
                ("access_token" | "nonce" | "uploadUrl", Value::String(secret)) => self.shown.add_secret(secret),
                ("uploadUrls", Value::Array(urls)) => {
                    for url in urls.iter().filter_map(Value::as_str) {
                        self.shown.add_secret(url);
                    }
                }
                _ => self.listen(value),
            }
        }
        for item in json.as_array().into_iter().flatten() {
            self.listen(item);
        }
    }
}
