//! `oasmith` reads OpenAPI documents and writes typed Rust client crates.
//!
//! The pipeline is [`generate`]; `ARCHITECTURE.md` beside this crate is the map.

pub mod cli;
pub mod config;
pub mod desugar;
pub mod diag;
pub mod emit;
pub mod explain;
pub mod file;
pub mod ir;
pub mod load;
pub mod lower;
pub mod pointer;
pub mod remedy;
pub mod render;
mod report;
pub mod spec;
mod stack;
pub mod write;

use config::{Config, Templates};
use diag::Diagnostics;
use file::File;
use spec::Document;

/// What a run makes: the files of a crate, and what can be said about them.
#[derive(Clone, Debug)]
pub struct Generated {
    /// All files, sorted by path.
    pub files: Vec<File>,
    /// What was kept, inferred and lost, as JSON.
    pub report: serde_json::Value,
}

/// Document → crate. `None` if there are errors; what was lost on the way is in `diags`.
pub fn generate(
    document: Document,
    config: &Config,
    templates: &Templates,
    diags: &mut Diagnostics,
) -> Option<Generated> {
    stack::deep(|| walk(document, config, templates, diags))
}

/// The walk itself.
fn walk(mut document: Document, config: &Config, templates: &Templates, diags: &mut Diagnostics) -> Option<Generated> {
    desugar::desugar(&mut document);
    let api = lower::lower(&document, config, diags);
    remedy::add(&document, diags);
    if diags.has_errors() {
        return None;
    }
    let files = emit::emit(&api, config, templates, diags);
    diags.accept(&config.skip);
    let report = report::report(&document, &api, diags);
    (!diags.has_errors()).then_some(Generated { files, report })
}
