use serde::Serialize;

use super::plain::{Plain, PlainError};

/// A value as JSON. Unlike `serde_json::to_value`, which makes `null` of them, it refuses NaN and the infinities.
///
/// # Errors
///
/// The value has no JSON form: NaN, an infinity, an integer beyond 64 bits, a map with keys that are not strings.
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
            // Only a string can hold such a character, so the escape stands in quotes.
            for unit in char.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}
