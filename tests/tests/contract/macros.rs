//! The macros of the runtime: what they are called, and what they declare.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use oasmith_tests::scratch::{files_below, runtime_folder};
use proc_macro2::{Spacing, TokenStream, TokenTree};

/// Each exported macro with its text.
pub(crate) fn exported() -> BTreeMap<String, Vec<TokenTree>> {
    let mut out = BTreeMap::new();
    for path in files_below(&runtime_folder().join("src")) {
        let text = fs::read_to_string(path).expect("the runtime can be read");
        let tokens: Vec<TokenTree> = text
            .parse::<TokenStream>()
            .expect("the runtime is Rust")
            .into_iter()
            .collect();
        for (at, window) in tokens.windows(4).enumerate() {
            let is_macro = matches!(&window[0], TokenTree::Ident(word) if word == "macro_rules");
            if let (true, TokenTree::Group(body)) = (is_macro, &window[3])
                && is_exported(&tokens[..at])
            {
                out.insert(window[2].to_string(), flat(body.stream()));
            }
        }
    }
    out
}

/// Whether the attributes before a macro export it.
fn is_exported(before: &[TokenTree]) -> bool {
    let attributes = before
        .rchunks_exact(2)
        .take_while(|pair| matches!(&pair[0], TokenTree::Punct(sign) if sign.as_char() == '#'));
    attributes
        .into_iter()
        .any(|pair| pair[1].to_string().contains("macro_export"))
}

/// All tokens in their order, with the braces of groups.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut out = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                // An empty group stands for both of its braces.
                let brace = proc_macro2::Group::new(group.delimiter(), TokenStream::new());
                out.push(TokenTree::Group(brace.clone()));
                out.extend(flat(group.stream()));
                out.push(TokenTree::Group(brace));
            }
            token => out.push(token),
        }
    }
    out
}

/// The public functions that a macro declares.
pub(crate) fn methods(text: &[TokenTree]) -> BTreeSet<String> {
    let is = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(ident) if ident == word);
    let public = text
        .windows(3)
        .filter(|window| is(&window[0], "pub") && is(&window[1], "fn"));
    public.map(|window| window[2].to_string()).collect()
}

/// The functions that a macro declares.
pub(crate) fn functions(text: &[TokenTree]) -> BTreeSet<String> {
    after_words(text, &["fn"])
}

/// What a macro declares that its caller's code can see: items, and type parameters, which are followed by their bound. Names of
/// variables are not among them, because those in a macro are others than those of its caller.
pub(crate) fn seen_by_callers(text: &[TokenTree]) -> BTreeSet<String> {
    let mut out = after_words(text, &["struct", "enum", "union", "mod", "static", "trait"]);
    for window in text.windows(3) {
        let [before, TokenTree::Ident(name), TokenTree::Punct(colon)] = window else {
            continue;
        };
        // The first half of `::` is joined to the second.
        let has_bound = colon.as_char() == ':' && colon.spacing() == Spacing::Alone;
        if has_bound && (is(before, '<') || is(before, ',')) && !is_spelled_small(&name.to_string()) {
            out.insert(name.to_string());
        }
    }
    out
}

/// The names that macros use without a path and do not declare: types and traits, which begin with a capital.
pub(crate) fn without_a_path(text: &[TokenTree]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, token) in text.iter().enumerate() {
        let TokenTree::Ident(name) = token else { continue };
        let (name, before) = (name.to_string(), &text[..at]);
        let goes_on = matches!(before, [.., one, two] if is(one, ':') && is(two, ':'));
        let declares =
            matches!(before, [.., TokenTree::Ident(word)] if ["type", "const"].iter().any(|one| word == one));
        let is_of_caller = matches!(before, [.., sign] if is(sign, '$'));
        let binds = matches!(text.get(at + 1), Some(sign) if is(sign, '='));
        if !goes_on && !declares && !is_of_caller && !binds && !is_spelled_small(&name) {
            out.insert(name);
        }
    }
    out
}

fn is_spelled_small(name: &str) -> bool {
    !name
        .trim_start_matches('_')
        .starts_with(|first: char| first.is_uppercase())
}

/// The names after one of these words. `static` of a lifetime is not a word.
fn after_words(text: &[TokenTree], words: &[&str]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, pair) in text.windows(2).enumerate() {
        let is_lifetime = at.checked_sub(1).is_some_and(|before| is(&text[before], '\''));
        if let [TokenTree::Ident(word), TokenTree::Ident(name)] = pair
            && !is_lifetime
            && words.iter().any(|one| word == one)
        {
            out.insert(name.to_string());
        }
    }
    out
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}
