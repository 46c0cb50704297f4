//! `oasmith init`: a folder below `specs` with everything that `oasmith generate` needs for a document.
//!
//! In: documents anywhere. Out: copies of them and of all files that they refer to, a `client.toml` that names every option,
//! an overlay, where it came from; and a `Cargo.toml` where there is none. Nothing that is there is written over.

mod copies;
mod name;
mod texts;
mod workspace;

use std::path::{Path, PathBuf};

use crate::cli::arguments::Init;
use crate::cli::job;
use crate::cli::output::Output;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::file::File;
use crate::load::{Inputs, load};
use crate::spec::Document;
use crate::write::{recover, write_new};
use workspace::Cargo;

/// What is made.
struct NewFolder {
    api: String,
    root: PathBuf,
    files: Vec<File>,
    cargo: Cargo,
}

/// Makes the folder, and tells what comes next.
pub(super) fn init(options: &Init, output: &mut Output<'_>) -> u8 {
    let mut diags = Diagnostics::default();
    let document = read(options, &mut diags);
    let plan = document
        .as_ref()
        .and_then(|document| plan(options, document, &mut diags));
    let plan = plan.filter(|_| !diags.has_errors());
    options.messages.say(&diags, document.as_ref(), output);
    let Some(plan) = plan else { return 1 };
    match write_new(&plan.root, &plan.files) {
        Ok(()) => {
            options.messages.note(&plan.words(), output);
            0
        }
        Err(error) => {
            options.messages.tell(
                error.diagnostic(Some("--root names a folder that can be written")),
                output,
            );
            1
        }
    }
}

/// The documents, if there is no error in them: an overlay can settle anything less.
fn read(options: &Init, diags: &mut Diagnostics) -> Option<Document> {
    let inputs = Inputs {
        documents: options.spec.clone(),
        allow_outside: options.allow_outside.clone(),
        ..Inputs::default()
    };
    let mut said = Diagnostics::default();
    let document = load(&inputs, &mut said);
    let errors = said.iter().filter(|item| item.severity == crate::diag::Severity::Error);
    errors.for_each(|item| diags.push(item.clone()));
    document
}

fn plan(options: &Init, document: &Document, diags: &mut Diagnostics) -> Option<NewFolder> {
    if diags.has_errors() {
        return None;
    }
    let root = options.root.clone().or_else(job::workspace).unwrap_or_default();
    let api = match name::of(options.name.as_deref(), &options.spec, document) {
        Ok(api) => api,
        Err(error) => {
            diags.push(*error);
            return None;
        }
    };
    let base = format!("specs/{api}");
    if let Err(error) = recover(&root) {
        diags.push(error.diagnostic(None));
        return None;
    }
    if let Some(error) = taken(&root, &base) {
        diags.push(error);
        return None;
    }
    let copies = copies::of(document, &options.spec);
    let cargo = Cargo::of(&root, &api);
    let mut files: Vec<File> = texts::files(&api, document, &copies);
    files.extend(copies.into_iter().map(|copy| copy.file));
    files
        .iter_mut()
        .for_each(|file| file.path = format!("{base}/{}", file.path));
    files.extend(cargo.file());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Some(NewFolder {
        api,
        root,
        files,
        cargo,
    })
}

/// Refuses a folder that is there.
fn taken(root: &Path, base: &str) -> Option<Diagnostic> {
    let folder = root.join(base);
    folder.symlink_metadata().is_ok().then(|| {
        let place = Place::file(&folder);
        Diagnostic::new(
            Code::NotWritten,
            place,
            "the folder is there, and init writes over nothing",
        )
        .help("name the API otherwise, `oasmith init NAME --spec FILE`, or edit what is there")
    })
}

impl NewFolder {
    /// What was made, and what comes next.
    fn words(&self) -> String {
        let made: Vec<String> = self.files.iter().map(|file| format!("  {}", file.path)).collect();
        let (api, check) = (&self.api, self.cargo.check(&self.api));
        let advice: String = self
            .cargo
            .advice(api)
            .map(|line| format!("\n{line}"))
            .unwrap_or_default();
        format!(
            "written:\n{}\nnext:\n  oasmith generate {api}\n  {check}{advice}",
            made.join("\n")
        )
    }
}
