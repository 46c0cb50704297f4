//! Where the reader stands, in bytes of the text.

use std::ops::Range;

use serde_saphyr::Location;

/// The byte range of a place. Faults of syntax have no bytes, only a line and a column in characters.
pub(super) fn span(text: &str, location: &Location) -> Range<usize> {
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let bytes = location.span();
    if let Some(start) = bytes.byte_offset().map(size) {
        return start..start + bytes.byte_len().map_or(0, size);
    }
    let start = offset(text, size(location.line()), size(location.column()));
    start..start
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let letters = text[before..].chars().take(column.saturating_sub(1));
    before + letters.map(char::len_utf8).sum::<usize>()
}
