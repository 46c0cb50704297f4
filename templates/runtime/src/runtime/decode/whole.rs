//! Integers that are written like floats: `5.0` and `1e3`, as some services have them where the document says
//! `integer`.
//!
//! The decoders of integers are those of serde, which refuse such numbers. A text is only looked at again after one was
//! refused, so that all others cost nothing.

use super::error::DecodeError;

/// How serde refuses a float.
const REFUSED: &str = "invalid type: floating point";

/// The text with such numbers written as integers, if it was refused because of a float and has any.
#[cold]
pub(super) fn rewritten(text: &[u8], error: &DecodeError) -> Option<Vec<u8>> {
    let is_float = |error: &serde_json::Error| error.to_string().contains(REFUSED);
    if !error.source.as_ref().is_some_and(is_float) {
        return None;
    }
    let (mut out, mut rest, mut is_changed) = (Vec::with_capacity(text.len()), text, false);
    while let [first, ..] = rest {
        let length = match first {
            b'"' => string(rest),
            b'-' | b'0'..=b'9' => number(rest),
            _ => 1,
        };
        let (token, after) = rest.split_at(length);
        match integer(token) {
            Some(digits) => (out.extend(digits), is_changed = true).1,
            None => out.extend_from_slice(token),
        }
        rest = after;
    }
    is_changed.then_some(out)
}

/// The length of the string at the beginning of a text.
fn string(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().skip(1).position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |end| end + 2)
}

/// The length of the number at the beginning of a text.
fn number(text: &[u8]) -> usize {
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    text.iter().position(|byte| !is_part(byte)).unwrap_or(text.len())
}

/// The digits of an integer of 64 bits that is written with a fraction or an exponent.
fn integer(token: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(token).ok().filter(|text| !text.starts_with('"'))?;
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text.contains('.').then_some(text)?, 0),
    };
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let after = after.trim_end_matches('0');
    let zeros = exponent.checked_sub(i32::try_from(after.len()).ok()?)?;
    let mut digits = format!("{before}{after}");
    // An integer of 64 bits has no more than 20 digits.
    match usize::try_from(zeros) {
        Ok(zeros) if zeros <= 20 => digits.extend(std::iter::repeat_n('0', zeros)),
        Ok(_) => return None,
        Err(_) => {
            let kept = digits.len().checked_sub(usize::try_from(zeros.unsigned_abs()).ok()?)?;
            let fraction = digits.split_off(kept);
            fraction.bytes().all(|digit| digit == b'0').then_some(())?;
        }
    }
    let value = digits.parse::<i128>().ok()?;
    (i64::MIN.into()..=u64::MAX.into())
        .contains(&value)
        .then(|| value.to_string().into_bytes())
}
