//! Whether what a template made is Rust, and where it is not.

use std::ops::Range;

use super::fault::NoRust;

/// What a text must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// A whole file.
    File,
    /// Items in the middle of a file.
    Items,
    /// What stands in an `impl`.
    Methods,
}

/// What is put around methods, so that the parser sees an `impl`.
const AROUND: [&str; 2] = ["impl H {", "}"];

/// Looks whether a text is what it must be; `file` is what people are told that it is called.
pub(super) fn check(made: Made, file: &str, text: &str) -> Result<(), NoRust> {
    let (parsed, before) = match made {
        Made::Methods => (syn::parse_file(&AROUND.join(text)), AROUND[0].len()),
        Made::File | Made::Items => (syn::parse_file(text), 0),
    };
    let refused = |at: Range<usize>, message: String| {
        let inside = |at: usize| at.saturating_sub(before).min(text.len());
        Err(NoRust {
            file: file.to_owned(),
            at: inside(at.start)..inside(at.end),
            message,
        })
    };
    match parsed {
        Err(error) => refused(error.span().byte_range(), words(&error)),
        Ok(whole) if made == Made::Methods && whole.items.len() != 1 => {
            refused(before..before, "a brace closes what it did not open".to_owned())
        }
        Ok(whole) if made != Made::File && !whole.attrs.is_empty() => {
            let message = "`//!` and `#![…]` belong at the beginning of a file, and this is put around an item";
            refused(before..before, message.to_owned())
        }
        Ok(_) => Ok(()),
    }
}

/// What the parser says, for people.
fn words(error: &syn::Error) -> String {
    match error.to_string() {
        text if text == "cannot parse string into token stream" || text == "lex error" => {
            "a bracket or a quote is opened here and not closed, or closed and not opened".to_owned()
        }
        text => text,
    }
}
