//! Cursors: opaque to clients, bound to what they were made for, and able to expire.

use super::response::{Outcome, Refusal};

/// A place in a list, as a text. `owner` is what the list belongs to.
pub(super) fn encode(owner: &str, generation: u64, position: usize) -> String {
    let plain = format!("{generation}:{position}:{owner}");
    plain.bytes().map(|byte| format!("{:02x}", byte ^ 0x5a)).collect()
}

/// The place that a cursor means.
pub(super) fn decode(text: &str, owner: &str, generation: u64) -> Outcome<usize> {
    let (made_in, position, made_for) = read(text).ok_or_else(|| Refusal::bad("The cursor is malformed"))?;
    if made_for != owner {
        return Err(Refusal::bad("The cursor was made for another request"));
    }
    if made_in < generation {
        return Err(Refusal::bad("The cursor has expired"));
    }
    Ok(position)
}

fn read(text: &str) -> Option<(u64, usize, String)> {
    let digits = text.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = digits
        .map(|pair| {
            let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
            Some(u8::from_str_radix(pair, 16).ok()? ^ 0x5a)
        })
        .collect();
    let plain = String::from_utf8(bytes?).ok()?;
    let mut parts = plain.splitn(3, ':');
    let generation = parts.next()?.parse().ok()?;
    let position = parts.next()?.parse().ok()?;
    Some((generation, position, parts.next()?.to_owned()))
}
