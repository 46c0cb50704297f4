//! Paths that begin at the crate, for code that becomes a module of another crate: `crate::runtime` is then
//! `crate::petstore::runtime`, and a macro that was exported is found among the module's macros.
//!
//! Looks at Rust text letter by letter, so that no string literal is touched.

use std::collections::BTreeSet;

/// Where the code goes, and what it had exported.
pub(super) struct Paths<'a> {
    /// The module, `crate::petstore`.
    pub(super) root: &'a str,
    /// Macros that stood at the root of the crate.
    pub(super) macros: &'a BTreeSet<String>,
}

impl Paths<'_> {
    /// The text with its paths.
    pub(super) fn moved(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len() + text.len() / 16), text);
        while !rest.is_empty() {
            let (comment, literal) = (comment(rest), literal(&out, rest));
            if comment > 0 {
                let (comment, after) = rest.split_at(comment);
                self.comment(comment, &mut out);
                rest = after;
            } else if literal > 0 {
                let (literal, after) = rest.split_at(literal);
                out.push_str(literal);
                rest = after;
            } else {
                rest = self.step(rest, &mut out);
            }
        }
        out
    }

    /// A comment: links in it lead on, and quotes mean nothing.
    fn comment(&self, text: &str, out: &mut String) {
        let mut rest = text;
        while !rest.is_empty() {
            rest = self.step(rest, out);
        }
    }

    /// A path, or one letter. Gives what is left.
    fn step<'a>(&self, rest: &'a str, out: &mut String) -> &'a str {
        if let Some(after) = rest.strip_prefix("crate::").filter(|_| !out.ends_with(is_word)) {
            self.path(after, out);
            return after;
        }
        let letter = rest.chars().next().unwrap_or_default();
        out.push(letter);
        rest.get(letter.len_utf8()..).unwrap_or_default()
    }

    /// Writes what `crate::` becomes, seeing what follows it.
    fn path(&self, after: &str, out: &mut String) {
        let group = after.strip_prefix('{').and_then(|list| list.split('}').next());
        let is_macro = match group {
            Some(list) => list
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .all(|name| self.macros.contains(name)),
            None => {
                self.macros.contains(word(after))
                    && !after.get(word(after).len()..).unwrap_or_default().starts_with("::")
            }
        };
        if is_macro && out.ends_with("pub use ") {
            out.truncate(out.len() - "pub use ".len());
            out.push_str("pub(crate) use ");
        }
        out.push_str(self.root);
        out.push_str(if is_macro { "::macros::" } else { "::" });
    }
}

fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !is_word(letter)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// How many bytes of a comment stand at the beginning of `rest`; 0 if there is none.
fn comment(rest: &str) -> usize {
    let end = match rest.get(..2) {
        Some("//") => rest.find('\n'),
        Some("/*") => rest.find("*/").map(|end| end + 2),
        _ => return 0,
    };
    end.unwrap_or(rest.len())
}

/// How many bytes of a literal stand at the beginning of `rest`; 0 if there is none.
fn literal(before: &str, rest: &str) -> usize {
    if rest.starts_with('"') {
        return quoted(rest, '"');
    }
    if rest.starts_with('\'') {
        return character(rest);
    }
    if rest.starts_with(['r', 'b', 'c']) && !before.ends_with(is_word) {
        return raw(rest);
    }
    0
}

/// The length of a literal between quotes, with escapes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character; 1 for the quote of a lifetime.
fn character(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), _) => quoted(text, '\''),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// The length of a raw string, `r"…"` or `br#"…"#`; 0 if this is none.
fn raw(text: &str) -> usize {
    let Some(start) = ["r", "br", "cr"].iter().find(|start| {
        let rest = text.strip_prefix(**start).unwrap_or_default();
        rest.trim_start_matches('#').starts_with('"')
    }) else {
        return 0;
    };
    let rest = text.strip_prefix(start).unwrap_or_default();
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let (open, close) = (start.len() + hashes + 1, format!("\"{}", "#".repeat(hashes)));
    let end = text.get(open..).and_then(|inner| inner.find(&close));
    end.map_or(text.len(), |end| open + end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_moved_and_literals_are_not() {
        let table = [
            ("use crate::runtime::Core;", "use crate::api::m::runtime::Core;"),
            ("use crate::{errors, models};", "use crate::api::m::{errors, models};"),
            ("$crate::runtime::send(x)", "$crate::api::m::runtime::send(x)"),
            ("mycrate::x, _crate::y", "mycrate::x, _crate::y"),
            (
                "pub(crate) use a; pub(in crate::a) b",
                "pub(crate) use a; pub(in crate::api::m::a) b",
            ),
            (
                "//! See [`a`](crate::a) and \"crate::b\".\n\"crate::c\"",
                "//! See [`a`](crate::api::m::a) and \"crate::api::m::b\".\n\"crate::c\"",
            ),
            (
                r##"r#"crate::a"# crate::b r"\" crate::c"##,
                r##"r#"crate::a"# crate::api::m::b r"\" crate::api::m::c"##,
            ),
            (
                r#""\"crate::a" b"crate::b" '"' crate::c '\'' crate::d"#,
                r#""\"crate::a" b"crate::b" '"' crate::api::m::c '\'' crate::api::m::d"#,
            ),
            ("fn f<'a>(x: &'a crate::X) {}", "fn f<'a>(x: &'a crate::api::m::X) {}"),
            ("$crate::record_read!(x)", "$crate::api::m::macros::record_read!(x)"),
            (
                "pub use crate::{feed, record_read};",
                "pub(crate) use crate::api::m::macros::{feed, record_read};",
            ),
            ("crate::feed::Feed", "crate::api::m::feed::Feed"),
            ("use crate::{feed, Core};", "use crate::api::m::{feed, Core};"),
        ];
        let macros = ["record_read", "feed"].map(str::to_owned).into();
        let paths = Paths {
            root: "crate::api::m",
            macros: &macros,
        };
        for (text, expected) in table {
            assert_eq!(paths.moved(text), expected, "{text}");
        }
    }
}
