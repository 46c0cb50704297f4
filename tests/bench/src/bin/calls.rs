//! What one small call costs, compared with the same request through reqwest alone:
//!
//! ```sh
//! cargo run --release -p oasmith-bench --bin calls -- 20000
//! ```
//!
//! prints CPU seconds and allocations of both, which take turns. `calls client 2500` and `calls bare 2500` make calls of one
//! kind only, for a profiler: run below `valgrind --tool=callgrind`, the difference between two counts is free of the start of
//! the process. The service is a process of its own, so that only the caller's side is counted.

use std::fs;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use cdf_client::Client;
use oasmith_bench::allocator;
use serde::Deserialize;

type Failure = Box<dyn std::error::Error>;

/// How many calls of a kind are made in a row before it is the other kind's turn.
const TURN: usize = 500;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve"] => serve(),
        ["client", count] => Caller::new()?.client(count.parse()?),
        ["bare", count] => Caller::new()?.bare(count.parse()?),
        [count] => compare(count.parse()?),
        _ => Err("how many calls?".into()),
    }
}

/// Both kinds of calls, to a service of their own.
struct Caller {
    service: Child,
    runtime: tokio::runtime::Runtime,
    client: Client,
    bare: reqwest::Client,
    url: String,
}

impl Caller {
    fn new() -> Result<Self, Failure> {
        let mut service = Command::new(std::env::current_exe()?)
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        BufReader::new(service.stdout.take().ok_or("no output")?).read_line(&mut address)?;
        let origin = format!("http://{}", address.trim());
        Ok(Self {
            service,
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

impl Drop for Caller {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.service.kill();
        let _ = self.service.wait();
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
        let before = ticks()?;
        let mut outcome = Ok(());
        let allocations = allocator::count(|| outcome = work());
        self.ticks += ticks()? - before;
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
            per_call(cost.ticks) * 10_000.0,
            per_call(cost.allocations),
            per_call(cost.bytes),
        );
    }
    println!("ratio of CPU time: {:.2}", client.ticks as f64 / bare.ticks as f64);
    Ok(())
}

/// User and system time of this process so far, in hundredths of a second, from proc_pid_stat(5).
fn ticks() -> Result<u64, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(") ").ok_or("no name in /proc/self/stat")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<u64>);
    Ok(ticks.sum::<Result<u64, _>>()?)
}

/// Answers every request with the same list, on a port of its own.
fn serve() -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        std::thread::spawn(move || answer(&stream));
    }
    Ok(())
}

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
