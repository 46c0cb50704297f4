//! A server on 127.0.0.1 that writes down what arrives and responds as the test says.
//!
//! It speaks just enough HTTP/1.1 for a client under test, and nothing about a particular API. Responses are given in
//! the order of the script, one a request; a request beyond the script is answered with [`UNSCRIPTED`], so that a
//! client that sends too much fails its test.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use flate2::read::GzDecoder;
use serde_json::Value;

/// The status of a response to a request that the script does not have.
pub const UNSCRIPTED: u16 = 599;

/// What the server says to one request.
#[derive(Clone, Debug)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    is_silent: bool,
}

impl Response {
    /// A response with any body and no content type.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            is_silent: false,
        }
    }

    /// A response with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, body.to_string()).header("content-type", "application/json")
    }

    /// No response: the connection stays open, and nothing is said on it.
    pub fn silence() -> Self {
        Self {
            is_silent: true,
            ..Self::new(0, "")
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn write(&self, stream: &mut TcpStream) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} Scripted\r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        // A 204 must not say how long its body is.
        if self.status != 204 {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The method, such as `POST`.
    pub method: String,
    /// Path and query exactly as they stood on the request line.
    pub target: String,
    /// Names in lower case, in the order of arrival.
    pub headers: Vec<(String, String)>,
    /// The body with gzip undone.
    pub body: Vec<u8>,
    /// How many bytes the body had on the wire.
    pub wire_bytes: usize,
}

impl Seen {
    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The path without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query without its question mark; empty if there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The body as JSON; `None` if there is no body.
    ///
    /// # Panics
    ///
    /// The body is there and is no JSON.
    pub fn json(&self) -> Option<Value> {
        let is_there = !self.body.is_empty();
        is_there.then(|| serde_json::from_slice(&self.body).expect("the request body is JSON"))
    }
}

/// A running server. It serves until the process ends; the script and the notes are this test's own.
#[derive(Clone, Debug)]
pub struct Loopback {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    script: VecDeque<Response>,
    seen: Vec<Seen>,
    /// Connections that wait for a response which never comes.
    held: Vec<TcpStream>,
}

impl Loopback {
    /// Starts a server that gives these responses.
    ///
    /// # Panics
    ///
    /// There is no free port on 127.0.0.1.
    pub fn start(script: impl IntoIterator<Item = Response>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port on 127.0.0.1");
        let address = listener.local_addr().expect("a bound listener has an address");
        let script = script.into_iter().collect();
        let state = Arc::new(Mutex::new(State {
            script,
            ..State::default()
        }));
        let server = Self { address, state };
        let acceptor = server.clone();
        thread::spawn(move || acceptor.accept(&listener));
        server
    }

    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.lock().seen.clone()
    }

    /// The only request.
    ///
    /// # Panics
    ///
    /// There was none, or more than one.
    pub fn only(&self) -> Seen {
        let seen = self.seen();
        let [only] = seen.as_slice() else {
            panic!("expected one request, got {}: {seen:#?}", seen.len());
        };
        only.clone()
    }

    fn accept(&self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            let server = self.clone();
            // A client that goes away in the middle is the test's business, not the server's.
            thread::spawn(move || server.serve(stream).ok());
        }
    }

    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let Some(seen) = read_request(&mut reader)? else {
            return Ok(());
        };
        let response = self.note(seen);
        if response.is_silent {
            self.lock().held.push(stream);
            return Ok(());
        }
        response.write(&mut stream)
    }

    fn note(&self, seen: Seen) -> Response {
        let mut state = self.lock();
        state.seen.push(seen);
        let unscripted = || Response::new(UNSCRIPTED, "the script has no response for this request");
        state.script.pop_front().unwrap_or_else(unscripted)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads one request; `None` if the client opened a connection and said nothing.
fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Seen>> {
    let line = read_line(reader)?;
    let mut words = line.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let (method, target) = (method.to_owned(), target.to_owned());
    let headers = read_headers(reader)?;
    let mut seen = Seen {
        method,
        target,
        headers,
        body: Vec::new(),
        wire_bytes: 0,
    };
    let length = seen
        .header("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let mut wire = vec![0; length];
    reader.read_exact(&mut wire)?;
    seen.wire_bytes = wire.len();
    seen.body = if seen.header("content-encoding") == Some("gzip") {
        unzip(&wire)?
    } else {
        wire
    };
    Ok(Some(seen))
}

fn read_headers(reader: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut headers = Vec::new();
    loop {
        let line = read_line(reader)?;
        let Some((name, value)) = line.split_once(':') else {
            return Ok(headers);
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

fn read_line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

fn unzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain)?;
    Ok(plain)
}
