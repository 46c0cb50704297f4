//! Members of an item, printed without the item.

use proc_macro2::TokenStream;
use quote::quote;

use super::pretty::unparse;
use super::tables::rows;

/// Members that each stand on lines of their own.
#[derive(Clone, Copy)]
pub(in crate::emit) enum Members {
    /// Of an enum, with the commas behind them.
    Variants,
    /// Of a struct, with the commas behind them.
    Fields,
    /// Of an `impl`.
    Methods,
    /// Of a table, with the commas behind them.
    Rows,
}

impl Members {
    /// What stands in the item in place of members that are printed by themselves.
    pub(super) fn hole(self) -> TokenStream {
        match self {
            Self::Variants | Self::Rows => quote!(members,),
            Self::Fields => quote!(members: (),),
            Self::Methods => quote!(
                fn members() {}
            ),
        }
    }

    /// The lines of members.
    pub(super) fn text(self, members: &TokenStream) -> String {
        let alone = match self {
            Self::Variants => quote!(enum Alone { #members }),
            Self::Fields => quote!(struct Alone { #members }),
            Self::Methods => quote!(impl Alone { #members }),
            Self::Rows => return rows(members),
        };
        // An item with nothing but these members: they stand as deep as in any other, between its first line and its last.
        let text = unparse(alone);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let own = lines.get(1..lines.len().saturating_sub(1));
        own.unwrap_or_default().concat()
    }
}
