//! Paths that begin at the crate, for code that becomes a module of another crate: `crate::runtime` is then
//! `crate::petstore::runtime`, and a macro that was exported is found among the module's macros.
//!
//! Looks at Rust text token by token, so that no string literal is touched.

use std::collections::BTreeSet;

use crate::lexer::{TokenKind, first, is_of_word};

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
        while let Some(token) = first(rest) {
            rest = rest.get(token.text.len()..).unwrap_or_default();
            match token.kind {
                TokenKind::Comment => self.comment(token.text, &mut out),
                TokenKind::Word if token.text == "crate" && rest.starts_with("::") => {
                    rest = rest.strip_prefix("::").unwrap_or_default();
                    self.path(rest, &mut out);
                }
                _ => out.push_str(token.text),
            }
        }
        out
    }

    /// A comment: links in it lead on, and quotes mean nothing.
    fn comment(&self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("crate::") {
            out.push_str(before);
            if out.ends_with(is_of_word) {
                out.push_str("crate::");
            } else {
                self.path(after, out);
            }
            rest = after;
        }
        out.push_str(rest);
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
    let end = text.find(|letter: char| !is_of_word(letter)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
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
