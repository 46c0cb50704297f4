//! JSON texts one after the other: one a line (`application/x-ndjson`, `application/jsonl`), or each behind a record
//! separator (`application/json-seq`, RFC 7464). The first byte tells which.

use bytes::{Buf, Bytes};

use super::frames::{MOST_BYTES, Split, TooLong};

const RECORD_SEPARATOR: u8 = 0x1e;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

#[derive(Debug, Default)]
pub(super) struct RecordSplitter {
    chunk: Bytes,
    /// The start of a record whose end has not arrived.
    record: Vec<u8>,
    separator: Option<u8>,
}

impl Split for RecordSplitter {
    type Frame = Bytes;

    #[inline]
    fn push(&mut self, chunk: Bytes) {
        if let (None, Some(first)) = (self.separator, chunk.first()) {
            let is_sequence = *first == RECORD_SEPARATOR;
            self.separator = Some(if is_sequence { RECORD_SEPARATOR } else { b'\n' });
        }
        self.chunk = chunk;
    }

    #[inline]
    fn next(&mut self) -> Result<Option<Bytes>, TooLong> {
        let separator = self.separator.unwrap_or(b'\n');
        loop {
            let end = self.chunk.iter().position(|byte| *byte == separator);
            let piece = self.chunk.split_to(end.unwrap_or(self.chunk.len()));
            if self.record.len() + piece.len() > MOST_BYTES {
                return Err(TooLong);
            }
            if end.is_none() {
                self.record.extend_from_slice(&piece);
                return Ok(None);
            }
            self.chunk.advance(1);
            if let Some(record) = self.complete(piece) {
                return Ok(Some(record));
            }
        }
    }

    /// The last line needs no end of its own.
    #[inline]
    fn end(&mut self) -> Option<Bytes> {
        self.complete(Bytes::new())
    }
}

impl RecordSplitter {
    /// The record that this piece ends, without the blanks around it; `None` if it is empty.
    #[inline]
    fn complete(&mut self, piece: Bytes) -> Option<Bytes> {
        let whole = match self.record.is_empty() {
            true => piece,
            false => {
                self.record.extend_from_slice(&piece);
                std::mem::take(&mut self.record).into()
            }
        };
        let text = whole.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&whole).trim_ascii();
        (!text.is_empty()).then(|| whole.slice_ref(text))
    }
}
