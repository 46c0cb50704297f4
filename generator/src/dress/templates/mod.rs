//! Text with holes: every file of the layers as it goes out, rendered if it is a template, copied if not.
//!
//! A template's path is the output's path; with `[group]`, `[model]` or `[operation]` in it there is an output for each. Files
//! below `items` are put around single items. Undefined names are errors; Rust made by a template must parse.

mod engine;
mod fault;
mod items;
mod lex;
mod map;
mod rust;
mod subject;

use std::collections::BTreeMap;

use super::context::{Context, Wanted};
use super::files::HEADER;
use super::layers::{Layered, Layers};
use super::parts;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::file::File;
use crate::ir::Api;
use engine::Engine;
pub(super) use engine::{environment, syntax};
pub(super) use fault::of_engine as syntax_fault;
pub(super) use items::Decorators;
use rust::Made;
use subject::{Subject, subjects};

/// What layers make of an API.
pub(super) struct Templates<'a> {
    layers: &'a Layers,
    outputs: Vec<(&'a Layered, &'a str, Subject)>,
    engine: Engine,
}

impl<'a> Templates<'a> {
    /// Everything that is to be filled, compiled.
    pub(super) fn new(api: &Api, config: &Config, layers: &'a Layers, diags: &mut Diagnostics) -> Self {
        let outputs = outputs(api, layers, diags);
        let modules = modules(&outputs);
        parts::check_modules(config, &modules, diags);
        Self {
            layers,
            outputs,
            engine: Engine::new(api, config, layers, modules, diags),
        }
    }

    /// The context that all templates see.
    pub(super) fn context(api: &Api, config: &Config, layers: &Layers, diags: &mut Diagnostics) -> Context {
        let modules = modules(&outputs(api, layers, diags));
        Context::new(api, config, modules, Wanted::ALL)
    }

    /// What is put around single items.
    pub(super) fn decorators(&self, diags: &mut Diagnostics) -> Decorators<'_> {
        Decorators::new(&self.engine, self.layers, diags)
    }

    /// Adds all files that do not depend on the structure of the document to those that do.
    pub(super) fn add(&self, files: &mut Vec<File>, decorators: Decorators<'_>, diags: &mut Diagnostics) {
        decorators.faults().into_iter().for_each(|fault| diags.push(fault));
        let mut made: BTreeMap<String, String> = BTreeMap::new();
        made.extend(
            files
                .iter()
                .map(|file| (file.path.clone(), "oasmith itself".to_owned())),
        );
        for (file, path, subject) in &self.outputs {
            if let Some(other) = made.insert(subject.path.clone(), format!("`{}`", file.name)) {
                diags.push(doubled(file, &subject.path, &other));
            } else if file.template && !self.engine.has(path) {
                // Said already: it cannot be compiled.
            } else {
                match self.output(file, path, subject) {
                    Ok(output) => files.push(output),
                    Err(fault) => diags.push(*fault),
                }
            }
        }
    }

    /// The output of one file of a layer.
    fn output(&self, file: &Layered, path: &str, subject: &Subject) -> Result<File, Box<Diagnostic>> {
        if !file.template {
            return Ok(copied(file, &subject.path));
        }
        let text = self.engine.fill(path, file, subject)?;
        let text = format!("{}\n", text.trim_end());
        if subject.path.ends_with(".rs") {
            rust::check(Made::File, &subject.path, &text)
                .map_err(|fault| Box::new(subject.named(fault.told(&self.engine, file, subject, &text))))?;
        }
        Ok(File {
            path: subject.path.clone(),
            text,
        })
    }
}

/// Each file of the layers that goes out, with its path in the layers and what it is filled for.
fn outputs<'a>(api: &Api, layers: &'a Layers, diags: &mut Diagnostics) -> Vec<(&'a Layered, &'a str, Subject)> {
    let mut out = Vec::new();
    for (path, file) in layers.iter().filter(|(path, _)| !items::is_decorator(path)) {
        match subjects(path, file, api) {
            Ok(subjects) => out.extend(subjects.into_iter().map(|subject| (file, path.as_str(), subject))),
            Err(fault) => diags.push(*fault),
        }
    }
    out
}

/// The hand-written modules, sorted.
fn modules(outputs: &[(&Layered, &str, Subject)]) -> Vec<String> {
    let mut modules: Vec<String> = outputs
        .iter()
        .filter_map(|(_, _, subject)| module(&subject.path))
        .collect();
    modules.sort();
    modules.dedup();
    modules
}

/// A hand-written module of a layer: `src/env.rs` is `env`.
fn module(path: &str) -> Option<String> {
    let stem = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let own = ["lib", "client", "runtime", "models", "operations", "errors"];
    let name = stem.strip_suffix("/mod").unwrap_or(stem);
    (!name.contains('/') && !own.contains(&name)).then(|| name.to_owned())
}

/// A file without holes.
fn copied(file: &Layered, path: &str) -> File {
    let header = if path.ends_with(".rs") {
        format!("{HEADER}\n\n")
    } else {
        String::new()
    };
    File {
        path: path.to_owned(),
        text: format!("{header}{}", file.own()),
    }
}

fn doubled(file: &Layered, path: &str, other: &str) -> Diagnostic {
    let message = format!("`{path}` is made twice: by `{}` and by {other}", file.name);
    let place = Place::File(file.origin.clone());
    Diagnostic::new(Code::DuplicateOutput, place, message).help(
        "give the file another path; what oasmith makes of the document is changed by decorators, `items/*.rs.j2`",
    )
}
