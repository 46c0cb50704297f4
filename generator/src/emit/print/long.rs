//! Items of any length. Tokens take twenty times as much memory as text, and the tree that is printed takes as much again, so of
//! an item with many members only some of them are tokens at a time.
//!
//! In: what makes an item around its members, and the members one after the other. Out: its text, which is the same as if all
//! members had been printed at once.

use proc_macro2::TokenStream;

use super::members::Members;
use super::pretty::unparse;

/// How many members are printed at once.
const PORTION: usize = 256;

/// Members one after the other, made when they are printed.
type Iter<'a> = Box<dyn Iterator<Item = TokenStream> + 'a>;

/// An item around its lists of members.
type Frame<'a> = Box<dyn FnOnce(&[TokenStream]) -> TokenStream + 'a>;

/// An item that becomes tokens only when it is printed.
pub(in crate::emit) struct LongItem<'a> {
    frame: Frame<'a>,
    lists: Vec<(Members, Iter<'a>)>,
}

impl From<TokenStream> for LongItem<'_> {
    fn from(tokens: TokenStream) -> Self {
        Self::new(move |_| tokens)
    }
}

impl<'a> LongItem<'a> {
    /// An item around lists of members, which are given to it in the order in which it has them.
    pub(in crate::emit) fn new(frame: impl FnOnce(&[TokenStream]) -> TokenStream + 'a) -> Self {
        Self {
            frame: Box::new(frame),
            lists: Vec::new(),
        }
    }

    /// One more list of members.
    pub(in crate::emit) fn with(mut self, kind: Members, members: impl Iterator<Item = TokenStream> + 'a) -> Self {
        self.lists.push((kind, Box::new(members)));
        self
    }

    /// The same item, changed by what sees it without members.
    pub(in crate::emit) fn changed(self, change: impl FnOnce(TokenStream) -> TokenStream + 'a) -> Self {
        let Self { frame, lists } = self;
        Self {
            frame: Box::new(move |members| change(frame(members))),
            lists,
        }
    }

    /// The text of the item; empty if there is nothing to print. All tokens are shown to `seen`.
    pub(super) fn text(self, mut seen: impl FnMut(&TokenStream)) -> String {
        let Self { frame, lists } = self;
        let mut lists: Vec<List<'a>> = lists.into_iter().map(|(kind, rest)| List::new(kind, rest)).collect();
        if lists.iter_mut().all(List::is_short) {
            let members: Vec<TokenStream> = lists.into_iter().map(|list| list.first).collect();
            let whole = frame(&members);
            seen(&whole);
            return unparse(whole);
        }
        let holes: Vec<TokenStream> = lists.iter().map(|list| list.kind.hole()).collect();
        let around = frame(&holes);
        seen(&around);
        let around = unparse(around);
        let mut rest = around.as_str();
        let mut out = String::new();
        for list in lists {
            // A line of its own: no comment has one.
            let hole = format!("\n{}", list.kind.text(&list.kind.hole()));
            let (before, after) = rest.split_once(&hole).unwrap_or((rest, ""));
            out.push_str(before);
            out.push('\n');
            list.print(&mut out, &mut seen);
            rest = after;
        }
        out + rest
    }
}

/// A list of which the first members are tokens.
struct List<'a> {
    kind: Members,
    first: TokenStream,
    rest: std::iter::Peekable<Iter<'a>>,
}

impl<'a> List<'a> {
    fn new(kind: Members, members: Iter<'a>) -> Self {
        let mut rest = members.peekable();
        let first = rest.by_ref().take(PORTION).collect();
        Self { kind, first, rest }
    }

    /// Whether the first members are all.
    fn is_short(&mut self) -> bool {
        self.rest.peek().is_none()
    }

    fn print(self, out: &mut String, mut seen: impl FnMut(&TokenStream)) {
        let Self { kind, first, mut rest } = self;
        seen(&first);
        out.push_str(&kind.text(&first));
        while rest.peek().is_some() {
            let portion: TokenStream = rest.by_ref().take(PORTION).collect();
            seen(&portion);
            out.push_str(&kind.text(&portion));
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Ident;
    use quote::{format_ident, quote};

    use super::*;

    type Each = fn(Ident) -> TokenStream;

    /// As many members as three portions.
    fn members(each: Each) -> impl Iterator<Item = TokenStream> {
        (0..PORTION * 2 + 1).map(move |index| each(format_ident!("m{index}")))
    }

    /// The text printed in portions, after it was compared with the text printed at once.
    fn text(frame: fn(&[TokenStream]) -> TokenStream, lists: &[(Members, Each)]) {
        let whole: Vec<TokenStream> = lists.iter().map(|(_, each)| members(*each).collect()).collect();
        let item = lists.iter().fold(LongItem::new(frame), |item, (kind, each)| {
            item.with(*kind, members(*each))
        });
        let text = item.text(|_| {});
        assert_eq!(text, unparse(frame(&whole)));
        assert!(text.contains("m512"), "{text}");
    }

    #[test]
    fn portions_are_the_same_text() {
        text(
            |members| quote!(#[doc = " members,"] pub enum Name { #(#members)* Unknown(Text), }),
            &[(Members::Variants, |name| quote!(#[doc = " Words."] #name,))],
        );
        text(
            |members| quote!(pub struct Name { #(#members)* pub rest: Map, }),
            &[(Members::Fields, |name| quote!(pub #name: Option<Vec<String>>,))],
        );
        text(
            |members| quote!(impl Name { pub fn new() -> Self { Self {} } #(#members)* }),
            &[(
                Members::Methods,
                |name| quote!(#[inline] pub fn #name(mut self) -> Self { self.#name = 1; self }),
            )],
        );
        text(
            |rows| quote!(text_enum!(Name { #(#rows)* });),
            &[(Members::Rows, |name| quote!(#name: "first" | "second",))],
        );
    }
}
