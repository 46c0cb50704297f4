//! VERB: items → files. The only room that knows templates.
//!
//! In: what `emit` makes of the plan, and the layers: files that are copied, and templates that are filled. Out: every file of the
//! crate, and what is wrong with templates, because people write them. Must not make Rust whose structure depends on the document.

mod attributes;
mod cfg;
pub mod check;
pub mod context;
mod crates;
mod declared;
mod decorators;
mod exports;
mod faults;
mod files;
mod fill;
mod header;
mod inline;
pub mod layers;
mod mount;
mod runtime_crate;
mod syntax;
mod tailor;

use serde_json::Value;

use crate::config::{self, Config};
use crate::diag::Diagnostics;
use crate::emit::{self, Items};
use crate::file::File;
use crate::plan::{Api, Runtime};

use context::{Context, Wanted};
use decorators::Decorators;
use fill::Templates;
pub use header::HEADER;
pub(crate) use header::without_header;
use layers::Layers;
pub use runtime_crate::runtime_crate;
use tailor::tailor;

/// Every file of the crate, sorted by path. Faults of templates are diagnostics.
pub fn dress(
    api: &Api,
    items: Items<'_>,
    config: &Config,
    templates: &config::Templates,
    diags: &mut Diagnostics,
) -> Vec<File> {
    let layers = tailored(api, templates, diags);
    let mount = templates.mount.as_deref();
    let templates = Templates::new(api, &items.client, &layers, diags);
    cfg::check_modules(config, templates.modules(), diags);
    let mut decorators = Decorators::new(templates.engine(), &layers, diags);
    let dressed = items
        .sources
        .into_iter()
        .map(|source| files::file(source, &mut decorators));
    let mut files: Vec<File> = dressed.collect();
    decorators.report(diags);
    templates.add(&mut files, diags);
    if let Some(out) = mount {
        let mounted = mount::crate_of_layers(&files, &layers, out);
        if mounted.is_empty() {
            diags.push(mount::nothing(config));
        }
        files.extend(mounted);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The layers of a client, with a runtime that has what the client needs.
fn tailored(api: &Api, templates: &config::Templates, diags: &mut Diagnostics) -> Layers {
    let has_copy = api.package.runtime == Runtime::Copied;
    let mut layers = layers::layers(templates, has_copy, diags);
    if has_copy && !templates.without_runtime {
        tailor(&mut layers, &api.package.runtime_features, diags);
    }
    layers
}

/// What templates of the API may name, as JSON.
pub fn context(api: &Api, templates: &config::Templates, diags: &mut Diagnostics) -> Value {
    let layers = tailored(api, templates, diags);
    let context = Context::new(api, &emit::client(api), fill::modules(api, &layers, diags), Wanted::ALL);
    serde_json::to_value(context).unwrap_or_default()
}
