//! Who looks at what an operation does takes it apart completely, so that a new fact about operations is an error of the compiler
//! wherever it must be handled.

use std::collections::BTreeSet;

use crate::sources::{files, root};
use crate::tokens::{Token, tokens};

#[test]
fn behaviours_are_taken_apart() {
    let text = std::fs::read_to_string(root().join("generator/src/plan/behaviour.rs")).expect("the plan is there");
    let fields = fields(&text);
    assert!(fields.len() > 5, "only the fields {fields:?} are seen");
    let mut faults = Vec::new();
    for (path, text) in files() {
        faults.extend(picked(&text, &fields).into_iter().map(|what| format!("{path}: {what}")));
    }
    assert!(
        faults.is_empty(),
        "write `let Behaviour {{ … }} = …` with every field instead of\n{}",
        faults.join("\n")
    );
}

/// The fields of `struct Behaviour`.
fn fields(text: &str) -> BTreeSet<String> {
    let all = tokens(text);
    let start = all
        .windows(2)
        .position(|pair| [pair[0].word(), pair[1].word()] == [Some("struct"), Some("Behaviour")]);
    let body = &all[start.expect("the struct is there")..];
    let body = body.split(|token| token.is_sign('}')).next().unwrap_or_default();
    // `pub name: Type`
    let names = body
        .windows(3)
        .filter(|words| words[0].word() == Some("pub") && words[2].is_sign(':'));
    names.filter_map(|words| words[1].word().map(str::to_owned)).collect()
}

/// Fields that are read one by one, and patterns that leave some out.
fn picked(text: &str, fields: &BTreeSet<String>) -> Vec<String> {
    let all = tokens(text);
    let mut out = Vec::new();
    for at in 0..all.len() {
        let rest = &all[at..];
        match rest {
            [Token::Word(of), Token::Sign('.'), Token::Word(field), ..]
                if of == "behaviour" && fields.contains(field) =>
            {
                out.push(format!("behaviour.{field}"));
            }
            [Token::Word(name), Token::Sign('{'), ..] if name == "Behaviour" => {
                let pattern = rest.split(|token| token.is_sign('}')).next().unwrap_or_default();
                // `..` before the bracket is the rest of a pattern; `..other` is a value of all facts.
                if pattern.ends_with(&[Token::Sign('.'), Token::Sign('.')]) {
                    out.push("Behaviour { .. }".to_owned());
                }
            }
            _ => {}
        }
    }
    out
}

#[test]
fn what_is_picked_is_seen() {
    let fields =
        fields("pub struct Other { pub a: u8 } pub struct Behaviour { pub bulk: Option<Bulk>, pub feed: Feed }");
    assert_eq!(fields, BTreeSet::from(["bulk".to_owned(), "feed".to_owned()]));
    let code = "fn f() { let Behaviour { bulk, .. } = &one.behaviour; one.behaviour.feed.len(); behaviour.other() }";
    assert_eq!(picked(code, &fields), ["Behaviour { .. }", "behaviour.feed"]);
    let whole = "fn f() { let Behaviour { bulk: _, feed } = one.behaviour; Behaviour { bulk: None, ..behaviour } }";
    assert!(picked(whole, &fields).is_empty());
}
