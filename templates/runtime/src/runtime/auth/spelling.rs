//! The ways in which a service may write a character of a text that it repeats: as it is, percent-encoded, as an escape
//! of JSON or Rust, as an entity of HTML, and several of these on top of each other.

/// The deepest nesting of escapes that is looked through: bounds the work for a text of nothing but backslashes.
const MOST_NESTED: usize = 8;

/// How many bytes at the start of `text` spell all of `wanted`; `None` if they do not.
pub(super) fn spelled(text: &[u8], wanted: &[char]) -> Option<usize> {
    let mut at = 0;
    for c in wanted {
        at += spelled_char(text.get(at..)?, *c)?;
    }
    Some(at)
}

/// Whether a spelling of `wanted` may begin with this byte.
pub(super) fn may_begin(byte: u8, wanted: char) -> bool {
    let mut buffer = [0; 4];
    matches!(byte, b'%' | b'\\' | b'&') || wanted.encode_utf8(&mut buffer).as_bytes().first() == Some(&byte)
}

fn spelled_char(text: &[u8], wanted: char) -> Option<usize> {
    let mut buffer = [0; 4];
    let plain = wanted.encode_utf8(&mut buffer).as_bytes();
    let escaped = match text.first()? {
        b'%' => percent(text, plain),
        b'\\' => backslash(text, wanted, plain),
        b'&' => entity(text, wanted),
        b'+' if wanted == ' ' => Some(1),
        _ => None,
    };
    escaped.or_else(|| text.starts_with(plain).then_some(plain.len()))
}

/// `%2B`, and the same encoded again: `%252B`.
fn percent(text: &[u8], plain: &[u8]) -> Option<usize> {
    let mut at = 0;
    for byte in plain {
        let rest = text.get(at..)?.strip_prefix(b"%")?;
        let again = |times: &usize| rest[times * 2..].starts_with(b"25");
        let times = (0..MOST_NESTED).take_while(again).count();
        let found = (0..=times).rev().find(|times| {
            let pair = rest.get(times * 2..times * 2 + 2);
            pair.and_then(hexadecimal) == Some(u32::from(*byte))
        })?;
        at += 1 + found * 2 + 2;
    }
    Some(at)
}

/// `\/`, `\"`, `\u002b`, `\u{2b}`, `\x2b`, and the same escaped again. The backslash itself is a run of backslashes.
fn backslash(text: &[u8], wanted: char, plain: &[u8]) -> Option<usize> {
    let run = text.iter().take(MOST_NESTED).take_while(|byte| **byte == b'\\').count();
    let rest = &text[run..];
    if wanted == '\\' {
        return Some(run);
    }
    if rest.starts_with(plain) && !wanted.is_ascii_alphanumeric() {
        return Some(run + plain.len());
    }
    let length = match rest.first()? {
        b'u' if rest.get(1) == Some(&b'{') => {
            let end = rest.iter().take(10).position(|byte| *byte == b'}')?;
            (hexadecimal(&rest[2..end])? == u32::from(wanted)).then_some(end + 1)
        }
        b'u' => utf16(text, run, wanted).map(|end| end - run),
        b'x' => (hexadecimal(rest.get(1..3)?)? == u32::from(wanted)).then_some(3),
        _ => None,
    };
    length.map(|length| run + length)
}

/// `\u002b`, or two of them for a character beyond the basic plane. Where it ends.
fn utf16(text: &[u8], run: usize, wanted: char) -> Option<usize> {
    let mut at = 0;
    for unit in wanted.encode_utf16(&mut [0; 2]) {
        let rest = text.get(at..)?;
        let is_escape = rest.get(..run)?.iter().all(|byte| *byte == b'\\') && rest.get(run) == Some(&b'u');
        let found = hexadecimal(rest.get(run + 1..run + 5)?)?;
        if !is_escape || found != u32::from(*unit) {
            return None;
        }
        at += run + 5;
    }
    Some(at)
}

/// `&amp;`, `&#43;`, `&#x2B;`.
fn entity(text: &[u8], wanted: char) -> Option<usize> {
    let end = text.iter().take(12).position(|byte| *byte == b';')?;
    let found = match text.get(1..end)? {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', b'x' | b'X', digits @ ..] => char::from_u32(hexadecimal(digits)?)?,
        [b'#', digits @ ..] => char::from_u32(std::str::from_utf8(digits).ok()?.parse().ok()?)?,
        _ => return None,
    };
    (found == wanted).then_some(end + 1)
}

fn hexadecimal(digits: &[u8]) -> Option<u32> {
    let is_all = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
    let digits = std::str::from_utf8(digits).ok().filter(|_| is_all)?;
    u32::from_str_radix(digits, 16).ok()
}
