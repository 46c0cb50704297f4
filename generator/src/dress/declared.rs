//! The modules that a file declares without a body, so that each is a file of its own.

use std::collections::BTreeSet;

use super::attributes::{code, end_of_group, is_sign};
use crate::lexer::{Token, TokenKind, is_of_word, tokens};

/// Each with the modules that it stands in: `a::b` is `a/b`.
pub(super) fn modules(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    // A look at the letters costs little; most files declare none.
    if text.match_indices("mod").any(|(at, word)| is_whole(text, at, word)) {
        add(&tokens(text).collect::<Vec<_>>(), "", &mut out);
    }
    out
}

/// Whether a word that stands here is no part of a longer one.
fn is_whole(text: &str, at: usize, word: &str) -> bool {
    !text[..at].ends_with(is_of_word) && !text[at + word.len()..].starts_with(is_of_word)
}

/// Adds the modules among the tokens of a module, which stands in those of `prefix`.
fn add(all: &[Token<'_>], prefix: &str, out: &mut BTreeSet<String>) {
    let mut at = 0;
    while let Some(next) = code(all, at) {
        at = next + 1;
        let is_module = all[next].kind == TokenKind::Word && all[next].text == "mod";
        let Some(name) = code(all, at).filter(|name| is_module && all[*name].kind == TokenKind::Word) else {
            continue;
        };
        let Some(behind) = code(all, name + 1) else { break };
        let path = format!("{prefix}{}", all[name].text.trim_start_matches("r#"));
        if is_sign(&all[behind], "{") {
            at = end_of_group(all, behind);
            let inside = all.get(behind + 1..at - 1).unwrap_or_default();
            add(inside, &format!("{path}/"), out);
        } else {
            out.insert(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::modules;

    #[test]
    fn a_module_with_a_body_needs_no_file() {
        let found = modules("pub mod a;\nmod b { mod c; }\n// mod d;\n#[doc(hidden)]\npub(crate) mod r#e;\n");
        assert_eq!(Vec::from_iter(found), ["a", "b/c", "e"]);
    }
}
