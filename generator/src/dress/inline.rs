//! `#[inline]` for the functions of hand-written files, so that nothing is compiled before it is used.
//!
//! In: the text of a Rust file of a layer. Out: the same with an attribute more for each function that has none about it. A
//! function without type parameters is compiled in the crate that has it, and everything that it calls with it: the decoders of
//! all operations that the layer touches, in every build, for every user. With the attribute that happens where it is called.
//! Must not parse: what is not valid Rust stays that, and the compiler says where.

use crate::lexer::{Token, TokenKind, tokens};

const ATTRIBUTE: &str = "#[inline]";

/// Words that stand between the attributes of a function and its `fn`.
const QUALIFIERS: [&str; 5] = ["pub", "const", "async", "unsafe", "extern"];

/// Attributes that say how a function is compiled or called; such a function gets no other.
const OWN: [&str; 4] = ["inline", "cold", "test", "no_mangle"];

/// The file with the attribute before each function that can have it.
pub(super) fn inline(text: &str) -> String {
    let all: Vec<Token<'_>> = tokens(text).collect();
    let mut out = String::with_capacity(text.len() + text.len() / 20);
    // The tokens up to here are in `out`, but for those of an item that may be a function.
    let mut written = 0;
    let mut at = 0;
    while at < all.len() {
        if let Some(end) = end_of_macro(&all, at) {
            at = end;
            continue;
        }
        if all[at].text == "fn" && has_body(&all, at) {
            let start = start_of_item(&all, at);
            if start >= written && !has_own_attribute(&all, start) {
                push(&mut out, &all[written..start]);
                out.push_str(ATTRIBUTE);
                out.push('\n');
                out.push_str(indentation(&all, start));
                written = start;
            }
        }
        at += 1;
    }
    push(&mut out, &all[written..]);
    out
}

fn push(out: &mut String, tokens: &[Token<'_>]) {
    tokens.iter().for_each(|token| out.push_str(token.text));
}

/// Behind a macro's call or definition that begins here: what is in it is the macro's own business.
fn end_of_macro(all: &[Token<'_>], at: usize) -> Option<usize> {
    let name = all.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let mut next = at + 1;
    if all.get(next)?.text != "!" {
        return None;
    }
    next = code(all, next + 1)?;
    if name.text == "macro_rules" {
        next = code(all, next + 1)?;
    }
    matches!(all[next].text, "{" | "(" | "[").then(|| end_of_group(all, next))
}

/// Behind the bracket that closes the one here, or the end of the file.
fn end_of_group(all: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in all.iter().enumerate().skip(open) {
        match token.text {
            "{" | "(" | "[" if token.kind == TokenKind::Sign => depth += 1,
            "}" | ")" | "]" if token.kind == TokenKind::Sign => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    all.len()
}

/// The next token that is neither space nor comment.
fn code(all: &[Token<'_>], from: usize) -> Option<usize> {
    (from..all.len()).find(|at| !matches!(all[*at].kind, TokenKind::Space | TokenKind::Comment))
}

/// Whether this `fn` is that of a function with a body, and not of a pointer's type or of a declaration in a trait.
fn has_body(all: &[Token<'_>], at: usize) -> bool {
    let Some(name) = code(all, at + 1).filter(|name| all[*name].kind == TokenKind::Word) else {
        return false;
    };
    let mut at = name + 1;
    while let Some(token) = all.get(at) {
        match token.text {
            "{" if token.kind == TokenKind::Sign => return true,
            ";" => return false,
            "(" | "[" if token.kind == TokenKind::Sign => at = end_of_group(all, at),
            _ => at += 1,
        }
    }
    false
}

/// The first token of the qualifiers of a function.
fn start_of_item(all: &[Token<'_>], function: usize) -> usize {
    let mut start = function;
    while let Some(before) = code_before(all, start) {
        let token = all[before];
        let qualifier = match token.kind {
            TokenKind::Word if QUALIFIERS.contains(&token.text) => Some(before),
            // The ABI of an `extern` function.
            TokenKind::Quoted => Some(before),
            TokenKind::Sign if token.text == ")" => start_of_visibility(all, before),
            _ => None,
        };
        match qualifier {
            Some(qualifier) => start = qualifier,
            None => break,
        }
    }
    start
}

/// The `pub` of `pub(…)`, whose bracket closes here.
fn start_of_visibility(all: &[Token<'_>], close: usize) -> Option<usize> {
    let open = (0..close).rev().find(|at| all[*at].text == "(")?;
    code_before(all, open).filter(|before| all[*before].text == "pub")
}

/// The token before one, white space and comments left out.
fn code_before(all: &[Token<'_>], at: usize) -> Option<usize> {
    (0..at)
        .rev()
        .find(|before| !matches!(all[*before].kind, TokenKind::Space | TokenKind::Comment))
}

/// Whether one of the attributes before an item is about how it is compiled or called.
fn has_own_attribute(all: &[Token<'_>], start: usize) -> bool {
    let before = all[..start].iter().rev();
    before
        .take_while(|token| !matches!(token.text, "{" | "}" | ";"))
        .any(|token| token.kind == TokenKind::Word && OWN.contains(&token.text))
}

/// The white space that the line of a token begins with.
fn indentation<'a>(all: &[Token<'a>], start: usize) -> &'a str {
    match start.checked_sub(1).map(|before| all[before]) {
        Some(space) if space.kind == TokenKind::Space => space.text.rsplit('\n').next().unwrap_or_default(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn functions_with_a_body_get_the_attribute() {
        let text = "/// Docs.\n#[must_use]\npub fn a() {}\n\nimpl A {\n    pub(crate) async fn b(&self) -> [u8; 2] {\n        [0; 2]\n    }\n}\n";
        let expected = "/// Docs.\n#[must_use]\n#[inline]\npub fn a() {}\n\nimpl A {\n    #[inline]\n    pub(crate) async fn b(&self) -> [u8; 2] {\n        [0; 2]\n    }\n}\n";
        assert_eq!(inline(text), expected);
    }

    #[test]
    fn what_has_no_body_or_a_mind_of_its_own_stays() {
        for text in [
            "trait T {\n    fn declared(&self) -> [u8; 2];\n}\n",
            "#[cold]\nfn rare() {}\n",
            "#[inline(never)]\npub fn apart() {}\n",
            "#[tokio::test]\nasync fn checks() {}\n",
            "type F = fn(u8) -> u8;\n",
            "macro_rules! make {\n    ($name:ident) => {\n        fn $name() {}\n    };\n}\n",
            "make! { fn made() {} }\n",
            "// fn comment() {}\n",
            "const TEXT: &str = \"fn text() {}\";\n",
            "fn broken(",
        ] {
            assert_eq!(inline(text), text);
        }
    }

    #[test]
    fn qualifiers_stay_together() {
        for item in [
            "pub extern \"C\" fn a() {}\n",
            "pub(in crate::b) const unsafe fn c() {}\n",
            "pub /* why */ const // so\nfn d() {}\n",
        ] {
            assert_eq!(inline(item), format!("#[inline]\n{item}"));
            let documented = format!("/// Docs.\n{item}");
            assert_eq!(inline(&documented), format!("/// Docs.\n#[inline]\n{item}"));
        }
    }

    #[test]
    fn an_attribute_of_the_function_before_does_not_count() {
        let text = "#[cold]\nfn a() {}\nfn b() {}\n";
        assert_eq!(inline(text), "#[cold]\nfn a() {}\n#[inline]\nfn b() {}\n");
    }
}
