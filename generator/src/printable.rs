//! Text of a document in a form that is safe to print.
//!
//! In: any text. Out: the same text with every character escaped that would move the cursor, start another line, reverse
//! the direction of writing, or take up no space. Nothing else changes, so a text can safely pass through twice. The clients
//! do the same with the text of a service; see `runtime/printable.rs` among the templates.

use std::borrow::Cow;

/// One line: unprintable characters as Rust escapes, `\n`, `\u{1b}`, `\u{202e}`.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, is_unprintable)
}

/// Several lines: the same, but line breaks and tabs stay.
pub(crate) fn printable_lines(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") {
        return printable_lines(&text.replace("\r\n", "\n")).into_owned().into();
    }
    escaped(text, |c| !matches!(c, '\n' | '\t') && is_unprintable(c))
}

fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match is_escaped(c) {
            true => out.extend(c.escape_default()),
            false => out.push(c),
        }
    }
    out.into()
}

/// Characters that are not seen, or that change what is seen.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped_and_nothing_else() {
        for (text, line, lines) in [
            ("plain é 漢 \u{1F600}", "plain é 漢 \u{1F600}", "plain é 漢 \u{1F600}"),
            ("a\tb\nc", r"a\tb\nc", "a\tb\nc"),
            ("a\r\nb\rc", r"a\r\nb\rc", "a\nb\\rc"),
            ("\u{1b}[2J\u{9b}0m", r"\u{1b}[2J\u{9b}0m", r"\u{1b}[2J\u{9b}0m"),
            (
                "\u{202e}\u{2066}\u{61c}\u{200b}",
                r"\u{202e}\u{2066}\u{61c}\u{200b}",
                r"\u{202e}\u{2066}\u{61c}\u{200b}",
            ),
            ("\u{e0041}\u{ad}", r"\u{e0041}\u{ad}", r"\u{e0041}\u{ad}"),
        ] {
            assert_eq!((&*printable(text), &*printable_lines(text)), (line, lines), "{text:?}");
            assert_eq!(printable(&printable(text)), line, "a second time");
        }
    }
}
