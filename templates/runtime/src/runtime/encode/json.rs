use bytes::Bytes;
use serde::Serialize;

use super::plain::{Plain, PlainError};

/// Writes a body as JSON; a body of `null` is no body. Records and numbers refuse NaN and the infinities themselves.
#[inline]
pub(crate) fn json_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Option<Bytes>, serde_json::Error> {
    let bytes = serde_json::to_vec(value)?;
    Ok((bytes != b"null").then(|| bytes.into()))
}

/// A value as JSON. Unlike `serde_json::to_value`, which makes `null` of them, it refuses NaN and the infinities.
///
/// # Errors
///
/// The value has no JSON form: NaN, an infinity, an integer beyond 64 bits, a map with keys that are no texts.
pub fn json_value<T: Serialize + ?Sized>(value: &T) -> Result<serde_json::Value, serde_json::Error> {
    Plain::of(value).map_err(|PlainError(text)| serde::ser::Error::custom(text))?;
    serde_json::to_value(value)
}

/// Writes a parameter as JSON; `null` is no parameter.
#[inline]
pub(crate) fn json_text<T: Serialize + ?Sized>(value: &T) -> Result<Option<String>, serde_json::Error> {
    let text = serde_json::to_string(value)?;
    Ok((text != "null").then_some(text))
}

/// The same JSON in ASCII, for places that have no agreed encoding, such as headers.
#[inline]
pub(crate) fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut units = [0; 2];
    for char in json.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            // Only a text can hold such a character, so the escape stands in quotes.
            for unit in char.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// A plain value as JSON. Files are texts in it, as far as they are.
#[inline]
pub(super) fn plain_json(value: &Plain, out: &mut String) {
    match value {
        Plain::Null => out.push_str("null"),
        Plain::Bare(text) => out.push_str(text),
        Plain::Text(text) => quoted(text, out),
        Plain::File(file) => quoted(&String::from_utf8_lossy(&file.content), out),
        Plain::List(list) => {
            for (index, item) in list.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                plain_json(item, out);
            }
            out.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Plain::Object(entries) => {
            for (index, (key, item)) in entries.iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                quoted(key, out);
                out.push(':');
                plain_json(item, out);
            }
            out.push_str(if entries.is_empty() { "{}" } else { "}" });
        }
    }
}

/// A text in quotes: `Value` prints as JSON.
#[inline]
fn quoted(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
