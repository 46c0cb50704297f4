// From templates/trac/src/details/proto.rs; edit it there.

//! A reader of protobuf that knows two messages: bytes to [`TracErrorDetails`]. What it does not know it skips; bytes that
//! are no message are an error, never a panic.

use super::{TracErrorDetails, TracErrorItem};

/// The bytes are no protobuf message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// What a field holds, as far as it can be told without knowing the message.
enum Content<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Four or eight bytes, which none of our messages has.
    Fixed,
}

#[inline]
pub(super) fn details(bytes: &[u8]) -> Result<TracErrorDetails, Malformed> {
    let (mut fields, mut out) = (Fields(bytes), TracErrorDetails::default());
    while let Some(field) = fields.next()? {
        match field {
            // Negative numbers have ten bytes; the low half is what counts.
            (1, Content::Number(code)) => out.code = code as i32,
            (2, Content::Bytes(message)) => out.message = text(message),
            (3, Content::Bytes(bytes)) => out.items.push(item(bytes)?),
            _ => {}
        }
    }
    Ok(out)
}

#[inline]
fn item(bytes: &[u8]) -> Result<TracErrorItem, Malformed> {
    let (mut fields, mut out) = (Fields(bytes), TracErrorItem::default());
    while let Some(field) = fields.next()? {
        match field {
            (1, Content::Bytes(detail)) => out.detail = text(detail),
            (2, Content::Bytes(place)) => out.field_path = text(place),
            _ => {}
        }
    }
    Ok(out)
}

#[inline]
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The fields of a message that are still to be read.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// The number of the next field and what it holds.
    #[inline]
    fn next(&mut self) -> Result<Option<(u64, Content<'a>)>, Malformed> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let tag = self.varint()?;
        let content = match tag & 7 {
            0 => Content::Number(self.varint()?),
            1 => self.take(8).map(|_| Content::Fixed)?,
            2 => {
                let length = self.varint()?;
                Content::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Content::Fixed)?,
            // Groups are of protobuf's second version, these messages of the third.
            _ => return Err(Malformed),
        };
        Ok(Some((tag >> 3, content)))
    }

    /// Seven bits a byte, the lowest first, at most ten bytes.
    #[inline]
    fn varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0;
        for place in 0..10 {
            let (byte, rest) = self.0.split_first().ok_or(Malformed)?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Malformed)
    }

    #[inline]
    fn take(&mut self, length: u64) -> Result<&'a [u8], Malformed> {
        let length = usize::try_from(length).map_err(|_| Malformed)?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }
}
