//! Paths that begin at the crate, for code that becomes a module of another crate: `crate::models` is then
//! `crate::petstore::models`.
//!
//! Looks at Rust text token by token, so that no string literal is touched.

use crate::lexer::{TokenKind, first, is_of_word};

/// The text with its paths, where `root` is the module, such as `crate::petstore`.
pub(super) fn moved(text: &str, root: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len() + text.len() / 16), text);
    while let Some(token) = first(rest) {
        rest = rest.get(token.text.len()..).unwrap_or_default();
        match token.kind {
            TokenKind::Comment => comment(token.text, root, &mut out),
            TokenKind::Word if token.text == "crate" && rest.starts_with("::") => out.push_str(root),
            _ => out.push_str(token.text),
        }
    }
    out
}

/// A comment: links in it lead on, and quotes mean nothing.
fn comment(text: &str, root: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("crate::") {
        out.push_str(before);
        out.push_str(if out.ends_with(is_of_word) { "crate" } else { root });
        out.push_str("::");
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_moved_and_literals_are_not() {
        let table = [
            ("use crate::runtime::Core;", "use crate::api::m::runtime::Core;"),
            ("use crate::{errors, models};", "use crate::api::m::{errors, models};"),
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
        ];
        for (text, expected) in table {
            assert_eq!(moved(text, "crate::api::m"), expected, "{text}");
        }
    }
}
