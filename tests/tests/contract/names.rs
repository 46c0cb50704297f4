//! Generated files → what they name without a path.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Functions and constants of the prelude: a type of the same name hides none of them.
const VALUES: [&str; 4] = ["Err", "None", "Ok", "Some"];

/// The types and traits that a file imports or names without a path: whatever its items are called, they must not be called so.
///
/// A name begins with a capital here. Derives are left out, because macros have names of their own, and so are variants where an
/// enum or a table declares them.
pub(crate) fn types(file: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let tokens: TokenStream = file.parse().expect("generated files are Rust");
    collect(&tokens.into_iter().collect::<Vec<_>>(), &mut out);
    let parameters = type_parameters(file);
    out.retain(|name| !parameters.contains(name) && !VALUES.contains(&name.as_str()) && name != "Self");
    out
}

fn collect(tokens: &[TokenTree], out: &mut BTreeSet<String>) {
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &tokens[at]);
        let after = tokens.get(at + 1);
        match token {
            TokenTree::Ident(name) if is_start(&tokens[..at]) && !declares(before, after) => {
                let name = name.to_string();
                if name.starts_with(|first: char| first.is_ascii_uppercase()) {
                    out.insert(name);
                }
            }
            // Attributes.
            TokenTree::Group(_) if before.is_some_and(|before| is(before, '#')) => {}
            TokenTree::Group(_) if is_call_of(&["about", "failure", "success"], &tokens[..at]) => {}
            TokenTree::Group(table) if is_call_of(&["one_of", "union"], &tokens[..at]) => {
                collect_sources(table.stream(), out);
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && is_enum(&tokens[..at]) => {
                for variant in split(group.stream()) {
                    let payload = variant.iter().position(|token| matches!(token, TokenTree::Ident(_)));
                    collect(&variant[payload.map_or(0, |name| name + 1)..], out);
                }
            }
            TokenTree::Group(group) => collect(&group.stream().into_iter().collect::<Vec<_>>(), out),
            TokenTree::Punct(_) | TokenTree::Literal(_) | TokenTree::Ident(_) => {}
        }
    }
}

/// Whether one of these macros is called with what follows. None of them takes the names of types, but for `from(…)` of unions.
fn is_call_of(macros: &[&str], before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(word), sign] if macros.iter().any(|one| word == one) && is(sign, '!'))
}

/// The types in `from(…)`: nothing else in the table of a union is the name of a type.
fn collect_sources(table: TokenStream, out: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = table.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let before = at.checked_sub(1).map(|at| &tokens[at]);
        match before {
            Some(TokenTree::Ident(word)) if word == "from" => {
                collect(&group.stream().into_iter().collect::<Vec<_>>(), out);
            }
            _ => collect_sources(group.stream(), out),
        }
    }
}

/// Whether a path may start after these tokens.
fn is_start(before: &[TokenTree]) -> bool {
    match before {
        [.., first, second] if is(first, ':') && is(second, ':') => false,
        [.., last] => !is(last, '.'),
        [] => true,
    }
}

/// Whether a name between these is declared rather than used: an associated type or constant, a parameter, a row of a table.
fn declares(before: Option<&TokenTree>, after: Option<&TokenTree>) -> bool {
    let is_alone = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if [':', '='].contains(&sign.as_char()) && sign.spacing() == Spacing::Alone);
    let declaring = ["type", "const", "struct", "enum", "fn", "mod"];
    let by_word =
        |token: &TokenTree| matches!(token, TokenTree::Ident(word) if declaring.iter().any(|one| word == one));
    before.is_some_and(by_word) || after.is_some_and(is_alone)
}

/// Whether the braces after these tokens hold variants.
fn is_enum(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(word), TokenTree::Ident(_)] if word == "enum")
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// The parts between commas.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens
        .split(|token| is(token, ','))
        .map(<[TokenTree]>::to_vec)
        .collect()
}

/// Type parameters of functions: `D` of `fn read<D: …>`.
fn type_parameters(file: &str) -> BTreeSet<String> {
    let parameters = file.split("<").skip(1).filter_map(|rest| {
        let (name, after) = rest.split_once(':')?;
        (!after.starts_with(':') && name.chars().all(char::is_alphanumeric)).then(|| name.to_owned())
    });
    parameters.collect()
}
