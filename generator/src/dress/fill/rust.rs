//! Whether what a template made is Rust, and where it is not.

use std::ops::Range;

use super::lex::{Bracket, Token, tokens};
use crate::dress::attributes::below_docs;

/// What a text must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dress) enum Made {
    /// A whole file.
    File,
    /// Items in the middle of a file.
    Items,
    /// What stands in an `impl`.
    Methods,
}

/// A place in a text that is no Rust.
#[derive(Debug)]
pub(in crate::dress) struct NoRust {
    /// The path of the text.
    pub file: String,
    /// The bytes at fault.
    pub at: Range<usize>,
    /// What the parser says.
    pub message: String,
}

/// What is put around methods, so that the parser sees an `impl`.
const AROUND: [&str; 2] = ["impl H {", "}"];

/// Looks whether a text is what it must be; `file` is what people are told that it is called.
pub(in crate::dress) fn check(made: Made, file: &str, text: &str) -> Result<(), NoRust> {
    let refused = |at: Range<usize>, message: String| {
        Err(NoRust {
            file: file.to_owned(),
            at,
            message,
        })
    };
    match parse(made, text) {
        Err(error) => refused(locate(made, text, &error.to_string()), words(&error)),
        Ok(whole) if made == Made::Methods && whole.items.len() != 1 => {
            refused(0..0, "a brace closes what it did not open".to_owned())
        }
        Ok(whole) if made != Made::File && !whole.attrs.is_empty() => {
            let message = "`//!` and `#![…]` belong at the beginning of a file, and this is put around an item";
            refused(0..0, message.to_owned())
        }
        Ok(_) => Ok(()),
    }
}

fn parse(made: Made, text: &str) -> syn::Result<syn::File> {
    match made {
        Made::Methods => syn::parse_file(&AROUND.join(text)),
        Made::File => syn::parse_file(below_docs(text)),
        Made::Items => syn::parse_file(text),
    }
}

/// What the parser says, for people.
fn words(error: &syn::Error) -> String {
    match error.to_string() {
        text if text.contains("token stream") || text == "lex error" => {
            "a bracket or a quote has no other end".to_owned()
        }
        text => text,
    }
}

/// The bytes at fault in a text that does not parse. However it goes on behind the fault, the parser says the same; so the
/// fault is where it begins to say so.
fn locate(made: Made, text: &str, said: &str) -> Range<usize> {
    let tokens = match tokens(text) {
        Ok(tokens) => tokens,
        Err(at) => return at,
    };
    let says = |count: usize, more: &str| {
        let parsed = parse(made, &prefix(text, &tokens, count, more));
        parsed.is_err_and(|error| error.to_string() == said)
    };
    let begins = begins(tokens.len(), |count| says(count, ""));
    let next = tokens.get(begins..).unwrap_or_default();
    // Where tokens are cut off, the closing bracket may be what the parser does not like, in place of what really follows.
    let at = if said.starts_with("unexpected end of input") {
        next.iter().find(|token| token.bracket == Bracket::Closes)
    } else {
        let wanted = said.strip_prefix("expected `").and_then(|rest| rest.strip_suffix('`'));
        let is_next = wanted.is_some_and(|wanted| !says(begins, wanted));
        let at = if is_next { Some(begins) } else { begins.checked_sub(1) };
        at.and_then(|at| tokens.get(at))
    };
    let end = text.trim_end().len();
    at.map_or(end..end, |token| token.at.clone())
}

/// The least count from which on the same is said. It may be said before, by chance; then the search goes on behind that.
fn begins(most: usize, says: impl Fn(usize) -> bool) -> usize {
    let mut from = 1;
    loop {
        let counts: Vec<usize> = (from..most).collect();
        let found = from + counts.partition_point(|count| !says(*count));
        match (found..most.min(found + CHANCE)).find(|count| !says(*count)) {
            Some(count) => from = count + 1,
            None => return found.min(most),
        }
    }
}

/// So many tokens in a row do not get the same answer by chance.
const CHANCE: usize = 40;

/// The text of the first tokens and more, with all closed that is open after them.
fn prefix(text: &str, tokens: &[Token], count: usize, more: &str) -> String {
    let some = tokens.get(..count).unwrap_or_default();
    let mut open = Vec::new();
    for token in some {
        match token.bracket {
            Bracket::Opens(closer) => open.push(closer),
            Bracket::Closes => drop(open.pop()),
            Bracket::None => {}
        }
    }
    let end = some.last().map_or(0, |last| last.at.end);
    let mut out = text.get(..end).unwrap_or_default().to_owned();
    out.push('\n');
    out.push_str(more);
    out.extend(open.into_iter().rev());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text at fault and what is said of it.
    fn fault(made: Made, text: &str) -> (Range<usize>, String) {
        let fault = check(made, "made.rs", text).expect_err("it is no Rust");
        (fault.at, fault.message)
    }

    #[test]
    fn the_first_token_that_is_wrong_is_found() {
        let found = |text: &'static str| {
            let (at, _) = fault(Made::File, text);
            (text[..at.start].matches('\n').count() + 1, &text[at])
        };
        assert_eq!(found("struct A;\n\nstruct B {\n    x y: u8,\n}\n"), (4, "y"));
        assert_eq!(found("fn a() {\n    let x = 1 +;\n}\nfn b() {}\n"), (2, ";"));
        assert_eq!(
            found("fn a() {}\nfn b() {\n    let x = (g(1), 1 + );\n}\nfn c() {}\n"),
            (3, ")")
        );
        assert_eq!(found("struct A { x: }\nstruct B;\n"), (1, "}"));
        assert_eq!(found("fn a( -> u8 {\n    1\n}\n"), (1, "("));
        assert_eq!(found("fn a() -> &str {\n    my-crate.name is\n}\n"), (2, "is"));
        assert_eq!(found("const A: &str = \"b;\n"), (1, "\""));
    }

    #[test]
    fn methods_and_items_have_rules_of_their_own() {
        assert!(check(Made::Methods, "", "/// Doc.\npub fn a(&self) {}\nconst B: u8 = 1;\n").is_ok());
        assert_eq!(fault(Made::Methods, "pub fn a(&self) }").0, 16..17);
        assert!(
            fault(Made::Methods, "} impl I {")
                .1
                .contains("closes what it did not open")
        );
        assert!(
            fault(Made::Items, "//! Doc.\nstruct A;")
                .1
                .contains("beginning of a file")
        );
        assert!(check(Made::File, "", "//! Doc.\nstruct A;").is_ok());
    }
}
