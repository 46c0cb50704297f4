//! Text that a service has sent, in a form that is safe to print.
//!
//! In: any text. Out: the same text with every character escaped that would move the cursor, start another line of a
//! log, reverse the direction of writing, or take up no space. Nothing else changes, so a text can safely pass through
//! twice.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// The text with unprintable characters as Rust escapes: `\n`, `\u{1b}`, `\u{202e}`.
pub fn printable(text: &str) -> Cow<'_, str> {
    match text.contains(is_unprintable) {
        true => Printable(text).to_string().into(),
        false => text.into(),
    }
}

/// A value whose `Display` is [`printable`].
#[derive(Debug)]
pub struct Printable<T>(pub T);

impl<T: fmt::Display> fmt::Display for Printable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

/// Escapes whatever is written to it.
struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(is_unprintable) {
            self.0.write_str(&rest[..at])?;
            let mut left = rest[at..].chars();
            if let Some(found) = left.next() {
                write!(self.0, "{}", found.escape_default())?;
            }
            rest = left.as_str();
        }
        self.0.write_str(rest)
    }
}

fn is_unprintable(c: char) -> bool {
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
