//! Attributes among the tokens of a Rust file, and what a file begins with.

use crate::lexer::{Token, TokenKind, tokens};

/// An attribute, `#[path(…)]` or `#![path = …]`.
pub(super) struct Attribute<'t, 'a> {
    /// Its tokens between the brackets.
    pub(super) inside: &'t [Token<'a>],
    /// The token behind it.
    pub(super) end: usize,
}

impl<'t, 'a> Attribute<'t, 'a> {
    /// The one that begins at this token.
    pub(super) fn at(all: &'t [Token<'a>], at: usize) -> Option<Self> {
        all.get(at).filter(|token| is_sign(token, "#"))?;
        let mut open = code(all, at + 1)?;
        if is_sign(&all[open], "!") {
            open = code(all, open + 1)?;
        }
        let end = is_sign(&all[open], "[").then(|| end_of_group(all, open))?;
        let inside = all.get(open + 1..end - 1)?;
        Some(Self { inside, end })
    }

    /// The one that ends at this token.
    pub(super) fn ending_at(all: &'t [Token<'a>], close: usize) -> Option<(usize, Self)> {
        let open = start_of_group(all, close)?;
        let hash = code_before(all, open)?;
        let attribute = Self::at(all, hash)?;
        (attribute.end == close + 1).then_some((hash, attribute))
    }

    /// The last name of its path: `test` of `#[tokio::test(…)]`.
    pub(super) fn name(&self) -> Option<&'a str> {
        let is_of_path = |token: &&Token<'_>| {
            matches!(token.kind, TokenKind::Word | TokenKind::Space | TokenKind::Comment) || token.text == ":"
        };
        let path = self.inside.iter().take_while(is_of_path);
        let names = path.filter(|token| token.kind == TokenKind::Word);
        names.last().map(|token| token.text)
    }

    /// All names in it.
    pub(super) fn words(&self) -> impl Iterator<Item = &'a str> {
        let words = self.inside.iter().filter(|token| token.kind == TokenKind::Word);
        words.map(|token| token.text)
    }
}

/// Whether all of a file is there only under a condition: it begins with `#![cfg(…)]`, among comments and other attributes.
pub(super) fn is_conditional(text: &str) -> bool {
    let (_, text) = beginning(text);
    let mut code_of = tokens(text).filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment));
    if !code_of.next().is_some_and(|token| is_sign(&token, "#")) {
        return false;
    }
    // Attributes are few, and a file may be long.
    let all: Vec<Token<'_>> = tokens(text).take(MOST_TOKENS).collect();
    let mut at = 0;
    while let Some(next) = code(&all, at) {
        let is_inner = code(&all, next + 1).is_some_and(|bang| is_sign(&all[bang], "!"));
        let Some(attribute) = Attribute::at(&all, next).filter(|_| is_inner) else {
            return false;
        };
        if attribute.name() == Some("cfg") {
            return true;
        }
        at = attribute.end;
    }
    false
}

/// So many tokens are looked at for attributes of a file.
const MOST_TOKENS: usize = 4096;

/// What may only stand first in a file, and the rest: a byte order mark is left out, and the line of an interpreter is the first.
pub(super) fn beginning(text: &str) -> (&str, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_interpreter = text.strip_prefix("#!").is_some_and(|rest| {
        let code = |token: &Token<'_>| !matches!(token.kind, TokenKind::Space | TokenKind::Comment);
        tokens(rest).find(code).is_none_or(|token| token.text != "[")
    });
    match text.find('\n').filter(|_| is_interpreter) {
        Some(end) => text.split_at(end + 1),
        None => ("", text),
    }
}

/// A text without the docs and comments that it begins with: they are valid whatever they say, and syn would read an attribute for each line.
pub(super) fn below_docs(text: &str) -> &str {
    // What begins with three slashes is about what follows. A carriage return may be a fault.
    let is_comment = |line: &str| (line.starts_with("//") && !line.starts_with("///")) || line == "\n";
    let lines = text.split_inclusive('\n');
    let docs = lines.take_while(|line| is_comment(line) && !line.contains('\r'));
    &text[docs.map(str::len).sum()..]
}

/// The next token that is neither space nor comment.
pub(super) fn code(all: &[Token<'_>], from: usize) -> Option<usize> {
    (from..all.len()).find(|at| !matches!(all[*at].kind, TokenKind::Space | TokenKind::Comment))
}

/// The token before one, white space and comments left out.
pub(super) fn code_before(all: &[Token<'_>], at: usize) -> Option<usize> {
    (0..at)
        .rev()
        .find(|before| !matches!(all[*before].kind, TokenKind::Space | TokenKind::Comment))
}

/// Whether a token is this sign.
pub(super) fn is_sign(token: &Token<'_>, sign: &str) -> bool {
    token.kind == TokenKind::Sign && token.text == sign
}

fn opens(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Sign && matches!(token.text, "{" | "(" | "[")
}

fn closes(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Sign && matches!(token.text, "}" | ")" | "]")
}

/// Behind the bracket that closes the one here, or the end of the file.
pub(super) fn end_of_group(all: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in all.iter().enumerate().skip(open) {
        depth = match () {
            () if opens(token) => depth + 1,
            () if closes(token) => depth.saturating_sub(1),
            () => depth,
        };
        if depth == 0 {
            return at + 1;
        }
    }
    all.len()
}

/// The bracket that the one here closes.
pub(super) fn start_of_group(all: &[Token<'_>], close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in (0..=close).rev() {
        depth = match () {
            () if closes(&all[at]) => depth + 1,
            () if opens(&all[at]) => depth.saturating_sub(1),
            () => depth,
        };
        if depth == 0 {
            return opens(&all[at]).then_some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_conditional_by_its_own_attributes() {
        for text in [
            "#![cfg(feature = \"a\")]\n",
            "\u{feff}#!/usr/bin/env run\n// Why.\n//! Docs.\n#![allow(unused)]\n# ! [cfg(test)]\n",
            "/* #![no] */ #![cfg(a)]",
        ] {
            assert!(is_conditional(text), "{text}");
        }
        for text in [
            "",
            "// #![cfg(feature = \"a\")]\n",
            "#[cfg(a)]\nmod b;\n",
            "#![cfg_attr(a, allow(b))]\n",
            "fn a() {\n    #![cfg(b)]\n}\n",
        ] {
            assert!(!is_conditional(text), "{text}");
        }
    }

    #[test]
    fn docs_of_a_file_are_no_code() {
        let table = [
            ("// a\n\n//! b\n#![c]\n//! d\n", "#![c]\n//! d\n"),
            ("//! a\n/// b\nmod c;\n", "/// b\nmod c;\n"),
            ("//! a\r\nmod b;\n", "//! a\r\nmod b;\n"),
            (" //! a\nmod b;\n", " //! a\nmod b;\n"),
            ("//! a", ""),
            ("", ""),
        ];
        for (text, code) in table {
            assert_eq!(below_docs(text), code, "{text:?}");
        }
    }

    #[test]
    fn what_stands_first_is_taken_apart() {
        assert_eq!(beginning("\u{feff}//! Docs.\n"), ("", "//! Docs.\n"));
        assert_eq!(beginning("#!/bin/run\nfn a() {}\n"), ("#!/bin/run\n", "fn a() {}\n"));
        assert_eq!(
            beginning("#! /* */ [allow(unused)]\n"),
            ("", "#! /* */ [allow(unused)]\n")
        );
        assert_eq!(beginning("#!\n[a]\n"), ("", "#!\n[a]\n"));
    }
}
