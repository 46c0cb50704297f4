//! What one small call costs, compared with the same request through reqwest alone:
//!
//! ```sh
//! cargo run --release -p oasmith-bench --bin calls -- 20000
//! ```
//!
//! prints CPU seconds and allocations of both, which take turns. `calls client 2500` and `calls bare 2500` make calls of one
//! kind only, for a profiler: run below `valgrind --tool=callgrind`, the difference between two counts is free of the start of
//! the process. The service is a process of its own, so that only the caller's side is counted.

use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use cdf_client::Client;
use oasmith_bench::service::{Service, serve};
use oasmith_bench::{Failure, allocator, ticks};
use serde::Deserialize;

/// How many calls of a kind are made in a row before it is the other kind's turn.
const TURN: usize = 500;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve"] => serve(answer),
        ["client", count] => Caller::new()?.client(count.parse()?),
        ["bare", count] => Caller::new()?.bare(count.parse()?),
        [count] => compare(count.parse()?),
        _ => Err("how many calls?".into()),
    }
}

/// Both kinds of calls, to a service of their own.
struct Caller {
    /// Ends with this.
    _service: Service,
    runtime: tokio::runtime::Runtime,
    client: Client,
    bare: reqwest::Client,
    url: String,
}

impl Caller {
    fn new() -> Result<Self, Failure> {
        let service = Service::start("serve")?;
        let origin = service.origin.clone();
        Ok(Self {
            _service: service,
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build()?,
            url: format!("{origin}/api/v1/projects/p/functions/status"),
            client: Client::builder().origin(origin).project("p").token("t").build()?,
            bare: reqwest::Client::builder()
                .user_agent("bench")
                .timeout(std::time::Duration::from_secs(60))
                .redirect(reqwest::redirect::Policy::none())
                .build()?,
        })
    }

    fn client(&self, count: usize) -> Result<(), Failure> {
        self.runtime.block_on(async {
            for _ in 0..count {
                black_box(self.client.functions().status().await?);
            }
            Ok(())
        })
    }

    fn bare(&self, count: usize) -> Result<(), Failure> {
        self.runtime.block_on(async {
            for _ in 0..count {
                let request = self.bare.get(&self.url).bearer_auth("t");
                let response = request.header("accept", "application/json").send().await?;
                let body = response.error_for_status()?.bytes().await?;
                black_box(serde_json::from_slice::<Status>(&body)?);
            }
            Ok(())
        })
    }
}

/// What serde's derive would read of the same response.
#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded, but not looked at")]
struct Status {
    status: String,
}

const RESPONSE: &str = r#"{"status":"activated"}"#;

#[derive(Default)]
struct Cost {
    ticks: u64,
    allocations: u64,
    bytes: u64,
}

impl Cost {
    fn add(&mut self, work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
        let before = ticks::of_this_process()?;
        let mut outcome = Ok(());
        let allocations = allocator::count(|| outcome = work());
        self.ticks += ticks::of_this_process()? - before;
        self.allocations += allocations.count;
        self.bytes += allocations.bytes;
        outcome
    }
}

fn compare(count: usize) -> Result<(), Failure> {
    let caller = Caller::new()?;
    caller.bare(TURN)?;
    caller.client(TURN)?;
    let (mut bare, mut client) = (Cost::default(), Cost::default());
    let turns = count.div_ceil(TURN);
    for _ in 0..turns {
        bare.add(|| caller.bare(TURN))?;
        client.add(|| caller.client(TURN))?;
    }
    let calls = (turns * TURN) as f64;
    println!("{:<10} {:>10} {:>12} {:>12}", "", "CPU us", "allocations", "bytes");
    for (name, cost) in [("reqwest", &bare), ("client", &client)] {
        let per_call = |total: u64| total as f64 / calls;
        println!(
            "{name:<10} {:>10.1} {:>12.1} {:>12.0}",
            per_call(cost.ticks) / ticks::A_SECOND as f64 * 1e6,
            per_call(cost.allocations),
            per_call(cost.bytes),
        );
    }
    println!("ratio of CPU time: {:.2}", client.ticks as f64 / bare.ticks as f64);
    Ok(())
}

/// Answers every request with the same text.
fn answer(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream;
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: r\r\ncontent-length: ";
    let response = format!("{head}{}\r\n\r\n{RESPONSE}", RESPONSE.len());
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        // A request without a body ends with an empty line.
        if line == "\r\n" {
            writer.write_all(response.as_bytes())?;
        }
        line.clear();
    }
    Ok(())
}
