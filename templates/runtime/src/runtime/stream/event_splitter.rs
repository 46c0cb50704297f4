//! Server-sent events, as the HTML standard has them ("Interpreting an event stream").

use std::time::Duration;

use bytes::{Buf, Bytes};

use super::frames::{MOST_BYTES, Split, TooLong};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// An event whose data is not read yet.
pub(super) struct RawEvent {
    pub(super) id: Option<String>,
    pub(super) event: Option<String>,
    pub(super) data: Vec<u8>,
    pub(super) retry: Option<Duration>,
}

#[derive(Debug, Default)]
pub(super) struct EventSplitter {
    chunk: Bytes,
    /// The start of a line whose end has not arrived.
    line: Vec<u8>,
    /// A line ended in CR; a LF right behind it belongs to the same end.
    skip_newline: bool,
    is_begun: bool,
    /// The lines of `data` so far, each with a newline behind it; empty if there is none.
    data: Vec<u8>,
    event: Option<String>,
    /// The last id counts for the events after it, too.
    id: Option<String>,
    retry: Option<Duration>,
}

impl Split for EventSplitter {
    type Frame = RawEvent;

    #[inline]
    fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    #[inline]
    fn next(&mut self) -> Result<Option<RawEvent>, TooLong> {
        while self.complete_line()? {
            // The buffer is taken, and given back for the next line.
            let mut line = std::mem::take(&mut self.line);
            let event = self.read(&line);
            line.clear();
            self.line = line;
            if event.is_some() {
                return Ok(event);
            }
        }
        Ok(None)
    }

    /// The standard drops an event without the empty line that ends it: it may have been cut off.
    #[inline]
    fn end(&mut self) -> Option<RawEvent> {
        None
    }
}

impl EventSplitter {
    /// Moves bytes from the chunk to the line; whether the line is whole now.
    #[inline]
    fn complete_line(&mut self) -> Result<bool, TooLong> {
        if self.skip_newline && !self.chunk.is_empty() {
            self.skip_newline = false;
            if self.chunk[0] == b'\n' {
                self.chunk.advance(1);
            }
        }
        let end = self.chunk.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let piece = self.chunk.split_to(end.unwrap_or(self.chunk.len()));
        if self.kept() + piece.len() > MOST_BYTES {
            return Err(TooLong);
        }
        self.line.extend_from_slice(&piece);
        if end.is_some() {
            self.skip_newline = self.chunk.get_u8() == b'\r';
        }
        Ok(end.is_some())
    }

    /// How many bytes of the event are in memory. The last id belongs to it, even if it came with an earlier event.
    #[inline]
    fn kept(&self) -> usize {
        let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        self.line.len() + self.data.len() + text(&self.event) + text(&self.id)
    }

    /// Reads a line; the empty one ends an event.
    #[inline]
    fn read(&mut self, line: &[u8]) -> Option<RawEvent> {
        let line = match std::mem::replace(&mut self.is_begun, true) {
            true => line,
            false => line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line),
        };
        if line.is_empty() {
            return self.dispatch();
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (field, value) = line.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match field {
            b"data" => {
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"event" => self.event = text(value),
            b"id" if !value.contains(&0) => self.id = text(value),
            b"retry" => self.retry = milliseconds(value).or(self.retry),
            // Comments, which begin with a colon, and fields of a later standard.
            _ => {}
        }
        None
    }

    #[inline]
    fn dispatch(&mut self) -> Option<RawEvent> {
        let event = self.event.take();
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        Some(RawEvent {
            id: self.id.clone(),
            event,
            data,
            retry: self.retry.take(),
        })
    }
}

/// The empty string means none.
#[inline]
fn text(value: &[u8]) -> Option<String> {
    (!value.is_empty()).then(|| String::from_utf8_lossy(value).into_owned())
}

#[inline]
fn milliseconds(value: &[u8]) -> Option<Duration> {
    let is_number = value.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(value).ok().filter(|_| is_number)?;
    text.parse().ok().map(Duration::from_millis)
}
