//! A recorded exchange: bytes to the parts of a request and of a reply.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use trac_client::Base64;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/reference/trac/gateway");

/// What a recorder wrote after the bytes, to say that the connection stayed open.
const STAYED_OPEN: &[u8] = b"<open>";

pub(super) struct Capture {
    pub(super) name: String,
    pub(super) request: Message,
    /// None where the gateway said nothing.
    pub(super) reply: Option<Message>,
    /// The reply as it came, with all that followed it.
    pub(super) raw: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) start: String,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Vec<u8>,
}

/// All captures by name; `None` if they are not at hand.
pub(super) fn all() -> Option<BTreeMap<String, Capture>> {
    let Ok(folder) = fs::read_dir(FOLDER) else {
        println!("skipped: the recorded exchanges are not beside the project");
        return None;
    };
    let names = folder.filter_map(|entry| {
        let name = entry.expect("an entry of the folder").file_name().into_string().ok()?;
        Some(name.strip_suffix(".req")?.to_owned())
    });
    Some(names.map(|name| (name.clone(), Capture::read(name))).collect())
}

impl Capture {
    fn read(name: String) -> Self {
        let bytes =
            |kind: &str| fs::read(Path::new(FOLDER).join(format!("{name}.{kind}"))).expect("a file of a capture");
        let raw = bytes("resp");
        let raw = raw.strip_suffix(STAYED_OPEN).unwrap_or(&raw).to_vec();
        let mut request = Message::read(&bytes("req")).expect("a capture has a request");
        request.body = restored(&name, request.body);
        Self {
            request,
            reply: Message::read(&raw).filter(|reply| reply.start.starts_with("HTTP/")),
            name,
            raw,
        }
    }

    pub(super) fn method(&self) -> &str {
        self.request.start.split(' ').next().unwrap_or_default()
    }

    /// The segments of the path, decoded.
    pub(super) fn segments(&self) -> Vec<String> {
        segments(self.target())
    }

    /// Names and values of the query, decoded.
    pub(super) fn query(&self) -> Vec<(String, String)> {
        query(self.target())
    }

    pub(super) fn target(&self) -> &str {
        self.request.start.split(' ').nth(1).unwrap_or_default()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.request.body).expect("the body of the request is JSON")
    }
}

impl Message {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head is text");
        let mut lines = head.split("\r\n");
        let start = lines.next().unwrap_or_default().to_owned();
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
        let mut message = Self {
            start,
            headers: headers.collect(),
            body: Vec::new(),
        };
        message.body = message.body_in(&bytes[end + 4..]);
        Some(message)
    }

    fn body_in(&self, rest: &[u8]) -> Vec<u8> {
        if self.header("transfer-encoding") == Some("chunked") {
            return without_chunks(rest);
        }
        let length = self
            .header("content-length")
            .map_or(0, |length| length.parse().expect("a length"));
        rest[..rest.len().min(length)].to_vec()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The status of a reply.
    pub(super) fn status(&self) -> u16 {
        let word = self.start.split(' ').nth(1).unwrap_or_default();
        word.parse().expect("a status")
    }

    /// What a reply says after its status.
    pub(super) fn reason(&self) -> &str {
        self.start.splitn(3, ' ').nth(2).unwrap_or_default()
    }
}

/// The recorder cut bodies of a megabyte. They hold as many zeros as the name of the capture says.
fn restored(name: &str, body: Vec<u8>) -> Vec<u8> {
    let Some(cut) = body.windows(4).position(|window| window == b"\n...") else {
        return body;
    };
    let start = body[..cut]
        .iter()
        .rposition(|byte| *byte == b'"')
        .expect("the content starts")
        + 1;
    let count = name
        .split('_')
        .find_map(|word| word.parse().ok().filter(|count| *count > 1000));
    let zeros = Base64::from(vec![0; count.expect("the name has a number")]).to_string();
    [&body[..start], zeros.as_bytes(), b"\"}"].concat()
}

fn without_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let digits = std::str::from_utf8(&rest[..end]).expect("a length of a chunk");
        let length = usize::from_str_radix(digits, 16).expect("a length of a chunk");
        let start = end + 2;
        if length == 0 {
            break;
        }
        out.extend_from_slice(&rest[start..start + length]);
        rest = &rest[start + length + 2..];
    }
    out
}

pub(super) fn segments(target: &str) -> Vec<String> {
    let path = target.split('?').next().unwrap_or_default();
    path.split('/').map(decoded).collect()
}

pub(super) fn query(target: &str) -> Vec<(String, String)> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
