//! VERB: Api → items. Cannot fail for a valid [`Api`]: all choices are over.
//!
//! In: the plan. Out: each Rust file whose structure depends on the document, as a [`Source`]: items made of tokens and printed one
//! by one. Must not look at the document or at the author's choices, and must not know templates: `dress` puts files together.

pub(crate) mod docs;
mod extras;
mod failures;
mod models;
mod operations;
mod print;
mod source;
pub(crate) mod types;
mod webhooks;

use crate::ir::Api;

pub(crate) use operations::output_type;
pub(crate) use print::stems::stem;
pub use source::{About, Item, Piece, Source};

/// The files of the plan.
pub fn emit(api: &Api) -> Vec<Source<'_>> {
    let mut out = models::files(api);
    out.extend(operations::files(api));
    out.push(failures::file(api));
    out.extend(webhooks::file(api));
    out
}
