//! The four forms of a response: JSON, bytes, a refusal of the service, a line of text of the gateway.

use std::time::Duration;

use serde_json::Value;

use super::super::server::{Said, Then};
use super::proto::{ErrorItem, details_header};

/// Why a request is not served.
#[derive(Debug)]
pub(super) enum Refusal {
    Text {
        status: u16,
        line: String,
    },
    Service {
        status: u16,
        grpc: i32,
        message: String,
        items: Vec<ErrorItem>,
    },
}

impl Refusal {
    pub(super) fn text(status: u16, line: impl Into<String>) -> Self {
        Self::Text {
            status,
            line: line.into(),
        }
    }

    pub(super) fn service(status: u16, grpc: i32, message: impl Into<String>) -> Self {
        Self::Service {
            status,
            grpc,
            message: message.into(),
            items: Vec::new(),
        }
    }

    pub(super) fn invalid(items: Vec<ErrorItem>) -> Self {
        Self::Service {
            status: 400,
            grpc: 3,
            message: "Validation failed".to_owned(),
            items,
        }
    }

    pub(super) fn said(self) -> Said {
        match self {
            Self::Text { status, line } => text(status, &line, stray_after(status)),
            Self::Service {
                status,
                grpc,
                message,
                items,
            } => service(status, grpc, &message, &items),
        }
    }
}

/// After these, and no others, the gateway says something that nobody asked for.
fn stray_after(status: u16) -> Then {
    match status {
        400 | 404 => Then::Stray(Duration::ZERO),
        _ => Then::Next,
    }
}

pub(super) fn json(body: &Value) -> Said {
    let body = format!("{body:#}\n").into_bytes();
    let head = "HTTP/1.1 200 OK\r\ngrpc-status: 0\r\ncontent-type: application/json; charset=UTF-8\r\n";
    whole(head, &body)
}

pub(super) fn text(status: u16, line: &str, then: Then) -> Said {
    let phrase = http::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason());
    let phrase = phrase.unwrap_or_default();
    let head = format!("HTTP/1.1 {status} {phrase}\r\ncontent-type: text/plain; charset=UTF-8\r\n");
    Said {
        then,
        ..whole(&head, line.as_bytes())
    }
}

fn service(status: u16, grpc: i32, message: &str, items: &[ErrorItem]) -> Said {
    let (coded, details) = (percent_encoded(message), details_header(grpc, message, items));
    let head = format!(
        "HTTP/1.1 {status} {coded}\r\ntrac-error-details-bin: {details}\r\ngrpc-status: {grpc}\r\n\
         grpc-message: {coded}\r\ncontent-type: application/json; charset=UTF-8\r\n"
    );
    whole(&head, b"")
}

pub(super) fn silence() -> Said {
    Said {
        bytes: Vec::new(),
        then: Then::Hang,
    }
}

/// A file, with its length.
pub(super) fn file(media_type: &str, content: &[u8], is_cut: bool) -> Said {
    let head = format!("HTTP/1.1 200 OK\r\ngrpc-encoding: identity\r\ncontent-type: {media_type}\r\n");
    match is_cut {
        true => {
            let mut said = whole(&head, content);
            said.bytes.truncate(said.bytes.len() - content.len() / 2);
            Said {
                then: Then::Close,
                ..said
            }
        }
        false => whole(&head, content),
    }
}

/// A dataset in chunks.
pub(super) fn chunked(media_type: &str, content: &[u8], is_cut: bool) -> Said {
    let mut bytes =
        format!("HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ntransfer-encoding: chunked\r\n\r\n").into_bytes();
    for chunk in content.chunks(16) {
        bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\r\n");
    }
    if !is_cut {
        bytes.extend_from_slice(b"0\r\n\r\n");
    }
    let then = if is_cut { Then::Close } else { Then::Next };
    Said { bytes, then }
}

fn whole(head: &str, body: &[u8]) -> Said {
    let mut bytes = format!("{head}content-length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    Said {
        bytes,
        then: Then::Next,
    }
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'%' | 0..=0x1f | 0x7f.. => format!("%{byte:02X}"),
            _ => char::from(byte).to_string(),
        })
        .collect()
}
