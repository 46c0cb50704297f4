// From templates/cdf/src/fake/exchange/wire.rs; edit it there.

//! Responses as they go over the wire, whole or broken.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};

use super::Sent;
use crate::fake::faults::{Fault, Faults};
use crate::fake::response::{Refusal, Response};
use crate::runtime::{Body, BodySource, BoxFuture, TransportError};

/// The response of a fault that strikes before anything is done.
pub(super) fn early(fault: Fault, faults: &Faults, number: u64) -> Option<Sent> {
    let mut response = match fault {
        Fault::RateLimited => limited(faults.retry_after, number),
        Fault::Unavailable => refusal(503, "The service is not available", number),
        Fault::ServerError => refusal(500, "Something went wrong", number),
        Fault::BadGateway => gateway(number),
        Fault::Refused => return Some(Err(TransportError::connect("connection refused"))),
        Fault::Reset => return Some(Err(TransportError::other("connection reset"))),
        Fault::LostResponse | Fault::Truncated => return None,
    };
    if faults.auto_retryable && response.status().is_server_error() {
        let yes = HeaderValue::from_static("true");
        response.headers_mut().insert("cdf-is-auto-retryable", yes);
    }
    Some(Ok(response))
}

/// The response of work that is done, or what the fault leaves of it.
pub(super) fn late(response: &Response, number: u64, fault: Option<Fault>, slow_for: Option<Duration>) -> Sent {
    if fault == Some(Fault::LostResponse) {
        return Err(TransportError::other("connection closed before the response"));
    }
    let broken = fault == Some(Fault::Truncated);
    if !broken && slow_for.is_none() {
        return Ok(whole(response, number));
    }
    let bytes = Bytes::from(response.body.to_string());
    let middle = bytes.len() / 2;
    let mut steps = VecDeque::from([Step::Send(bytes.slice(..middle))]);
    steps.extend(slow_for.map(Step::Wait));
    steps.push_back(if broken {
        Step::Break
    } else {
        Step::Send(bytes.slice(middle..))
    });
    Ok(headed(response.status, Body::streamed(Pieces { steps }), number))
}

pub(super) fn whole(response: &Response, number: u64) -> http::Response<Body> {
    headed(response.status, Body::from(response.body.to_string()), number)
}

fn refusal(status: u16, message: &str, number: u64) -> http::Response<Body> {
    let body = Refusal::new(status, message).body();
    whole(&Response { status, body }, number)
}

fn limited(retry_after: Option<Duration>, number: u64) -> http::Response<Body> {
    let mut response = refusal(429, "Too many requests", number);
    if let Some(wait) = retry_after {
        let seconds = wait.as_millis().div_ceil(1000);
        if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
    }
    response
}

fn gateway(number: u64) -> http::Response<Body> {
    let mut response = headed(502, Body::from("<html><body>Bad gateway</body></html>"), number);
    let html = HeaderValue::from_static("text/html");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response
}

fn headed(status: u16, body: Body, number: u64) -> http::Response<Body> {
    let mut response = http::Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    if let Ok(id) = HeaderValue::from_str(&format!("fake-{number}")) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

enum Step {
    Send(Bytes),
    Wait(Duration),
    Break,
}

/// A body that comes in pieces.
struct Pieces {
    steps: VecDeque<Step>,
}

impl BodySource for Pieces {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            loop {
                match self.steps.pop_front() {
                    None => return Ok(None),
                    Some(Step::Send(bytes)) => return Ok(Some(bytes)),
                    Some(Step::Wait(duration)) => tokio::time::sleep(duration).await,
                    Some(Step::Break) => return Err(TransportError::other("connection closed within the body")),
                }
            }
        })
    }
}
