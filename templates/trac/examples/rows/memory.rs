//! A store of one dataset in memory, in place of the network: what a transport is for. It takes what the example sends, and
//! refuses an update of an old version; a platform does far more.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};
use trac_client::{Base64, Body, BoxFuture, Transport, TransportError};

const ID: &str = "00000000-0000-4000-8000-000000000000";
const SUPERSEDED: &str = "Dataset version [1] has been superseded";

/// The requests that wrote the versions of the dataset.
#[derive(Default)]
pub struct Memory(Mutex<Vec<Value>>);

impl Transport for Memory {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = self.respond(request.uri().path(), request.body());
        Box::pin(async move { Ok(response) })
    }
}

impl Memory {
    fn respond(&self, path: &str, body: &[u8]) -> http::Response<Body> {
        let mut versions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        if path.ends_with("/read-small-dataset") {
            let version = body["selector"]["objectVersion"].as_u64().unwrap_or_default() as usize;
            let written = &versions[version.saturating_sub(1)];
            return good(&json!({"schema": written["schema"], "content": written["content"]}));
        }
        if !versions.is_empty() && body["priorVersion"]["objectVersion"] != versions.len() {
            return conflict();
        }
        versions.push(body);
        good(&json!({
            "objectType": "DATA", "objectId": ID, "objectVersion": versions.len(), "tagVersion": 1,
            "isLatestObject": true, "isLatestTag": true,
        }))
    }
}

fn good(body: &Value) -> http::Response<Body> {
    let mut response = http::Response::new(Body::from(Bytes::from(body.to_string())));
    response
        .headers_mut()
        .insert("content-type", http::HeaderValue::from_static("application/json"));
    response
}

/// A refusal as TRAC writes it: no body, and a protobuf message with code and text in a header.
fn conflict() -> http::Response<Body> {
    let details = [&[8, 6, 18, SUPERSEDED.len() as u8], SUPERSEDED.as_bytes()].concat();
    let details = Base64::from(details).to_string();
    let mut response = http::Response::new(Body::from(Bytes::new()));
    *response.status_mut() = http::StatusCode::CONFLICT;
    let headers = response.headers_mut();
    headers.insert("grpc-message", http::HeaderValue::from_static(SUPERSEDED));
    if let Ok(value) = http::HeaderValue::from_str(details.trim_end_matches('=')) {
        headers.insert("trac-error-details-bin", value);
    }
    response
}
