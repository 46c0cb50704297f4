//! Two services to test against: one in memory, for tests that pause the clock, and one behind a real socket.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use oasmith_runtime::runtime::{Body, BodySource, BoxFuture, Transport, TransportError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What arrived.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) at: Instant,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a text"))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a text")
    }
}

/// What goes back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The reason phrase; that of the status without one.
    pub(crate) reason: Option<&'static str>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    /// Before the answer.
    pub(crate) delay: Duration,
    pub(crate) fault: Option<NetworkFault>,
}

/// What a service in memory does in place of a complete answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NetworkFault {
    /// No connection: it has seen nothing.
    Refused,
    /// It has seen the request, and goes away.
    Reset,
    /// The body ends too early.
    Cut,
}

pub(crate) fn answer(status: u16, body: impl Into<String>) -> Answer {
    let headers = vec![("content-type", "application/json".to_owned())];
    Answer {
        status,
        reason: None,
        headers,
        body: body.into(),
        delay: Duration::ZERO,
        fault: None,
    }
}

pub(crate) fn faulty(fault: NetworkFault) -> Answer {
    let mut answer = answer(200, "{");
    answer.fault = Some(fault);
    answer
}

/// A response with this media type, or without one if it is empty.
pub(crate) fn typed(status: u16, media_type: &str, body: &str) -> Answer {
    let mut answer = answer(status, body);
    answer.headers.clear();
    match media_type {
        "" => answer,
        one => answer.header("content-type", one),
    }
}

impl Answer {
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

type Handler = Box<dyn FnMut(&Received) -> Answer + Send>;

/// A service in memory.
pub(crate) struct Memory {
    handler: Mutex<Handler>,
    received: Mutex<Vec<Received>>,
}

impl Memory {
    pub(crate) fn new(handler: impl FnMut(&Received) -> Answer + Send + 'static) -> Arc<Self> {
        Arc::new(Self {
            handler: Mutex::new(Box::new(handler)),
            received: Mutex::default(),
        })
    }

    /// Gives these answers one after the other, and the last one again and again.
    pub(crate) fn script(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
        let mut current = answers.next().expect("an answer");
        Self::new(move |_| {
            let next = answers.next().unwrap_or_else(|| current.clone());
            std::mem::replace(&mut current, next)
        })
    }

    /// What it would give for this.
    pub(crate) fn handle(&self, received: &Received) -> Answer {
        (lock(&self.handler))(received)
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        lock(&self.received).clone()
    }
}

impl Transport for Memory {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let (parts, body) = request.into_parts();
        let received = Received {
            method: parts.method.to_string(),
            target: parts.uri.to_string(),
            headers: parts.headers,
            body,
            at: Instant::now(),
        };
        let answer = (lock(&self.handler))(&received);
        if answer.fault != Some(NetworkFault::Refused) {
            lock(&self.received).push(received);
        }
        Box::pin(async move {
            tokio::time::sleep(answer.delay).await;
            let body = match answer.fault {
                None => Body::from(answer.body),
                Some(NetworkFault::Cut) => Body::streamed(Cut),
                Some(NetworkFault::Refused) => return Err(TransportError::connect("refused")),
                Some(NetworkFault::Reset) => return Err(TransportError::other("reset")),
            };
            let mut response = http::Response::builder().status(answer.status);
            for (name, value) in answer.headers {
                response = response.header(name, value);
            }
            Ok(response.body(body).expect("a response"))
        })
    }
}

struct Cut;

impl BodySource for Cut {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { Err(TransportError::other("cut")) })
    }
}

/// A service behind a socket of this machine.
pub(crate) struct Loopback {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Loopback {
    /// Must be called in a runtime. The service ends with it.
    pub(crate) async fn start(handler: impl FnMut(&Received) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let handler = Arc::new(Mutex::new(handler));
        let log = Arc::clone(&received);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&handler), Arc::clone(&log)));
            }
        });
        Self { url, received }
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        lock(&self.received).clone()
    }
}

/// Answers one request and closes the connection.
async fn serve<H: FnMut(&Received) -> Answer>(
    mut stream: TcpStream,
    handler: Arc<Mutex<H>>,
    log: Arc<Mutex<Vec<Received>>>,
) {
    let Some(request) = read(&mut stream).await else { return };
    let answer = (lock(&handler))(&request);
    lock(&log).push(request);
    tokio::time::sleep(answer.delay).await;
    let status = http::StatusCode::from_u16(answer.status).expect("a status");
    let reason = answer.reason.or(status.canonical_reason()).unwrap_or_default();
    let mut text = format!(
        "HTTP/1.1 {} {reason}\r\nconnection: close\r\ncontent-length: {}\r\n",
        answer.status,
        answer.body.len()
    );
    for (name, value) in &answer.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("\r\n{}", answer.body));
    // The client may have gone away, which some tests want.
    drop(stream.write_all(text.as_bytes()).await);
}

pub(crate) async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).ok()?;
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        headers.append(
            http::HeaderName::from_bytes(name.as_bytes()).ok()?,
            value.trim().parse().ok()?,
        );
    }
    let length: usize = headers
        .get("content-length")
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .unwrap_or(0);
    while bytes.len() < head_end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Received {
        method,
        target,
        headers,
        body: bytes.split_off(head_end + 4).into(),
        at: Instant::now(),
    })
}
