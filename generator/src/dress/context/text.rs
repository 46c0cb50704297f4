//! Texts made safe for where templates put them.

use proc_macro2::{TokenStream, TokenTree};

use crate::emit::docs::clean;
use crate::printable::is_unprintable;

/// The inside of a Rust string literal; what cannot be seen is escaped.
pub(super) fn literal(text: &str) -> String {
    let each = text.chars().map(|c| match c {
        '\\' | '"' => format!("\\{c}"),
        c if is_unprintable(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    });
    each.collect()
}

/// The inside of a TOML string: what cannot be seen is left out.
pub(super) fn toml(text: &str) -> String {
    clean(text)
        .replace('\n', " ")
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
}

/// A type as it can be written in any module of the crate: `Option<crate::models::Stream>`.
pub(super) fn anywhere(tokens: TokenStream) -> String {
    let mut out = String::new();
    for token in tokens {
        let text = match &token {
            TokenTree::Group(group) => format!("({})", anywhere(group.stream())),
            TokenTree::Ident(ident) if !out.ends_with("::") => from_root(&ident.to_string()),
            other => other.to_string(),
        };
        out.push_str(&text);
        if text == "," {
            out.push(' ');
        }
    }
    out
}

/// The first segment of a path as it is named from everywhere.
fn from_root(first: &str) -> String {
    match first {
        "models" | "runtime" | "errors" => format!("crate::{first}"),
        "BTreeMap" => "std::collections::BTreeMap".to_owned(),
        other => other.to_owned(),
    }
}

/// The name of a type as that of a module: `FunctionCall` is `function_call`, and `Type` is `type_`.
pub(in crate::dress) fn module(name: &str) -> String {
    let mut out = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let begins = before.is_some_and(|before| !before.is_uppercase() && *before != '_')
            || (before.is_some_and(|before| *before != '_') && after.is_some_and(|after| after.is_lowercase()));
        if letter.is_uppercase() && begins {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    if syn::parse_str::<syn::Ident>(&out).is_err() {
        out.push('_');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_from_everywhere() {
        let text = |tokens: &str| anywhere(tokens.parse().expect("these are tokens"));
        assert_eq!(text("Option<models::Stream>"), "Option<crate::models::Stream>");
        assert_eq!(
            text("BTreeMap<String, Vec<runtime::Secret>>"),
            "std::collections::BTreeMap<String, Vec<crate::runtime::Secret>>"
        );
        assert_eq!(text("crate::models::Own"), "crate::models::Own");
        assert_eq!(text("bytes::Bytes"), "bytes::Bytes");
    }

    #[test]
    fn a_type_has_the_name_of_a_module() {
        for (name, expected) in [
            ("FunctionCall", "function_call"),
            ("HTTPError", "http_error"),
            ("Type", "type_"),
            ("A", "a"),
            ("Page2Of", "page2_of"),
        ] {
            assert_eq!(module(name), expected);
        }
    }
}
