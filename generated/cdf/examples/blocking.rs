// From templates/cdf/examples/blocking.rs; edit it there.

//! The client without `async`, in a plain `main`, against a CDF in memory:
//! `cargo run -p cdf-client --features blocking,fake --example blocking`.

use cdf_client::blocking::{self, Blocking};
use cdf_client::fake::Fake;
use cdf_client::models::{
    ContainerReference, RecordData, RecordSource, RecordWrite, StreamTemplate, StreamWrite, StreamWriteSettings,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cdf = Fake::new().client(); // or Client::from_env()?

    // `.blocking()` in place of `.await`.
    let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
    let stream = StreamWrite::new("events", settings);
    cdf.streams().create([stream]).blocking()?;
    println!("{} stream", cdf.streams().list().blocking()?.items.len());

    // A bulk of items gives a report and no `Result`, so it is `run`.
    let records = (0..2500).map(record);
    let report = blocking::run(cdf.records().ingest_bulk("events").send_all(records))?.into_result()?;
    println!("{} records written", report.done());

    // What is a stream is an iterator: items, pages, changes.
    let mut changes = 0;
    for batch in cdf.records().sync("events").feed().until_caught_up().blocking_iter() {
        changes += batch?.data.items.len();
    }
    println!("{changes} records read");
    for subscription in cdf.subscriptions().list().items().limit(10).blocking_iter() {
        println!("{}", subscription?.external_id);
    }
    Ok(())
}

fn record(number: i64) -> RecordWrite {
    let container = ContainerReference::new("plant", "event");
    let values = RecordData::new(RecordSource::from(container), [("number", number)]);
    RecordWrite::new("plant", format!("event-{number}"), [values])
}
