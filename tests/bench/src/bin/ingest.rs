//! How much memory and time it takes to ingest records from a stream: `cargo run --release -p oasmith-bench --bin ingest
//! -- 5000000` prints both. The records have 1 kB each and go over HTTP to a process of its own, which throws them away.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use cdf_client::Client;
use cdf_client::models::{ContainerReference, RecordData, RecordSource, RecordWrite};
use oasmith_bench::Failure;
use oasmith_bench::service::{Service, serve};
use serde_json::json;

fn main() -> Result<(), Failure> {
    match std::env::args().nth(1).as_deref() {
        Some("sink") => serve(swallow),
        Some(count) => measure(count.parse()?),
        None => Err("how many records?".into()),
    }
}

fn measure(count: usize) -> Result<(), Failure> {
    let sink = Service::start("sink")?;
    let client = Client::builder()
        .origin(sink.origin.as_str())
        .project("p")
        .token("t")
        .build()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let start = Instant::now();
    let bulk = client.records().ingest_bulk("stream");
    let report = runtime.block_on(bulk.send_all((0..count).map(record)));
    let seconds = start.elapsed().as_secs_f64();
    drop(sink);
    println!("{report}");
    println!("{seconds:.1} s, {:.0} records a second", count as f64 / seconds);
    println!("peak of the client: {}", peak()?);
    drop(report.into_result()?);
    Ok(())
}

/// A record whose JSON has about 1000 bytes, no two alike.
fn record(number: usize) -> RecordWrite {
    let source = RecordSource::Container(ContainerReference::new("plant", "Event"));
    let text = format!("{number:016x}").repeat(50);
    let data = RecordData::new(source, [("number", json!(number)), ("text", json!(text))]);
    RecordWrite::new("plant", format!("record-{number:09}"), [data])
}

/// The largest resident set so far, as the kernel counts it.
fn peak() -> Result<String, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.ok_or("this system does not tell")?.trim().to_owned())
}

/// Reads requests to the end, and says that all is well.
fn swallow(stream: &TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 16, stream);
    let mut writer = stream;
    loop {
        let (mut line, mut length) = (String::new(), 0);
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        std::io::copy(&mut (&mut reader).take(length), &mut std::io::sink())?;
        writer.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")?;
    }
}
