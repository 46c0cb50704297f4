// From templates/cdf/src/fake/body.rs; edit it there.

//! Reading bodies of requests: size, compression, media type, JSON.

use std::io::Read;

use bytes::Bytes;
use http::{HeaderMap, header};
use serde_json::Value;

use super::response::{Outcome, Refusal};

/// The most that a request may hold, before compression.
const MOST: usize = 10_000_000;

/// The JSON of a body; `Null` if there is none.
pub(super) fn read(headers: &HeaderMap, body: &Bytes) -> Outcome<Value> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    let media = text(headers, header::CONTENT_TYPE);
    let essence = media.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::new(415, "The content type must be application/json"));
    }
    let plain = plain(headers, body)?;
    serde_json::from_slice(&plain).map_err(|error| Refusal::bad(format!("The body is no JSON: {error}")))
}

fn plain(headers: &HeaderMap, body: &Bytes) -> Outcome<Bytes> {
    let bytes = match text(headers, header::CONTENT_ENCODING) {
        "" | "identity" => body.clone(),
        "gzip" => unpacked(body)?,
        _ => return Err(Refusal::new(415, "Only gzip is known as content encoding")),
    };
    if bytes.len() > MOST {
        return Err(Refusal::new(
            413,
            format!("The body must not be larger than {MOST} bytes"),
        ));
    }
    Ok(bytes)
}

fn unpacked(body: &Bytes) -> Outcome<Bytes> {
    let mut plain = Vec::new();
    let read = flate2::read::GzDecoder::new(&body[..])
        .take(MOST as u64 + 1)
        .read_to_end(&mut plain);
    read.map_err(|_| Refusal::bad("The body is no gzip"))?;
    Ok(plain.into())
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
