//! Members of an item, printed without the item.

use proc_macro2::TokenStream;
use quote::quote;

use super::pretty::unparse;

/// Members that each stand on lines of their own.
#[derive(Clone, Copy)]
pub(in crate::emit) enum Members {
    /// Of an enum, with the commas behind them.
    Variants,
    /// Of a struct, with the commas behind them.
    Fields,
    /// Of an `impl`.
    Methods,
    /// Of a `match` that is all of a method, with the commas behind them.
    Arms,
}

impl Members {
    /// What stands in the item in place of members that are printed by themselves.
    pub(super) fn hole(self) -> TokenStream {
        match self {
            Self::Variants => quote!(members,),
            Self::Fields => quote!(members: (),),
            Self::Methods => quote!(
                fn members() {}
            ),
            Self::Arms => quote!(members => (),),
        }
    }

    /// An item with nothing but these members, as deep as they stand in any other.
    fn alone(self, members: &TokenStream) -> TokenStream {
        match self {
            Self::Variants => quote!(enum Alone { #members }),
            Self::Fields => quote!(struct Alone { #members }),
            Self::Methods => quote!(impl Alone { #members }),
            Self::Arms => quote!(impl Alone { fn alone() { match alone { #members } } }),
        }
    }

    /// The lines of members.
    pub(super) fn text(self, members: &TokenStream) -> String {
        let around = match self {
            Self::Variants | Self::Fields | Self::Methods => 1,
            Self::Arms => 3,
        };
        let text = unparse(&self.alone(members));
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let own = lines.get(around..lines.len().saturating_sub(around));
        own.unwrap_or_default().concat()
    }
}
