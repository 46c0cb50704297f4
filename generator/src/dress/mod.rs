//! VERB: items → files. The only room that knows templates.
//!
//! In: what `emit` makes of the plan, and the layers: files that are copied, and templates that are filled. Out: every file of the
//! crate, and what is wrong with templates, because people write them. Must not make Rust whose structure depends on the document.

pub mod check;
pub mod context;
mod files;
pub mod layers;
mod parts;
mod templates;

use serde_json::Value;

use crate::config::{self, Config};
use crate::diag::Diagnostics;
use crate::emit::Source;
use crate::file::File;
use crate::ir::Api;

pub use files::HEADER;
use templates::Templates;

/// Every file of the crate, sorted by path. Faults of templates are diagnostics.
pub fn dress(
    api: &Api,
    sources: Vec<Source<'_>>,
    config: &Config,
    templates: &config::Templates,
    diags: &mut Diagnostics,
) -> Vec<File> {
    let layers = layers::layers(templates, diags);
    let templates = Templates::new(api, config, &layers, diags);
    let decorators = templates.decorators(diags);
    let dressed = sources.into_iter().map(|source| files::file(source, &decorators));
    let mut files: Vec<File> = dressed.collect();
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
