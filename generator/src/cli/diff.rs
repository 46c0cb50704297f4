//! `oasmith diff`: two documents or revisions in, a report out.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::arguments::{Deny, Diff, ReportFormat};
use super::job::{apis, inputs, refused, unknown, workspace};
use super::output::Output;
use super::revision;
use crate::config::Config;
use crate::diag::{Code, Diagnostics, Place, Severity, shown};
use crate::diff::{Bump, Change, Class, Report, Side, Spot};
use crate::load::{Inputs, load};
use crate::pointer::Pointer;
use crate::project;
use crate::render::{self, Locator, Style, render};
use crate::spec::Document;
use crate::{Plan, plan};

/// What is compared: where it is, and how that is told.
struct Source {
    inputs: Inputs,
    config: Config,
    /// The files of a revision, and its name.
    revision: Option<(TempDir, String)>,
}

/// Compares, prints the report, and gives the exit code.
pub(super) fn diff(options: &Diff, output: &mut Output<'_>) -> u8 {
    let mut diags = Diagnostics::default();
    let sources = match &options.api {
        Some(api) => revisions(options, api, &mut diags),
        None => paths(options, &mut diags),
    };
    let Some((mut old, mut new)) = sources else {
        output.error(&said(options, &diags, None, output.colour));
        return 1;
    };
    for source in [&mut old, &mut new] {
        source.inputs.allow_outside.extend_from_slice(&options.allow_outside);
    }
    let (Some((old_document, old_api)), Some((new_document, new_api))) =
        (read(options, &old, output), read(options, &new, output))
    else {
        return 1;
    };
    let report = crate::diff::diff(&old_api, &new_api);
    let (mut in_old, mut in_new) = (Locator::new(&old_document), Locator::new(&new_document));
    let mut spot = |change: &Change| match change.side {
        Side::Old => spot(&old_document, &mut in_old, &old, &change.at),
        Side::New => spot(&new_document, &mut in_new, &new, &change.at),
    };
    let bump = report.bump(&old.config.version);
    output.print(&match options.format {
        ReportFormat::Json => format!("{:#}\n", crate::diff::json(&report, bump.as_ref(), &mut spot)),
        ReportFormat::Text => crate::diff::text(&report, &mut spot) + &version(bump.as_ref(), &new.config),
    });
    u8::from(options.deny.iter().any(|deny| is_denied(*deny, &report)))
}

fn is_denied(deny: Deny, report: &Report) -> bool {
    let has = |class| report.count(class) > 0;
    match deny {
        Deny::Breaking => has(Class::Compile) || has(Class::Runtime),
        Deny::Compile => has(Class::Compile),
        Deny::Runtime => has(Class::Runtime),
    }
}

/// What becomes of the version of the crate.
fn version(bump: Option<&Bump>, new: &Config) -> String {
    match bump {
        None => String::new(),
        Some(bump) if bump.is_met_by(&new.version) => {
            format!("after version {} this is {}: enough\n", bump.from, new.version)
        }
        Some(bump) => format!("after version {} this is at least {}\n", bump.from, bump.to),
    }
}

/// Two documents, or folders with a `client.toml`.
fn paths(options: &Diff, diags: &mut Diagnostics) -> Option<(Source, Source)> {
    let old = path(Path::new(&options.old), &options.overlay, diags);
    let new = options.new.as_deref().map(Path::new);
    let new = new.and_then(|new| path(new, &options.overlay, diags));
    old.zip(new)
}

fn path(path: &Path, overlays: &[PathBuf], diags: &mut Diagnostics) -> Option<Source> {
    if path.is_dir() {
        let mut source = folder(path, diags)?;
        source.inputs.overlays.extend_from_slice(overlays);
        return Some(source);
    }
    Some(Source {
        inputs: Inputs {
            documents: vec![path.to_owned()],
            overlays: overlays.to_vec(),
            ..Inputs::default()
        },
        config: Config::for_document("client"),
        revision: None,
    })
}

fn folder(base: &Path, diags: &mut Diagnostics) -> Option<Source> {
    let config = project::read(&base.join("client.toml"), diags)?;
    Some(Source {
        inputs: inputs(base, &config),
        config,
        revision: None,
    })
}

/// Two revisions of an API, or one and the files as they are.
fn revisions(options: &Diff, api: &str, diags: &mut Diagnostics) -> Option<(Source, Source)> {
    let Some(root) = options.root.clone().or_else(workspace) else {
        let message = "there is no folder `specs` here or above";
        diags.push(
            refused(Code::NoSpecs, Place::None, message).help("run it inside a workspace, or name it: --root DIR"),
        );
        return None;
    };
    let head = |name: &str| {
        if name.is_empty() {
            "HEAD".to_owned()
        } else {
            name.to_owned()
        }
    };
    let (old, new) = match (options.old.split_once(".."), &options.new) {
        (Some((old, new)), None) => (head(old), Some(head(new))),
        (_, new) => (options.old.clone(), new.clone()),
    };
    let old = at_revision(&root, &old, api, diags)?;
    let new = match new {
        Some(new) => at_revision(&root, &new, api, diags)?,
        None => api_of(&root, api, diags)?,
    };
    Some((old, new))
}

fn at_revision(root: &Path, revision: &str, api: &str, diags: &mut Diagnostics) -> Option<Source> {
    let files = match revision::files(root, revision) {
        Ok(files) => files,
        Err(error) => {
            diags.push(*error);
            return None;
        }
    };
    let source = api_of(files.path(), api, diags);
    if source.is_none() {
        diags
            .iter_mut()
            .for_each(|item| item.message = format!("in revision `{revision}`: {}", item.message));
    }
    Some(Source {
        revision: Some((files, revision.to_owned())),
        ..source?
    })
}

fn api_of(root: &Path, api: &str, diags: &mut Diagnostics) -> Option<Source> {
    let known = apis(root);
    if !known.iter().any(|known| known == api) {
        diags.push(unknown(api, &known));
        return None;
    }
    folder(&root.join("specs").join(api), diags)
}

/// The document, and the plan of its client; what is wrong with it is said.
fn read(options: &Diff, source: &Source, output: &mut Output<'_>) -> Option<(Document, Plan)> {
    let mut diags = Diagnostics::default();
    let document = load(&source.inputs, &mut diags);
    let kept = document.clone();
    let document = document.filter(|_| !diags.has_errors());
    let made = document.and_then(|document| plan(document, &source.config, &mut diags));
    if made.is_none() {
        let text = said(options, &diags, kept.as_ref(), output.colour);
        output.error(&as_told(source, &text));
    }
    kept.zip(made)
}

/// The errors.
fn said(options: &Diff, diags: &Diagnostics, document: Option<&Document>, colour: bool) -> String {
    let mut errors = Diagnostics::default();
    let wanted = diags.iter().filter(|item| item.severity == Severity::Error);
    wanted.for_each(|item| errors.push(item.clone()));
    let style = match options.format {
        ReportFormat::Json => Style::Json,
        ReportFormat::Text if colour => Style::Colour,
        ReportFormat::Text => Style::Plain,
    };
    render(&errors, document, style, render::MOST)
}

/// The nearest place that is there, for people.
fn spot(document: &Document, locator: &mut Locator<'_>, source: &Source, at: &Pointer) -> Spot {
    let mut pointer = at.clone();
    while document.get(&pointer).is_none() {
        pointer = pointer.parent().unwrap_or_default();
    }
    let (file, line, column) = locator.find(&pointer);
    Spot {
        file: file.map(|file| as_told(source, &file)),
        line,
        column,
        pointer,
    }
}

/// A path of a revision's files as git writes it: `main:specs/petstore/spec.yaml`.
fn as_told(source: &Source, path: &str) -> String {
    let Some((folder, revision)) = &source.revision else {
        return path.to_owned();
    };
    let folder = shown(folder.path());
    path.replace(&format!("{folder}/"), &format!("{revision}:"))
}
