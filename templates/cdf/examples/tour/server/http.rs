//! As much of HTTP/1.1 as one well-behaved client needs.

use std::io::{self, Read};

use flate2::read::GzDecoder;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::Reply;

pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    query: String,
    pub(super) has_token: bool,
    /// Null if there is none.
    pub(super) body: Value,
}

impl Request {
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let mut pairs = url::form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// The headers that matter here.
#[derive(Default)]
struct Head {
    length: usize,
    is_gzip: bool,
    has_token: bool,
}

pub(super) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self(BufReader::new(stream))
    }

    /// The next request; `None` when the client hangs up.
    pub(super) async fn read(&mut self) -> io::Result<Option<Request>> {
        let mut line = String::new();
        if self.0.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let mut words = line.split(' ').map(str::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let head = self.read_head().await?;
        let mut body = vec![0; head.length];
        self.0.read_exact(&mut body).await?;
        Ok(Some(Request {
            method,
            path: path.to_owned(),
            query: query.to_owned(),
            has_token: head.has_token,
            body: decode(body, head.is_gzip)?,
        }))
    }

    async fn read_head(&mut self) -> io::Result<Head> {
        let mut head = Head::default();
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                return Ok(head);
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => head.length = value.parse().map_err(io::Error::other)?,
                "content-encoding" => head.is_gzip = value == "gzip",
                "authorization" => head.has_token = value.starts_with("Bearer "),
                _ => {}
            }
        }
    }

    pub(super) async fn write(&mut self, Reply(status, body): &Reply, request_id: u64) -> io::Result<()> {
        let body = body.to_string();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} \r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
             x-request-id: tour-{request_id}\r\n\r\n"
        );
        self.0.write_all((head + &body).as_bytes()).await?;
        self.0.flush().await
    }
}

/// The client compresses bodies of more than a kilobyte.
fn decode(body: Vec<u8>, is_gzip: bool) -> io::Result<Value> {
    let mut text = body;
    if is_gzip {
        let mut plain = Vec::new();
        GzDecoder::new(text.as_slice()).read_to_end(&mut plain)?;
        text = plain;
    }
    if text.is_empty() {
        Ok(Value::Null)
    } else {
        serde_json::from_slice(&text).map_err(io::Error::from)
    }
}
