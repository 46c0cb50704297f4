//! Two services to test against: the one in memory, for tests that pause the clock, and one behind a real socket.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::HeaderMap;
pub(crate) use oasmith_runtime::testing::{InMemory as Memory, NetworkFault, Received, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn response(status: u16, body: impl Into<String>) -> Response {
    Response::json(status, body)
}

pub(crate) fn faulty(fault: NetworkFault) -> Response {
    Response::fault(fault)
}

/// A response with this media type, or without one if it is empty.
pub(crate) fn typed(status: u16, media_type: &str, body: &str) -> Response {
    let response = Response::new(status, body);
    match media_type {
        "" => response,
        one => response.header("content-type", one),
    }
}

/// A service behind a socket of this machine.
pub(crate) struct Loopback {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Loopback {
    /// Must be called in a runtime. The service ends with it.
    pub(crate) async fn start(handler: impl FnMut(&Received) -> Response + Send + 'static) -> Self {
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

/// Responds to one request and closes the connection.
async fn serve<H: FnMut(&Received) -> Response>(
    mut stream: TcpStream,
    handler: Arc<Mutex<H>>,
    log: Arc<Mutex<Vec<Received>>>,
) {
    let Some(request) = read(&mut stream).await else { return };
    let response = (lock(&handler))(&request);
    lock(&log).push(request);
    tokio::time::sleep(response.delay).await;
    let status = http::StatusCode::from_u16(response.status).expect("a status");
    let reason = response.reason.or(status.canonical_reason()).unwrap_or_default();
    let mut text = format!(
        "HTTP/1.1 {} {reason}\r\nconnection: close\r\ncontent-length: {}\r\n",
        response.status,
        response.body.len()
    );
    for (name, value) in &response.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("\r\n{}", response.body));
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
        timeout: Duration::MAX,
        at: Instant::now(),
    })
}
