//! Items that are there only with a feature.
//!
//! In: the text of a Rust file as rustfmt leaves it. Out: the same without the attributes that ask for features of the runtime, and
//! without what they keep away: items, members, fields, arms and statements, with the comments and attributes before them.

use std::collections::BTreeSet;

use super::condition::{arguments, holds};
use crate::dress::attributes::{Attribute, code, end_of_group, is_sign};
use crate::lexer::{Token, TokenKind, tokens};
use crate::plan::RuntimeFeature;

/// The text without conditions on features that are known.
pub(in crate::dress) fn resolved(text: &str, on: &BTreeSet<RuntimeFeature>) -> String {
    if !text.contains("feature = ") {
        return text.to_owned();
    }
    let all: Vec<Token<'_>> = tokens(text).collect();
    let mut out: Vec<&str> = Vec::with_capacity(all.len());
    // Where in `out` the attributes and comments begin that belong to what comes next: behind code, the documentation of a
    // module, or an empty line.
    let (mut head, mut at) = (0, 0);
    while at < all.len() {
        match outer(&all, at).map(|attribute| (attribute.end, judged(&attribute, on))) {
            Some((end, Judgement::Holds)) => at = behind_space(&all, end),
            Some((end, Judgement::Fails)) => {
                out.truncate(head);
                at = behind_item(&all, end);
                join(&mut out, &all, &mut at);
            }
            Some((end, Judgement::Means(attribute))) => {
                out.extend(["#", "["]);
                out.extend(attribute.iter().map(|token| token.text));
                out.push("]");
                at = end;
            }
            Some((end, Judgement::Other)) => {
                out.extend(all[at..end].iter().map(|token| token.text));
                at = end;
            }
            None => {
                let token = all[at];
                let is_of_next = match token.kind {
                    TokenKind::Space => head < out.len() && lines(token.text) < 2,
                    TokenKind::Comment => !token.text.starts_with("//!"),
                    _ => false,
                };
                out.push(token.text);
                at += 1;
                if !is_of_next {
                    head = out.len();
                }
            }
        }
    }
    out.concat()
}

/// What an attribute comes to.
enum Judgement<'a, 'b> {
    /// What follows is there.
    Holds,
    /// What follows is not there.
    Fails,
    /// Another attribute.
    Means(&'b [Token<'a>]),
    /// It asks for no feature that is known.
    Other,
}

fn judged<'a, 'b>(attribute: &Attribute<'b, 'a>, on: &BTreeSet<RuntimeFeature>) -> Judgement<'a, 'b> {
    // A name with something in brackets.
    let [name, _, inner @ .., _] = attribute.inside else {
        return Judgement::Other;
    };
    let code: Vec<Token<'_>> = inner
        .iter()
        .filter(|token| token.kind != TokenKind::Space)
        .copied()
        .collect();
    match name.text {
        "cfg" => match arguments(&code).first().and_then(|condition| holds(condition, on)) {
            Some(true) => Judgement::Holds,
            Some(false) => Judgement::Fails,
            None => Judgement::Other,
        },
        "cfg_attr" => match arguments(&code).first().and_then(|condition| holds(condition, on)) {
            Some(true) => Judgement::Means(meant(inner)),
            // Nothing but the attribute itself is left out.
            Some(false) => Judgement::Holds,
            None => Judgement::Other,
        },
        _ => Judgement::Other,
    }
}

/// The attribute behind the condition of a `cfg_attr`.
fn meant<'a, 'b>(inner: &'b [Token<'a>]) -> &'b [Token<'a>] {
    let condition = arguments(inner).first().map_or(0, |condition| condition.len());
    let rest = inner.get(condition + 1..).unwrap_or_default();
    let is_noise = |token: &Token<'_>| token.kind == TokenKind::Space || token.text == ",";
    let start = rest.iter().take_while(|token| is_noise(token)).count();
    let end = rest.iter().rev().take_while(|token| is_noise(token)).count();
    rest.get(start..rest.len() - end).unwrap_or_default()
}

/// The outer attribute that begins here.
fn outer<'t, 'a>(all: &'t [Token<'a>], at: usize) -> Option<Attribute<'t, 'a>> {
    let is_inner = all.get(at + 1).is_some_and(|next| is_sign(next, "!"));
    Attribute::at(all, at).filter(|_| !is_inner)
}

fn behind_space(all: &[Token<'_>], at: usize) -> usize {
    let is_space = all.get(at).is_some_and(|token| token.kind == TokenKind::Space);
    at + usize::from(is_space)
}

/// Behind what begins here, attributes and comments before it included: an item, a field, an arm or a statement.
fn behind_item(all: &[Token<'_>], start: usize) -> usize {
    let (mut at, mut angles, mut has_bounds) = (start, 0_usize, false);
    while let Some(token) = all.get(at) {
        match token.text {
            ";" => return at + 1,
            // Bounds have commas between them, and a block comes after them.
            "," if angles == 0 && !has_bounds => return at + 1,
            "where" => {
                has_bounds = true;
                at += 1;
            }
            "{" => {
                at = end_of_group(all, at);
                if !goes_on(all, at) {
                    return at;
                }
            }
            "(" | "[" => at = end_of_group(all, at),
            // The last of a list, without a comma.
            "}" | ")" | "]" => return at - usize::from(all[at - 1].kind == TokenKind::Space),
            // Formatted code has a space before an operator and none before parameters.
            "<" if all[at - 1].kind != TokenKind::Space => {
                angles += 1;
                at += 1;
            }
            ">" if !matches!(all[at - 1].text, "-" | "=") => {
                angles = angles.saturating_sub(1);
                at += 1;
            }
            _ => at += 1,
        }
    }
    at
}

/// Whether what has a block here does not end with it.
fn goes_on(all: &[Token<'_>], at: usize) -> bool {
    code(all, at).is_some_and(|next| matches!(all[next].text, ";" | "," | "=" | "." | "?" | "else"))
}

/// Leaves the space between what stood before and what comes next as it would be without what was left out.
fn join<'a>(out: &mut Vec<&'a str>, all: &[Token<'a>], at: &mut usize) {
    let is_space = |text: &str| !text.is_empty() && text.trim().is_empty();
    let after = all.get(*at).map_or("", |token| token.text);
    if !is_space(after) {
        return;
    }
    let Some(before) = out.last().copied().filter(|text| is_space(text)) else {
        *at += usize::from(out.is_empty());
        return;
    };
    let opens = out.len() > 1 && out[out.len() - 2] == "{";
    let closes = all.get(*at + 1).is_none_or(|next| matches!(next.text, "}" | ")" | "]"));
    if closes || (!opens && lines(after) > lines(before)) {
        out.pop();
    } else {
        *at += 1;
    }
}

fn lines(text: &str) -> usize {
    text.matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With the feature `on`, and without the feature `off`, in place of which real ones are put.
    fn checked(text: &str, expected: &str) {
        let named = |text: &str| text.replace("\"on\"", "\"bulk\"").replace("\"off\"", "\"feeds\"");
        let text = named(text);
        assert_eq!(
            resolved(&text, &BTreeSet::from([RuntimeFeature::Bulk])),
            named(expected)
        );
    }

    #[test]
    fn what_is_on_loses_its_attribute() {
        checked("#[cfg(feature = \"on\")]\nmod a;\nmod b;\n", "mod a;\nmod b;\n");
        checked("#[cfg(any(feature = \"off\", feature = \"on\"))]\nmod a;\n", "mod a;\n");
        checked(
            "#[cfg_attr(not(feature = \"off\"), expect(dead_code))]\nfn a() {}\n",
            "#[expect(dead_code)]\nfn a() {}\n",
        );
        checked(
            "#[cfg_attr(feature = \"off\", expect(dead_code))]\nfn a() {}\n",
            "fn a() {}\n",
        );
    }

    #[test]
    fn what_is_off_goes_with_its_comments_and_attributes() {
        checked(
            "/// A.\n#[doc(hidden)]\n#[cfg(feature = \"off\")]\n#[inline]\nfn a<K, V>(k: K) -> V {\n    f(k)\n}\n\n/// B.\nfn b() {}\n",
            "/// B.\nfn b() {}\n",
        );
        checked(
            "struct S {\n    #[cfg(feature = \"off\")]\n    a: BTreeMap<K, V>,\n    b: u8,\n    #[cfg(feature = \"off\")]\n    c: u8,\n}\n",
            "struct S {\n    b: u8,\n}\n",
        );
        checked(
            "trait T {\n    fn a();\n\n    #[cfg(feature = \"off\")]\n    fn b(self) -> B<Self>\n    where\n        Self: S + U,\n    {\n        B::new(self)\n    }\n}\n",
            "trait T {\n    fn a();\n}\n",
        );
        checked(
            "use a::A;\n#[cfg(feature = \"off\")]\nuse b::{B, C};\n\nfn d() {}\n",
            "use a::A;\n\nfn d() {}\n",
        );
        checked(
            "fn f() {\n    #[cfg(feature = \"off\")]\n    let P { a, b } = p;\n    #[cfg(feature = \"off\")]\n    if a < b {\n        g();\n    } else {\n        h();\n    }\n    i();\n}\n",
            "fn f() {\n    i();\n}\n",
        );
        checked(
            "match a {\n    A => 1,\n    #[cfg(feature = \"off\")]\n    // Why.\n    B if c == d => match e {\n        _ => 2,\n    },\n    _ => 3,\n}\n",
            "match a {\n    A => 1,\n    _ => 3,\n}\n",
        );
        checked(
            "a(\n    b,\n    #[cfg(feature = \"off\")]\n    c\n)\n",
            "a(\n    b,\n)\n",
        );
    }

    #[test]
    fn other_conditions_stay() {
        for text in [
            "#[cfg(feature = \"blocking\")]\nmod blocking;\n",
            "#[cfg(all(feature = \"on\", unix))]\nmod a;\n",
            "const TEXT: &str = \"#[cfg(feature = \\\"off\\\")]\";\n",
            "// #[cfg(feature = \"off\")]\nfn a() {}\n",
        ] {
            checked(text, text);
        }
    }
}
