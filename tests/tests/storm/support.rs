//! A fake in a storm.

use std::time::Duration;

use cdf_client::fake::{Fake, Faults};
use cdf_client::models::{
    ContainerReference, RecordData, RecordSource, RecordWrite, StreamTemplate, StreamWrite, StreamWriteSettings,
};
use cdf_client::{Client, RetryPolicy};
use serde_json::json;

pub(super) const STREAM: &str = "events";
pub(super) const SPACE: &str = "plant";

/// A fifth of all requests go wrong, and more than half of those do something all the same.
pub(super) fn faults(seed: u64) -> Faults {
    Faults {
        seed,
        rate_limited: 0.05,
        retry_after: Some(Duration::from_secs(2)),
        unavailable: 0.05,
        bad_gateway: 0.01,
        reset: 0.02,
        lost_response: 0.05,
        truncated: 0.02,
        slow: 0.02,
        slow_for: Duration::from_secs(5),
        ..Faults::default()
    }
}

/// A client that does not give up before the storm is over.
pub(super) fn patient(fake: &Fake) -> Client {
    let policy = RetryPolicy::new().attempts(30).deadline(Duration::from_secs(3600));
    let builder = fake.client_builder().client_credentials(fake.client_credentials());
    builder.retry(policy).build().expect("a client")
}

/// A fake with the stream `events`, and a client for it.
pub(super) async fn with_stream(template: &str) -> (Fake, Client) {
    let fake = Fake::new();
    let client = patient(&fake);
    let settings = StreamWriteSettings::new(StreamTemplate::new(template));
    client
        .streams()
        .create([StreamWrite::new(STREAM, settings)])
        .await
        .expect("a stream");
    (fake, client)
}

pub(super) fn record(number: usize, version: i64) -> RecordWrite {
    let source = RecordSource::Container(ContainerReference::new(SPACE, "Event"));
    let data = RecordData::new(source, [("n", json!(number)), ("version", json!(version))]);
    RecordWrite::new(SPACE, id(number), [data])
}

pub(super) fn id(number: usize) -> String {
    format!("r{number:06}")
}
