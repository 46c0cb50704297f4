// From templates/cdf/examples/fake-cdf/dump.rs; edit it there.

//! Requests as lines of JSON, to see what a client really sends.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use flate2::read::GzDecoder;
use hyper::{Request, header};
use serde_json::{Map, Value, json};

use super::Result;

pub(super) struct Dump(Mutex<File>);

impl Dump {
    pub(super) fn create(path: &Path) -> Result<Self> {
        Ok(Self(Mutex::new(File::create(path)?)))
    }

    pub(super) fn write(&self, request: &Request<Bytes>) -> Result {
        let line = line(request);
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(writeln!(file, "{line}")?)
    }
}

fn line(request: &Request<Bytes>) -> Value {
    let path = request.uri().path();
    // The path of an upload is its permission, and what is uploaded is of no interest here.
    let (path, is_api) = match path {
        path if path.starts_with("/uploads/") => ("/uploads/***", false),
        path => (path, path.starts_with("/api/")),
    };
    let body = if is_api { body(request) } else { json!("***") };
    json!({
        "method": request.method().as_str(),
        "path": path,
        "query": request.uri().query(),
        "headers": headers(request),
        "bytes": request.body().len(),
        "body": body,
    })
}

fn headers(request: &Request<Bytes>) -> Map<String, Value> {
    let headers = request.headers().iter().map(|(name, value)| {
        let shown = match value.to_str() {
            Ok(text) if name != header::AUTHORIZATION => text,
            _ => "***",
        };
        (name.to_string(), json!(shown))
    });
    headers.collect()
}

fn body(request: &Request<Bytes>) -> Value {
    let packed = request
        .headers()
        .get(header::CONTENT_ENCODING)
        .is_some_and(|value| value == "gzip");
    let mut plain = Vec::new();
    let read = if packed {
        GzDecoder::new(&request.body()[..]).read_to_end(&mut plain)
    } else {
        (&request.body()[..]).read_to_end(&mut plain)
    };
    let mut body = read
        .ok()
        .and_then(|_| serde_json::from_slice(&plain).ok())
        .unwrap_or(Value::Null);
    mask(&mut body);
    body
}

/// Takes out what is secret, at any depth.
fn mask(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match key.as_str() {
                    "nonce" | "clientSecret" | "secrets" | "indexUrl" | "extraIndexUrls" => *value = json!("***"),
                    _ => mask(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(mask),
        _ => {}
    }
}
