//! `oasmith` reads OpenAPI documents and writes typed Rust client crates.
//!
//! The pipeline is [`generate`]; `ARCHITECTURE.md` beside this crate is the map. A build script uses [`Build`].

mod alike;
pub mod annotate;
mod build;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
#[doc(hidden)]
#[path = "../../templates/runtime/src/contract.rs"]
pub mod contract;
pub mod diag;
pub mod diff;
pub mod dress;
pub mod emit;
pub mod fence;
pub mod file;
mod lexer;
pub mod load;
pub mod lower;
mod manifest;
pub mod plan;
pub mod pointer;
mod printable;
mod project;
pub mod remedy;
pub mod render;
mod report;
mod schemas;
pub mod select;
pub mod spec;
mod stack;
pub mod surface;
pub mod write;

pub use build::{Build, BuildError};

use config::{Config, Renewal, Templates};
use diag::{Diagnostics, Place};
use file::File;
use lower::Lowered;
use pointer::Pointer;
use select::Selection;
use spec::{Document, Operations};

/// What a run makes: the files of a crate, and what can be said about them.
#[derive(Clone, Debug)]
pub struct Generated {
    /// All files, sorted by path.
    pub files: Vec<File>,
    /// What was kept, inferred and lost, as JSON.
    pub report: serde_json::Value,
    /// The names of the crate, if `names.lock` keeps them.
    pub lock: Option<Renewal>,
}

/// Document → crate. `None` if there are errors; what was lost on the way is in `diags`.
pub fn generate(
    document: &Document,
    config: &Config,
    templates: &Templates,
    diags: &mut Diagnostics,
) -> Option<Generated> {
    stack::deep(|| walk(document, config, templates, diags))
}

/// A client before it is written down, for whoever compares two of them.
#[derive(Debug)]
pub struct Planned(plan::Api);

impl Planned {
    /// The client of a document. `None` if there are errors.
    pub fn new(document: &Document, config: &Config, diags: &mut Diagnostics) -> Option<Self> {
        plan_client(document, config, diags).map(Self)
    }

    /// What callers of this client meet in another one.
    pub fn changes(&self, new: &Self) -> diff::Report {
        diff::diff(&self.0, &new.0)
    }
}

/// Document → the plan of its crate. `None` if there are errors.
pub fn plan_client(document: &Document, config: &Config, diags: &mut Diagnostics) -> Option<plan::Api> {
    stack::deep(|| {
        let mut operations = Operations::new(document);
        let (_, Lowered { api, lock: _ }) = as_written(document, diags, |found| {
            decide(document, &mut operations, config, found)
        });
        (!diags.has_errors()).then_some(api)
    })
}

/// Document → what templates may name, as JSON. `None` if there are errors.
pub fn context(
    document: &Document,
    config: &Config,
    templates: &Templates,
    diags: &mut Diagnostics,
) -> Option<serde_json::Value> {
    let api = plan_client(document, config, diags)?;
    let context = |found: &mut Diagnostics| dress::context(&api, templates, found);
    stack::deep(|| Some(as_written(document, diags, context)))
}

/// The walk itself.
fn walk(document: &Document, config: &Config, templates: &Templates, diags: &mut Diagnostics) -> Option<Generated> {
    let mut operations = Operations::new(document);
    let (selection, Lowered { api, lock }) = as_written(document, diags, |found| {
        let decided = decide(document, &mut operations, config, found);
        remedy::add(document, found);
        decided
    });
    if diags.has_errors() {
        return None;
    }
    let dress = |found: &mut Diagnostics| dress::dress(&api, emit::emit(&api), config, templates, found);
    let mut files = as_written(document, diags, dress);
    if !templates.without_runtime {
        files.push(surface::file(&files));
        files.sort_by(|a, b| a.path.cmp(&b.path));
    }
    diags.accept(accepted(config));
    let report = report::report(document, &api, &selection, diags);
    (!diags.has_errors()).then_some(Generated { files, report, lock })
}

/// Runs passes over a document, whose messages are about it as it was converted and corrected. What is told is about it as its author
/// finds it.
fn as_written<T>(document: &Document, diags: &mut Diagnostics, passes: impl FnOnce(&mut Diagnostics) -> T) -> T {
    let mut found = Diagnostics::default();
    let out = passes(&mut found);
    diags.extend(found.into_iter().map(|said| document.told(said)));
    out
}

/// The first half of the walk: every decision.
fn decide<'a>(
    document: &Document,
    operations: &'a mut Operations,
    config: &Config,
    diags: &mut Diagnostics,
) -> (Selection<'a>, Lowered) {
    let annotations = annotate::annotate(document, operations, config, diags);
    let selection = select::select(operations, config, diags);
    let lowered = lower::lower(document, &annotations, &selection.wanted, config, diags);
    (selection, lowered)
}

/// The gaps that the author accepts, and where that is said.
fn accepted(config: &Config) -> impl Iterator<Item = (Pointer, Place)> {
    config.skip.iter().map(|entry| {
        let place = Place::entry(&config.file, &entry.span);
        (Pointer::parse(&entry.text), place)
    })
}
