//! The text of a file with an index of its lines and columns, so that each message about it costs the same.

use std::borrow::Cow;
use std::ops::Range;

use super::located::Located;

/// Lines shown on either side of the place.
const AROUND: usize = 1;
/// A longer stretch of text (a document without line breaks) is named by its place, not shown.
const LONGEST: usize = 4000;
/// How many bytes one entry of the index of characters covers.
const BLOCK: usize = 1024;

/// A text and where its lines begin.
pub(super) struct Text<'a> {
    path: Cow<'a, str>,
    text: Cow<'a, str>,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters begin before each block of bytes: a line may be as long as the file.
    chars: Vec<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(path: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let counts = text.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
            let before = *sum;
            *sum += characters(block);
            Some(before)
        });
        Self {
            path: path.into(),
            starts,
            chars: counts.collect(),
            text,
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The lines around a byte range; ranges outside the text are drawn in.
    pub(super) fn window(&self, span: Range<usize>) -> Located {
        let text = &*self.text;
        let start = boundary(text, span.start);
        let end = boundary(text, span.end.max(span.start)).max(start);
        let line = self.line(start);
        let end = text[start..end].find('\n').map_or(end, |at| start + at);
        let first = line.saturating_sub(AROUND);
        let from = self.starts[first];
        let after = self.starts.get(self.line(end) + AROUND + 1);
        let to = after.copied().unwrap_or(text.len());
        let shown = if to - from > LONGEST { "" } else { &text[from..to] };
        Located {
            path: Some(self.path.clone().into_owned()),
            line: line + 1,
            column: self.characters_before(start) - self.characters_before(self.starts[line]) + 1,
            pointer: None,
            window: shown.trim_end_matches('\n').to_owned(),
            window_line: first + 1,
            span: start - from..end - from,
        }
    }

    /// The line of a place in the text, from zero.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn characters_before(&self, at: usize) -> usize {
        let block = (at / BLOCK).min(self.chars.len().saturating_sub(1));
        let known = self.chars.get(block).copied().unwrap_or_default();
        known + characters(&self.text.as_bytes()[block * BLOCK..at])
    }
}

/// How many characters begin in these bytes of a UTF-8 text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let long = "é".repeat(3 * BLOCK);
        let text = format!("a\nbc\n{long}x\n\nlast");
        let table = [
            (0, (1, 1)),
            (1, (1, 2)),
            (2, (2, 1)),
            (5, (3, 1)),
            (6, (3, 1)),
            (5 + long.len(), (3, 3 * BLOCK + 1)),
            (7 + long.len(), (4, 1)),
            (usize::MAX, (5, 5)),
        ];
        let indexed = Text::new("file", text);
        for (at, expected) in table {
            let found = indexed.window(at..at);
            assert_eq!((found.line, found.column), expected, "{at}");
        }
    }

    #[test]
    fn lines_around() {
        let text = Text::new("file", "one\ntwo\nthree\nfour\n");
        let table = [
            (0..3, "one\ntwo", 1),
            (4..12, "one\ntwo\nthree", 1),
            (14..18, "three\nfour", 3),
            (19..19, "four", 4),
        ];
        for (span, window, line) in table {
            let found = text.window(span.clone());
            assert_eq!((found.window.as_str(), found.window_line), (window, line), "{span:?}");
        }
        let empty = Text::new("file", "").window(3..9);
        assert_eq!((empty.line, empty.column, empty.span), (1, 1, 0..0));
    }
}
