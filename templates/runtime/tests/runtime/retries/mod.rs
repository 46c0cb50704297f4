//! Requests that are sent again: which, when, how often, and what is said about it.

mod budget;
mod creates;
mod history;
mod logins;
mod pauses;
mod rules;

use std::sync::Arc;
use std::time::Duration;

use oasmith_runtime::runtime::{Core, CoreBuilder};
use tokio::time::Instant;

use crate::sample;
use crate::support::{Memory, Response, response};

fn builder() -> CoreBuilder {
    sample::builder().auto_retry_header("x-again")
}

/// A client of a service that gives these responses.
fn client(responses: impl IntoIterator<Item = Response>) -> (Core, Arc<Memory>) {
    client_with(builder(), responses)
}

fn client_with(builder: CoreBuilder, responses: impl IntoIterator<Item = Response>) -> (Core, Arc<Memory>) {
    let service = Memory::script(responses);
    (builder.transport(service.clone()).build().expect("a client"), service)
}

fn status(status: u16) -> Response {
    response(status, "{}")
}

/// Longer than an attempt may take.
fn late() -> Response {
    status(200).after(Duration::from_secs(600))
}

/// The times between what arrived.
fn pauses(service: &Memory) -> Vec<Duration> {
    let times: Vec<Instant> = service.received().iter().map(|received| received.at).collect();
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// The paused clock goes in whole milliseconds.
const TICK: Duration = Duration::from_millis(2);
