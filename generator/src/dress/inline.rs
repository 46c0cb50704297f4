//! `#[inline]` for the functions of hand-written files, so that nothing is compiled before it is used.
//!
//! In: the text of a Rust file of a layer. Out: the same with an attribute more for each function that has none about it. A
//! function without type parameters is compiled in the crate that has it, and everything that it calls with it: the decoders of
//! all operations that the layer touches, in every build, for every user. With the attribute that happens where it is called.
//! Must not parse: what is not valid Rust stays that, and the compiler says where.

use super::attributes::{Attribute, code, code_before, end_of_group, is_sign, start_of_group};
use crate::lexer::{Token, TokenKind, tokens};

const ATTRIBUTE: &str = "#[inline]";

/// Words that stand between the attributes of a function and its `fn`.
const QUALIFIERS: [&str; 5] = ["pub", "const", "async", "unsafe", "extern"];

/// Attributes that say how a function is compiled or called; such a function gets no other.
const OWN: [&str; 5] = ["inline", "cold", "test", "no_mangle", "export_name"];

/// Attributes that hold others.
const HOLDERS: [&str; 2] = ["cfg_attr", "unsafe"];

/// The file with the attribute before each function that can have it.
pub(super) fn inline(text: &str) -> String {
    let all: Vec<Token<'_>> = tokens(text).collect();
    let mut out = String::with_capacity(text.len() + text.len() / 20);
    // The tokens up to here are in `out`, but for those of an item that may be a function; the rest of the text is theirs.
    let (mut written, mut rest) = (0, text);
    let mut at = 0;
    while at < all.len() {
        let other = Attribute::at(&all, at).map(|attribute| attribute.end);
        if let Some(end) = other.or_else(|| end_of_macro(&all, at)) {
            at = end;
            continue;
        }
        if all[at].text == "fn" && has_body(&all, at) {
            let start = start_of_item(&all, at);
            if start >= written && !has_own_attribute(&all, start) {
                let length = all[written..start].iter().map(|token| token.text.len()).sum();
                let before;
                (before, rest) = rest.split_at(length);
                out.push_str(before);
                out.push_str(ATTRIBUTE);
                out.push('\n');
                out.push_str(indentation(&all, start));
                written = start;
            }
        }
        at += 1;
    }
    out.push_str(rest);
    out
}

/// Behind a macro's call or definition that begins here: what is in it is the macro's own business.
fn end_of_macro(all: &[Token<'_>], at: usize) -> Option<usize> {
    let name = all.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let bang = code(all, at + 1).filter(|bang| is_sign(&all[*bang], "!"))?;
    let mut next = code(all, bang + 1)?;
    if name.text == "macro_rules" {
        next = code(all, next + 1)?;
    }
    // In `if !(a)` there is no macro called `if`.
    let is_call = bang == at + 1 || !KEYWORDS.contains(&name.text);
    (is_call && matches!(all[next].text, "{" | "(" | "[")).then(|| end_of_group(all, next))
}

/// Words before an expression, which may begin with `!`.
const KEYWORDS: [&str; 9] = ["if", "while", "match", "return", "in", "else", "break", "move", "await"];

/// Whether this `fn` is that of a function with a body, and not of a pointer's type or of a declaration in a trait.
fn has_body(all: &[Token<'_>], at: usize) -> bool {
    let Some(name) = code(all, at + 1).filter(|name| all[*name].kind == TokenKind::Word) else {
        return false;
    };
    let (mut at, mut angles) = (name + 1, 0_usize);
    while let Some(token) = all.get(at).copied() {
        match token.text {
            _ if token.kind != TokenKind::Sign => {}
            // In angle brackets it is the value of a constant: `-> A<{ 1 }>;`.
            "{" if angles == 0 => return true,
            ";" => return false,
            "{" | "(" | "[" => {
                at = end_of_group(all, at);
                continue;
            }
            "<" => angles += 1,
            // That of `->` closes nothing.
            ">" if !is_sign(&all[at - 1], "-") => angles = angles.saturating_sub(1),
            _ => {}
        }
        at += 1;
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
    let open = start_of_group(all, close)?;
    code_before(all, open).filter(|before| all[*before].text == "pub")
}

/// Whether one of the attributes before an item is about how it is compiled or called.
fn has_own_attribute(all: &[Token<'_>], start: usize) -> bool {
    let mut start = start;
    while let Some((first, attribute)) = code_before(all, start).and_then(|at| Attribute::ending_at(all, at)) {
        let name = attribute.name().unwrap_or_default();
        let holds_own = HOLDERS.contains(&name) && attribute.words().any(|word| OWN.contains(&word));
        if OWN.contains(&name) || holds_own {
            return true;
        }
        start = first;
    }
    false
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
            "trait T {\n    fn f() -> A<{ 1 }>;\n    fn g<F: Fn() -> A<{ 2 }>>(f: F) -> u8\n    where\n        B<{ 3 }>: C;\n}\n",
            "unsafe extern \"C\" {\n    safe fn a() -> A<{ 1 }>;\n    fn b(...);\n}\n",
            "#[unsafe(no_mangle)]\npub extern \"C\" fn called() {}\n",
            "#[cfg_attr(a, cold)]\n// Why.\n#[must_use]\nfn rare() {}\n",
            "#[make(fn made() {})]\nstruct A;\n",
            "make ! { fn made() {} }\na::make![fn made() {}];\n",
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
    fn a_body_is_not_the_value_of_a_constant() {
        for item in [
            "fn f() -> A<{ 1 }> {}\n",
            "fn f<const N: usize>(a: [u8; { 1 }]) -> impl Fn() -> A<{ N }> where B<{ N }>: C {}\n",
            "fn f() -> <A<{ 1 }> as B>::C { if !(a) {} }\n",
        ] {
            assert_eq!(inline(item), format!("#[inline]\n{item}"));
        }
        let text = "impl A {\n    fn f() {\n        if !(a) {\n            fn g() {}\n        }\n    }\n}\n";
        assert_eq!(inline(text).matches("#[inline]").count(), 2);
        let text = "struct A<const N: usize = { 1 }>;\n#[cfg(test)]\nfn f() {}\n";
        assert_eq!(inline(text).matches("#[inline]").count(), 1);
    }

    #[test]
    fn an_attribute_of_the_function_before_does_not_count() {
        let text = "#[cold]\nfn a() {}\nfn b() {}\n";
        assert_eq!(inline(text), "#[cold]\nfn a() {}\n#[inline]\nfn b() {}\n");
    }
}
