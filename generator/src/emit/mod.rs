//! VERB: Api → items. Cannot fail for a valid [`Api`]: all choices are over.
//!
//! In: the plan. Out: each Rust file whose structure depends on the document, as a [`FileItems`]: items made of tokens and printed one
//! by one; of `src/client.rs`, what depends on the document. Must not look at the document or at the author's choices, and must not know
//! templates: `dress` puts files together.

mod arguments;
mod client;
mod describing;
pub(crate) mod docs;
mod extras;
mod failures;
mod models;
mod operations;
mod print;
mod security;
mod source;
pub(crate) mod types;
mod webhooks;

use crate::plan::Api;

pub(crate) use client::client;
pub(crate) use operations::output_type;
pub(crate) use print::stems::stem;
pub use source::{About, Client, FileItems, Item, Items, Piece};

/// The items of the plan.
pub fn emit(api: &Api) -> Items<'_> {
    let mut sources = models::files(api);
    sources.extend(operations::files(api));
    sources.push(failures::file(api));
    sources.extend(webhooks::file(api));
    Items {
        sources,
        client: client(api),
    }
}
