//! Bytes as base64 text, and back.

use std::fmt;

#[cfg(any(feature = "base64", feature = "security"))]
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A string that is not base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "base64"), expect(unreachable_pub))]
pub struct Base64Error {
    at: usize,
}

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not base64 at byte {}", self.at)
    }
}

impl std::error::Error for Base64Error {}

/// Base64 of the standard alphabet with padding.
#[cfg(any(feature = "base64", feature = "security"))]
#[inline]
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0, |group, byte| group << 8 | usize::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = ALPHABET[group >> (18 - 6 * place) & 63];
            out.push(if place <= chunk.len() { letter.into() } else { '=' });
        }
    }
    out
}

/// Base64 of the alphabet for URLs without padding (RFC 4648, section 5).
#[cfg(feature = "base64url")]
#[inline]
pub(crate) fn encode_url(bytes: &[u8]) -> String {
    let letter = |letter: char| match letter {
        '+' => '-',
        '/' => '_',
        letter => letter,
    };
    encode(bytes).trim_end_matches('=').chars().map(letter).collect()
}

/// Bytes from either alphabet, with padding or without, in one line or several.
#[inline]
pub(crate) fn decode(text: &[u8]) -> Result<Vec<u8>, Base64Error> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut group, mut letters, mut is_padded) = (0_u32, 0_u32, false);
    for (at, byte) in text.iter().enumerate() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            b'=' if letters % 4 >= 2 => {
                is_padded = true;
                continue;
            }
            _ => return Err(Base64Error { at }),
        };
        if is_padded {
            return Err(Base64Error { at });
        }
        group = group << 6 | u32::from(digit);
        letters += 1;
        // Each letter but the first of four ends a byte.
        if letters % 4 != 1 {
            let rest = 2 * (3 - (letters + 3) % 4);
            out.push((group >> rest & 0xff) as u8);
        }
    }
    match letters % 4 {
        1 => Err(Base64Error { at: text.len() }),
        _ => Ok(out),
    }
}
