//! Calls of macros among the items of an `impl`: prettyplease knows nothing of what they are given.
//!
//! In: the tokens of an item. Out: the same with empty calls, and the text of each call, which stands in its place after printing. Only an
//! `impl Operation` has calls.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::tables::lines;

/// How long a line may be.
const WIDTH: usize = 100;

/// Calls taken out of an item.
pub(super) struct Calls(Vec<(String, String)>);

impl Calls {
    /// The item with empty calls, and what was in them.
    pub(super) fn taken_out(item: Vec<TokenTree>) -> (TokenStream, Self) {
        let mut calls = Vec::new();
        let has_calls = match item.as_slice() {
            [TokenTree::Ident(first), TokenTree::Ident(second), ..] => first == "impl" && second == "Operation",
            _ => false,
        };
        let item = item.into_iter().map(|token| match token {
            TokenTree::Group(body) if has_calls => {
                TokenTree::Group(Group::new(body.delimiter(), emptied(body.stream(), &mut calls)))
            }
            token => token,
        });
        (item.collect(), Self(calls))
    }

    /// The printed item with its calls.
    pub(super) fn put_back(self, text: String) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len()), text.as_str());
        for (name, call) in self.0 {
            let empty = format!("    runtime::{name}!();\n");
            let (before, after) = rest.split_once(&empty).unwrap_or((rest, ""));
            out.push_str(before);
            out.push_str(&call);
            rest = after;
        }
        out + rest
    }
}

/// The items of an `impl` with empty calls of the runtime's macros; each call goes to `calls`.
fn emptied(items: TokenStream, calls: &mut Vec<(String, String)>) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    for token in items {
        let name = match out.as_slice() {
            [.., TokenTree::Ident(name), TokenTree::Punct(sign)] if sign.as_char() == '!' => Some(name.to_string()),
            _ => None,
        };
        match (token, name) {
            (TokenTree::Group(group), Some(name)) if group.delimiter() == Delimiter::Parenthesis => {
                let call = call(&name, group.stream());
                calls.push((name, call));
                out.push(TokenTree::Group(Group::new(Delimiter::Parenthesis, TokenStream::new())));
            }
            (token, _) => out.push(token),
        }
    }
    out.into_iter().collect()
}

/// A call on one line, or with a line for each of what it is given.
fn call(name: &str, given: TokenStream) -> String {
    let given = lines(given);
    let short = format!("    runtime::{name}!({});\n", given.join(" "));
    if short.len() <= WIDTH {
        return short;
    }
    let given: String = given.iter().map(|line| format!("        {line}\n")).collect();
    format!("    runtime::{name}!(\n{given}    );\n")
}
