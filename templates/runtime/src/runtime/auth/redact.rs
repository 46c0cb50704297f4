//! Takes credentials out of what a service has sent.
//!
//! In: the secrets of a request, and texts, bytes or headers of the response. Out: the same with a mask in place of
//! each secret, however it is [spelled](super::spelling). It does not know where secrets come from.
//!
//! A secret of fewer than four characters is not looked for: it would be found everywhere. One of fewer than eight
//! counts only where it stands alone, not as a part of a longer word.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};

use super::spelling::{may_begin, spelled};

/// The shortest secret that is looked for, in characters.
const LEAST: usize = 4;

/// Shorter secrets count only where they stand alone.
pub(super) const LONG: usize = 8;

/// More bytes than any spelling of one character has.
const MOST_OF_A_CHARACTER: usize = 16;

const MASK: &str = "…";
/// With a mask of ASCII the value of a header stays one.
const HEADER_MASK: &str = "...";

/// Knows what must not show.
#[derive(Default)]
pub(crate) struct Redactor {
    /// The longest first, so that the whole of a secret goes before a part of it.
    secrets: Vec<Vec<char>>,
}

impl Redactor {
    pub(in crate::runtime::auth) fn new(secrets: impl IntoIterator<Item = String>) -> Self {
        let mut secrets: Vec<Vec<char>> = secrets.into_iter().map(|secret| spelling_of(&secret)).collect();
        secrets.retain(|secret| secret.len() >= LEAST);
        secrets.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        secrets.dedup();
        Self { secrets }
    }

    /// Whether a secret is in this text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.masked(text.as_bytes(), MASK).is_some()
    }

    pub(crate) fn text(&self, text: &str) -> String {
        self.replaced(text, MASK)
    }

    /// The same for a text that comes from a header.
    pub(crate) fn header_text(&self, text: &str) -> String {
        self.replaced(text, HEADER_MASK)
    }

    fn replaced(&self, text: &str, mask: &str) -> String {
        match self.masked(text.as_bytes(), mask) {
            Some(masked) => String::from_utf8_lossy(&masked).into_owned(),
            None => text.to_owned(),
        }
    }

    pub(crate) fn bytes(&self, bytes: Bytes) -> Bytes {
        self.masked(&bytes, MASK).map_or(bytes, Bytes::from)
    }

    /// How much of the beginning of a body has no half of a secret at its end, whatever was cut off behind it.
    pub(crate) fn whole(&self, beginning: &[u8]) -> usize {
        let longest = self.secrets.first().map_or(0, Vec::len);
        let at_most = beginning.len().saturating_sub(longest * MOST_OF_A_CHARACTER);
        // A character that was cut in two would hide the rest from readers of text.
        (0..=at_most)
            .rev()
            .find(|end| is_boundary(beginning, *end))
            .unwrap_or(0)
    }

    pub(crate) fn headers(&self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            let masked = self.masked(value.as_bytes(), HEADER_MASK);
            if let Some(masked) = masked.and_then(|masked| HeaderValue::from_bytes(&masked).ok()) {
                *value = masked;
            }
        }
    }

    /// `None` if no secret is in it.
    fn masked(&self, text: &[u8], mask: &str) -> Option<Vec<u8>> {
        let mut begins = [false; 256];
        for (byte, begins) in (0..=u8::MAX).zip(&mut begins) {
            let mut firsts = self.secrets.iter().filter_map(|secret| secret.first());
            *begins = firsts.any(|first| may_begin(byte, *first));
        }
        let (mut out, mut kept, mut at) = (Vec::new(), 0, 0);
        while at < text.len() {
            let found = begins[usize::from(text[at])].then(|| self.found(text, at)).flatten();
            let Some(length) = found else {
                at += 1;
                continue;
            };
            out.extend_from_slice(&text[kept..at]);
            out.extend_from_slice(mask.as_bytes());
            at += length;
            kept = at;
        }
        (kept > 0).then(|| {
            out.extend_from_slice(&text[kept..]);
            out
        })
    }

    /// The length of the secret that begins here.
    fn found(&self, text: &[u8], at: usize) -> Option<usize> {
        self.secrets.iter().find_map(|secret| {
            let length = literal(&text[at..], secret).or_else(|| spelled(&text[at..], secret))?;
            let is_alone = || ends_a_word(&text[..at]) && !begins_with_word(&text[at + length..]);
            (secret.len() >= LONG || is_alone()).then_some(length)
        })
    }
}

/// The characters of a secret. A run of backslashes counts as one, because escapes only make it longer.
fn spelling_of(secret: &str) -> Vec<char> {
    let mut chars: Vec<char> = secret.trim().chars().collect();
    chars.dedup_by(|a, b| *a == '\\' && *b == '\\');
    chars
}

/// The secret as it is, even if a part of it looks like an escape.
fn literal(text: &[u8], secret: &[char]) -> Option<usize> {
    let (mut at, mut buffer) = (0, [0; 4]);
    for c in secret {
        let plain = c.encode_utf8(&mut buffer).as_bytes();
        at += text.get(at..)?.starts_with(plain).then_some(plain.len())?;
    }
    Some(at)
}

/// Whether a character of UTF-8 begins here, or the text ends.
fn is_boundary(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| byte & 0b1100_0000 != 0b1000_0000)
}

fn begins_with_word(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a word may begin behind this text: there is none before, or its last letters belong to an escape.
fn ends_a_word(text: &[u8]) -> bool {
    let is_escape = |length: usize, sign: u8| {
        text.len() > length && text[text.len() - length - 1] == sign && {
            let letters = &text[text.len() - length..];
            letters.iter().all(u8::is_ascii_alphanumeric)
        }
    };
    !text.last().is_some_and(u8::is_ascii_alphanumeric)
        || is_escape(2, b'%')
        || is_escape(1, b'\\')
        || (is_escape(5, b'\\') && text[text.len() - 5] == b'u')
}
