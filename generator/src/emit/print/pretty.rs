//! Tokens of one item to text.

use proc_macro2::TokenStream;

use super::tables::table;

/// Pretty text. What does not parse is a fault of this program; it is written as it is, so that the compiler shows it.
pub(super) fn unparse(tokens: &TokenStream) -> String {
    if let Some(text) = table(tokens) {
        return text;
    }
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => format!("{tokens}\n"),
    }
}
