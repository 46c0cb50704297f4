//! Protobuf, as far as a gateway needs it here: the details of an error, and how long a request is.

use serde_json::Value;
use trac_client::Base64;

/// What is wrong, and where.
pub(in super::super) type ErrorItem = (String, String);

/// The value of `trac-error-details-bin`.
pub(in super::super) fn details_header(code: i32, message: &str, items: &[ErrorItem]) -> String {
    let mut out = vec![1 << 3];
    varint(code as u64, &mut out);
    text(2, message.as_bytes(), &mut out);
    for (detail, place) in items {
        let mut item = Vec::new();
        text(1, detail.as_bytes(), &mut item);
        text(2, place.as_bytes(), &mut item);
        text(3, &item, &mut out);
    }
    Base64::from(out).to_string().trim_end_matches('=').to_owned()
}

fn text(field: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(field << 3 | 2);
    varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

pub(in super::super) fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// How long the message of a request is: exactly for files, and for datasets at least.
pub(super) fn size(tenant: &str, body: &Value) -> usize {
    let field = |tag: usize, length: usize| match length {
        0 => 0,
        _ => tag + varint_length(length) + length,
    };
    let text = |name: &str| body[name].as_str().map_or(0, |text| field(1, text.len()));
    let content = body["content"]
        .as_str()
        .and_then(super::strict::base64)
        .unwrap_or_default();
    let number = body["size"].as_str().and_then(|digits| digits.parse().ok());
    field(1, tenant.len())
        + text("name")
        + text("mimeType")
        + text("format")
        + number.map_or(0, |number| 1 + varint_length(number))
        + field(2, content.len())
}

fn varint_length(value: usize) -> usize {
    let mut out = Vec::new();
    varint(value as u64, &mut out);
    out.len()
}
