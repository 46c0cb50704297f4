//! What a request must carry, as the runtime takes it.

use proc_macro2::TokenStream;
use quote::quote;

/// Alternatives of schemes: one of them is enough, with all of its schemes.
pub(super) fn requirements(all: &[Vec<String>]) -> TokenStream {
    let all = all.iter().map(|one| quote!(&[#(#one),*]));
    quote!(&[#(#all),*])
}
