//! VERB: Api → files. Cannot fail for a valid [`Api`]: all choices are over.
//!
//! Rust whose structure depends on the document is made of tokens and printed here; text with holes comes from templates;
//! the runtime is copied. Must not look at the document.

pub mod check;
pub mod context;
mod conversions;
mod deep_maps;
mod docs;
mod enums;
mod extras;
mod failures;
mod html;
mod imports;
pub mod layers;
mod limits;
mod models;
mod operations;
mod parts;
mod print;
mod records;
mod stems;
mod tables;
mod templates;
mod types;
mod unions;
mod uses;
mod webhooks;

use serde_json::Value;

use crate::config::{self, Config};
use crate::diag::Diagnostics;
use crate::file::File;
use crate::ir::Api;

pub use print::HEADER;
use templates::Templates;

/// Every file of the crate, sorted by path. Faults of templates are diagnostics.
pub fn emit(api: &Api, config: &Config, templates: &config::Templates, diags: &mut Diagnostics) -> Vec<File> {
    let layers = layers::layers(templates, diags);
    let templates = Templates::new(api, config, &layers, diags);
    let decorators = templates.decorators(diags);
    let mut files = models::files(api, &decorators);
    files.extend(operations::files(api, &decorators));
    files.push(failures::file(api, &decorators));
    files.extend(webhooks::file(api));
    templates.add(&mut files, decorators, diags);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// What templates of the API may name, as JSON.
pub fn context(api: &Api, config: &Config, templates: &config::Templates, diags: &mut Diagnostics) -> Value {
    let layers = layers::layers(templates, diags);
    let context = Templates::context(api, config, &layers, diags);
    serde_json::to_value(context).unwrap_or_default()
}
