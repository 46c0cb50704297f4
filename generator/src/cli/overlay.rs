//! `oasmith overlay`: what overlays make of a document, as a document, and what is to be said about them.
//!
//! Nothing of the document itself is judged here but what is an error: gaps and warnings are the business of `generate`.

use std::path::{Path, PathBuf};

use super::arguments::{Overlay, OverlayApply, OverlayInputs};
use super::job::of_api;
use super::named::Named;
use super::output::Output;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::load::{Inputs, effective};
use crate::render::{DocumentForm, document};
use crate::spec::Document;
use crate::write::{WriteError, write_one};

/// Runs one of the commands.
pub(super) fn overlay(command: &Overlay, output: &mut Output<'_>) -> u8 {
    match command {
        Overlay::Apply(options) => apply(options, output),
        Overlay::Check(options) => check(options, output),
    }
}

fn check(options: &OverlayInputs, output: &mut Output<'_>) -> u8 {
    match read(options, output) {
        Some(document) => {
            let paths: Vec<&str> = document.sources.iter().map(|source| source.path.as_str()).collect();
            options.messages.note(&format!("read: {}", paths.join(", ")), output);
            0
        }
        None => 1,
    }
}

fn apply(options: &OverlayApply, output: &mut Output<'_>) -> u8 {
    let Some(effective) = read(&options.inputs, output) else {
        return 1;
    };
    let Some(path) = &options.out else {
        output.print(&document(&effective.root, DocumentForm::Yaml));
        return 0;
    };
    match write(path, &effective) {
        Ok(()) => 0,
        Err(error) => {
            options.inputs.messages.tell(*error, output);
            1
        }
    }
}

/// The document as the overlays leave it, and what is to be said about them.
fn read(options: &OverlayInputs, output: &mut Output<'_>) -> Option<Document> {
    let mut diags = Diagnostics::default();
    let inputs = inputs(options, &mut diags).filter(|_| !diags.has_errors());
    let document = inputs.as_ref().and_then(|inputs| effective(inputs, &mut diags));
    let mut said = Diagnostics::default();
    let is_ours = |item: &&Diagnostic| item.severity == Severity::Error || item.code.is_about_overlays();
    diags.iter().filter(is_ours).for_each(|item| said.push(item.clone()));
    options.messages.say(&said, document.as_ref(), output);
    document
}

fn inputs(options: &OverlayInputs, diags: &mut Diagnostics) -> Option<Inputs> {
    let mut inputs = match (&options.api, &options.document) {
        (Some(api), _) => of_api(options.root.as_deref(), api, diags)?.inputs,
        (None, Some(document)) => Inputs {
            documents: vec![document.clone()],
            ..Inputs::default()
        },
        (None, None) => return None,
    };
    inputs.overlays.extend_from_slice(&options.overlay);
    inputs.allow_outside.extend_from_slice(&options.allow_outside);
    Some(inputs)
}

fn write(path: &Path, effective: &Document) -> Result<(), Box<Diagnostic>> {
    let shown = || Place::file(path);
    let is_read = |source: &PathBuf| source.canonicalize().ok() == path.canonicalize().ok();
    if path.exists()
        && effective
            .sources
            .iter()
            .any(|source| is_read(&PathBuf::from(&source.path)))
    {
        let message = "this file was read, and would be written over";
        let help = "let --out name another file: the document stays as it was published, and overlays correct it";
        return Err(Box::new(Diagnostic::new(Code::NotWritten, shown(), message).help(help)));
    }
    let form = match path.extension().and_then(|end| end.to_str()) {
        Some("json") => DocumentForm::Json,
        _ => DocumentForm::Yaml,
    };
    let named = Named::new(path, document(&effective.root, form)).replacing("an OpenAPI document", is_document);
    let written = named.and_then(|Named { folder, file }| write_one(folder, &file));
    written.map_err(|error: WriteError| {
        let message = error.to_string();
        let help = error
            .help
            .unwrap_or_else(|| "--out names a file in a folder that can be written".to_owned());
        Box::new(Diagnostic::new(Code::NotWritten, shown(), message).help(help))
    })
}

/// Whether a text has a key that every document has, as YAML or JSON.
fn is_document(text: &str) -> bool {
    let heads = ["openapi:", "\"openapi\":", "swagger:", "\"swagger\":"];
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| heads.iter().any(|head| line.starts_with(head)))
}
