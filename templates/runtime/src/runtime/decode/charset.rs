//! Text of the charset that a response names.

use http::HeaderValue;

use super::error::DecodeError;

/// The text that the bytes are.
///
/// # Errors
///
/// They are not text of their charset, or this charset is not known. Nothing is replaced in silence.
pub(super) fn text(content_type: Option<&HeaderValue>, bytes: &[u8]) -> Result<String, DecodeError> {
    let charset = content_type.and_then(named).unwrap_or_else(|| "utf-8".to_owned());
    let text = match (charset.as_str(), bytes) {
        ("utf-8" | "utf8" | "us-ascii" | "ascii", _) => String::from_utf8(without_mark(bytes).to_owned()).ok(),
        ("iso-8859-1" | "latin1", _) => Some(bytes.iter().copied().map(char::from).collect()),
        ("utf-16" | "utf-16be", [0xfe, 0xff, rest @ ..]) | ("utf-16be", rest) => utf16(rest, u16::from_be_bytes),
        // Without a mark it is what Windows writes.
        ("utf-16" | "utf-16le", [0xff, 0xfe, rest @ ..] | rest) => utf16(rest, u16::from_le_bytes),
        _ => {
            let charset = crate::runtime::printable(&charset);
            return Err(DecodeError::undeclared(format!(
                "text of the charset {charset} cannot be read"
            )));
        }
    };
    text.ok_or_else(|| DecodeError::undeclared(format!("the body is not text of the charset {charset}")))
}

/// The parameter `charset` of the content type, in small letters.
fn named(content_type: &HeaderValue) -> Option<String> {
    let pairs = content_type.to_str().ok()?.split(';').skip(1);
    let mut pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
    let (_, charset) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(charset.trim().trim_matches('"').to_ascii_lowercase())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let units = units.iter().copied().map(unit);
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

/// The text without the byte order mark of UTF-8.
pub(super) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}
