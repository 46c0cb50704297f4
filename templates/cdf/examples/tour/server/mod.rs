//! A little CDF for the tour: in memory, on loopback, with the operations that the tour calls and no others.
//!
//! Nothing in here is needed to use the client. It is as deterministic as it can be: its clock moves only when
//! something is asked, and its ids are counted.

mod functions;
mod http;
mod records;
mod streams;
mod subscriptions;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};

use http::{Connection, Request};

/// Starts the server in the background; it ends with the process.
pub(super) async fn start() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let state = Arc::new(Mutex::new(State::default()));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, Arc::clone(&state)));
        }
    });
    Ok(address)
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) -> io::Result<()> {
    let mut connection = Connection::new(stream);
    while let Some(request) = connection.read().await? {
        let (reply, id) = {
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            state.clock += 1000;
            state.requests += 1;
            (
                answer(&mut state, &request).unwrap_or_else(|refusal| refusal),
                state.requests,
            )
        };
        connection.write(&reply, id).await?;
    }
    Ok(())
}

/// What the service knows.
#[derive(Default)]
struct State {
    /// Milliseconds since the server was started.
    clock: i64,
    requests: u64,
    ids: i64,
    streams: streams::Streams,
    functions: functions::Functions,
    subscriptions: subscriptions::Subscriptions,
}

impl State {
    /// Milliseconds since 1970, in a world that began on 2026-01-01.
    fn now(&self) -> i64 {
        1_767_225_600_000 + self.clock
    }

    fn next_id(&mut self) -> i64 {
        self.ids += 1;
        1000 + self.ids
    }
}

/// A status and a JSON body.
struct Reply(u16, Value);

/// `Err` is a reply too: the one that says why not.
type Answer = Result<Reply, Reply>;

fn answer(state: &mut State, request: &Request) -> Answer {
    if !request.has_token {
        return Err(refusal(401, "Unauthorized"));
    }
    let path = request
        .path
        .strip_prefix("/api/v1/projects/tour/")
        .ok_or_else(unknown_path)?;
    let segments: Vec<&str> = path.split('/').collect();
    match segments.as_slice() {
        ["streams", _, "records", ..] => records::answer(state, request, &segments),
        ["streams", ..] => streams::answer(state, request, &segments),
        ["functions" | "sessions" | "files", ..] => functions::answer(state, request, &segments),
        ["timeseries", "subscriptions", rest @ ..] => subscriptions::answer(state, request, rest),
        _ => Err(unknown_path()),
    }
}

fn unknown_path() -> Reply {
    refusal(404, "The little CDF of the tour does not know this path")
}

/// The error body that all of CDF uses.
fn refusal(status: u16, message: &str) -> Reply {
    Reply(status, json!({"error": {"code": status, "message": message}}))
}

/// What the body of a request has in `items`.
fn items(request: &Request) -> &[Value] {
    request.body["items"].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
