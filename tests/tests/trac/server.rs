//! A server on 127.0.0.1 that keeps connections open and gives away every byte of what it says: reason phrases, replies
//! that nobody asked for, ends before the end. What it says is decided by a function of the request.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A request, and on which connection it came.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) connection: usize,
    pub(super) method: String,
    pub(super) target: String,
    /// Names in lower case.
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Vec<u8>,
}

impl Seen {
    /// The value of a header, by its lower-case name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The path without the query.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query, with what is encoded in it.
    pub(super) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

/// What is said to a request.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) bytes: Vec<u8>,
    pub(super) then: Then,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The next request on the same connection.
    Next,
    /// The end of the connection.
    Close,
    /// Nothing; the connection stays open.
    Hang,
    /// After this time, a reply that nobody asked for.
    Stray(Duration),
}

/// The reply that nobody asked for.
pub(super) const STRAY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";

type Speaker = dyn Fn(&Seen) -> Said + Send + Sync;

#[derive(Clone)]
pub(super) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    speaker: Arc<Speaker>,
}

impl Server {
    pub(super) fn start(speaker: impl Fn(&Seen) -> Said + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port on 127.0.0.1");
        let server = Self {
            address: listener.local_addr().expect("a bound listener has an address"),
            seen: Arc::default(),
            speaker: Arc::new(speaker),
        };
        let acceptor = server.clone();
        thread::spawn(move || {
            for (number, stream) in listener.incoming().flatten().enumerate() {
                let server = acceptor.clone();
                // A client that goes away is its own business.
                thread::spawn(move || server.serve(number, stream).ok());
            }
        });
        server
    }

    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn serve(&self, connection: usize, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.try_clone()?);
        while let Some(mut seen) = read(&mut reader)? {
            seen.connection = connection;
            let said = (self.speaker)(&seen);
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
            stream.write_all(&said.bytes)?;
            match said.then {
                Then::Next => {}
                Then::Close => return Ok(()),
                Then::Hang => loop {
                    thread::park();
                },
                Then::Stray(after) => {
                    thread::sleep(after);
                    stream.write_all(STRAY)?;
                }
            }
        }
        Ok(())
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> io::Result<Option<Seen>> {
    let Some(line) = line(reader)? else {
        return Ok(None);
    };
    let mut words = line.split(' ').map(str::to_owned);
    let mut seen = Seen {
        method: words.next().unwrap_or_default(),
        target: words.next().unwrap_or_default(),
        ..Seen::default()
    };
    while let Some(header) = line_of_head(reader)? {
        let (name, value) = header.split_once(':').expect("a header has a colon");
        seen.headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = seen
        .header("content-length")
        .map_or(0, |length| length.parse().expect("a length"));
    seen.body.resize(length, 0);
    reader.read_exact(&mut seen.body)?;
    Ok(Some(seen))
}

fn line(reader: &mut BufReader<TcpStream>) -> io::Result<Option<String>> {
    let mut line = String::new();
    let is_there = reader.read_line(&mut line)? > 0;
    Ok(is_there.then(|| line.trim_end().to_owned()))
}

fn line_of_head(reader: &mut BufReader<TcpStream>) -> io::Result<Option<String>> {
    Ok(line(reader)?.filter(|line| !line.is_empty()))
}
