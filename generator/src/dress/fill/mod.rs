//! Text with holes: every file of the layers as it goes out, rendered if it is a template, copied if not.
//!
//! A template's path is the output's path; with `[group]`, `[model]` or `[operation]` in it there is an output for each. Files
//! below `items` are put around single items. Undefined names are errors; Rust made by a template must parse.

mod engine;
mod faults;
mod lex;
mod map;
mod modules;
mod rust;
mod subject;

use std::collections::BTreeMap;

use super::attributes::beginning;
use super::header::{HEADER, copied_from};
use super::inline::inline;
use super::layers::{DECORATORS, Layered, Layers};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::emit::Client;
use crate::file::File;
use crate::plan::Api;
pub(super) use engine::Engine;
pub(super) use faults::{no_rust, unfilled};
pub(super) use rust::{Made, check};
use subject::{Filled, subjects};
pub(super) use subject::{Subject, Topic};

/// What layers make of an API.
pub(super) struct Templates<'a> {
    outputs: Vec<Filled<'a>>,
    modules: Vec<String>,
    /// Paths of the modules that are there only with a feature that nobody gets by default.
    extras: Vec<String>,
    engine: Engine<'a>,
}

impl<'a> Templates<'a> {
    /// Everything that is to be filled, compiled.
    pub(super) fn new(api: &'a Api, client: &Client, layers: &'a Layers, diags: &mut Diagnostics) -> Self {
        let outputs = outputs(api, layers, diags);
        let modules = modules::declared(&outputs);
        Self {
            engine: Engine::new(api, client, layers, modules.clone(), diags),
            modules,
            extras: modules::extras(&outputs),
            outputs,
        }
    }

    /// The hand-written modules of layers, sorted.
    pub(super) fn modules(&self) -> &[String] {
        &self.modules
    }

    /// The engine, for what is put around single items.
    pub(super) fn engine(&self) -> &Engine<'a> {
        &self.engine
    }

    /// Adds all files that do not depend on the structure of the document to those that do.
    pub(super) fn add(&self, files: &mut Vec<File>, diags: &mut Diagnostics) {
        let mut made: BTreeMap<String, String> = BTreeMap::new();
        made.extend(
            files
                .iter()
                .map(|file| (file.path.clone(), "oasmith itself".to_owned())),
        );
        let mut is_whole = true;
        for (file, path, subject) in &self.outputs {
            if let Some(other) = made.insert(subject.path.clone(), format!("`{}`", file.name)) {
                diags.push(doubled(file, &subject.path, &other));
            } else if file.template && !self.engine.has(path) {
                // Said already: it cannot be compiled.
            } else {
                match self.output(file, path, subject) {
                    Ok(output) => files.push(output),
                    Err(fault) => {
                        is_whole = false;
                        diags.push(*fault);
                    }
                }
            }
        }
        // What a file that could not be made would have declared is not known.
        if is_whole {
            modules::check(&self.outputs, files, diags);
        }
    }

    /// Whether a file belongs to a module that only those compile who ask for its feature.
    fn is_extra(&self, path: &str) -> bool {
        self.extras.iter().any(|extra| path.starts_with(extra.as_str()))
    }

    /// The output of one file of a layer.
    fn output(&self, file: &Layered, path: &str, subject: &Subject<'_>) -> Result<File, Box<Diagnostic>> {
        if !file.template {
            return Ok(copied(file, &subject.path, self.is_extra(&subject.path)));
        }
        let filled = self.engine.fill(path, subject);
        let text = filled.map_err(|error| Box::new(unfilled(file, subject, &error)))?;
        let text = format!("{}\n", text.trim_end());
        if subject.path.ends_with(".rs") {
            check(Made::File, &subject.path, &text)
                .map_err(|fault| Box::new(no_rust(fault, &self.engine, file, subject, &text)))?;
        }
        Ok(File {
            path: subject.path.clone(),
            text,
        })
    }
}

/// The hand-written modules of layers, sorted.
pub(super) fn modules(api: &Api, layers: &Layers, diags: &mut Diagnostics) -> Vec<String> {
    modules::declared(&outputs(api, layers, diags))
}

/// Each file of the layers that goes out.
fn outputs<'a>(api: &'a Api, layers: &'a Layers, diags: &mut Diagnostics) -> Vec<Filled<'a>> {
    let mut out = Vec::new();
    for (path, file) in layers.iter().filter(|(path, _)| !path.starts_with(DECORATORS)) {
        match subjects(path, file, api) {
            Ok(subjects) => out.extend(subjects.into_iter().map(|subject| (file, path.as_str(), subject))),
            Err(fault) => diags.push(*fault),
        }
    }
    out
}

/// A file without holes.
fn copied(file: &Layered, path: &str, is_extra: bool) -> File {
    let header = match &file.edited_at {
        _ if !path.ends_with(".rs") => String::new(),
        Some(place) => format!("{}\n\n", copied_from(place)),
        None => format!("{HEADER}\n\n"),
    };
    // What the runtime needs inlined says so itself.
    let is_of_library = path.starts_with("src/") && path.ends_with(".rs") && !path.starts_with("src/runtime/");
    let (first, rest) = match path.ends_with(".rs") {
        true => beginning(file.own()),
        false => ("", file.own()),
    };
    let text = match file.edited_at.is_some() && is_of_library && !is_extra {
        true => inline(rest),
        false => rest.to_owned(),
    };
    File {
        path: path.to_owned(),
        text: format!("{first}{header}{text}"),
    }
}

fn doubled(file: &Layered, path: &str, other: &str) -> Diagnostic {
    let message = format!("`{path}` is made twice: by `{}` and by {other}", file.name);
    let place = Place::File(file.origin.clone());
    Diagnostic::new(Code::DuplicateOutput, place, message).help(
        "give the file another path; what oasmith makes of the document is changed by decorators, `items/*.rs.j2`",
    )
}
