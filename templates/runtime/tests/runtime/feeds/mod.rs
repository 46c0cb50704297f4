//! Following changes.

mod clocks;
mod failures;
mod nested;
mod partitions;
mod pauses;
mod places;
mod stalls;
mod states;
mod turns;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use oasmith_runtime::runtime::{Batch, Changes, Core, FeedBuilder, Operation};
use serde_json::{Value, json};

use self::watch::{Seen, Watch};
use crate::sample;
use crate::support::{Memory, Received, Response, response};

fn client(service: Arc<Memory>) -> (Core, Arc<Memory>) {
    let core = sample::builder().transport(service.clone()).build().expect("a client");
    (core, service)
}

fn scripted(responses: impl IntoIterator<Item = Response>) -> (Core, Arc<Memory>) {
    client(Memory::script(responses))
}

fn watch(core: &Core) -> FeedBuilder<Watch> {
    FeedBuilder::new(Watch::new(core))
}

fn seen(events: &[u64], cursor: &str, more: bool) -> Response {
    response(
        200,
        json!({ "events": events, "cursor": cursor, "more": more }).to_string(),
    )
}

fn refusal(status: u16, message: &str) -> Response {
    response(
        status,
        json!({ "error": { "code": status, "message": message } }).to_string(),
    )
}

/// A log with so many events in each partition, of which each response has two.
fn log(lengths: &'static [u64]) -> Arc<Memory> {
    Memory::new(move |request| {
        let question = question(request);
        let length = lengths[question["partition"].as_u64().expect("a number") as usize];
        let first = question["cursor"]
            .as_str()
            .map_or(0, |cursor| cursor.parse().expect("a cursor"));
        let next = length.min(first + 2);
        seen(&Vec::from_iter(first..next), &next.to_string(), next < length)
    })
}

fn question(request: &Received) -> Value {
    serde_json::from_slice(&request.body).expect("JSON")
}

/// Where each question went on: a start, or a cursor.
fn asked(service: &Memory) -> Vec<String> {
    let place = |request: &Received| {
        let question = question(request);
        let place = |name: &str| question[name].as_str().map(|text| format!("{name} {text}"));
        place("start").or(place("cursor")).unwrap_or_default()
    };
    service.received().iter().map(place).collect()
}

/// The times between what arrived, in seconds.
fn pauses(service: &Memory) -> Vec<f64> {
    let at: Vec<_> = service.received().iter().map(|request| request.at).collect();
    at.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect()
}

/// The next batch, which must be there.
async fn next(changes: &mut Changes<Watch>) -> Batch<Seen> {
    changes.next().await.expect("no end").expect("no error")
}

async fn all(mut changes: Changes<Watch>) -> Vec<Batch<Seen>> {
    let mut all = Vec::new();
    while let Some(batch) = changes.next().await {
        all.push(batch.expect("no error"));
    }
    assert!(changes.next().await.is_none(), "the end stays");
    all
}

/// Lets a feed run for so long.
async fn run(mut changes: Changes<Watch>, seconds: u64) {
    let endless = async { while changes.next().await.is_some() {} };
    tokio::time::timeout(Duration::from_secs(seconds), endless)
        .await
        .expect_err("no end");
}

fn id_of<O: Operation>(_: &O) -> &'static str {
    O::INFO.id
}
