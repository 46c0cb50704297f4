//! VERB: Api → files. Cannot fail for a valid [`Api`]: all choices are over.
//!
//! Rust whose structure depends on the document is made of tokens and printed here; text with holes comes from templates;
//! the runtime is copied. Must not look at the document.

mod context;
mod conversions;
mod docs;
mod enums;
mod extras;
mod failures;
mod html;
mod layers;
mod limits;
mod models;
mod operations;
mod parts;
mod print;
mod records;
mod tables;
mod templates;
mod types;
mod unions;
mod uses;
mod webhooks;

use crate::config::{Config, Templates};
use crate::diag::Diagnostics;
use crate::file::File;
use crate::ir::Api;

pub use print::HEADER;

/// Every file of the crate, sorted by path. Faults of templates are diagnostics.
pub fn emit(api: &Api, config: &Config, templates: &Templates, diags: &mut Diagnostics) -> Vec<File> {
    let mut files = models::files(api);
    files.extend(operations::files(api));
    files.push(failures::file(api));
    files.extend(webhooks::file(api));
    files.extend(templates::files(api, config, templates, diags));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
