//! Tokens to text: one item at a time, a blank line between.

mod calls;
pub(super) mod cfg;
pub(super) mod imports;
pub(super) mod long;
pub(super) mod members;
mod pretty;
pub(super) mod stems;
mod tables;

use proc_macro2::TokenStream;
use quote::quote;

use long::LongItem;
pub(super) use pretty::DOC_BREAK;
use pretty::unparse;

/// The text of items without blank lines between.
pub(super) fn block(items: &[TokenStream]) -> String {
    match items {
        [] => String::new(),
        items => unparse(quote!(#(#items)*)),
    }
}

/// The text of items, a blank line between.
pub(super) fn items(items: &[TokenStream]) -> String {
    let items = items.iter().filter(|item| !item.is_empty());
    joined(items.cloned().map(unparse))
}

/// The same for items that become tokens one by one, which are shown to `seen`.
pub(super) fn long_items<'a>(
    items: impl IntoIterator<Item = LongItem<'a>>,
    mut seen: impl FnMut(&TokenStream),
) -> String {
    joined(items.into_iter().map(|item| item.text(&mut seen)))
}

fn joined(items: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for text in items.filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&spaced(&text));
    }
    out
}

/// The text of a method as it would stand by itself.
pub(super) fn method(tokens: &TokenStream) -> String {
    let text = unparse(quote!(impl Handle { #tokens }));
    let lines: Vec<&str> = text.lines().collect();
    let inside = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    inside
        .iter()
        .map(|line| [line.strip_prefix("    ").unwrap_or(line), "\n"].concat())
        .collect()
}

/// Blank lines between the methods of an `impl`, and around what macros make in it: prettyplease prints none.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let ends = ["    }", "    );"].contains(&line) || (line.starts_with("    runtime::") && line.ends_with(';'));
        let next_begins = |next: &&str| {
            ["    ///", "    pub ", "    fn ", "    #[", "    runtime::"]
                .iter()
                .any(|start| next.starts_with(start))
        };
        if ends && lines.peek().is_some_and(next_begins) {
            out.push('\n');
        }
    }
    out
}
