//! The two documents that are compared: files, folders with a `client.toml`, or revisions of an API.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::revision;
use crate::cli::arguments::Diff;
use crate::cli::job::{apis, inputs, unknown, workspace};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, shown};
use crate::load::Inputs;
use crate::project;

/// What is compared: where it is, and how that is told.
pub(super) struct DocumentVersion {
    pub(super) inputs: Inputs,
    pub(super) config: Config,
    /// The files of a revision, and its name.
    revision: Option<(TempDir, String)>,
}

impl DocumentVersion {
    /// A path of a revision's files as git writes it: `main:specs/petstore/spec.yaml`.
    pub(super) fn told(&self, path: &str) -> String {
        let Some((folder, revision)) = &self.revision else {
            return path.to_owned();
        };
        let folder = shown(folder.path());
        path.replace(&format!("{folder}/"), &format!("{revision}:"))
    }
}

/// The two that a command line names; what is wrong with them is in `diags`.
pub(super) fn sources(options: &Diff, diags: &mut Diagnostics) -> Option<(DocumentVersion, DocumentVersion)> {
    let (mut old, mut new) = match &options.api {
        Some(api) => revisions(options, api, diags),
        None => paths(options, diags),
    }?;
    for source in [&mut old, &mut new] {
        source.inputs.allow_outside.extend_from_slice(&options.allow_outside);
    }
    Some((old, new))
}

/// Two documents, or folders with a `client.toml`.
fn paths(options: &Diff, diags: &mut Diagnostics) -> Option<(DocumentVersion, DocumentVersion)> {
    let old = path(Path::new(&options.old), &options.overlay, diags);
    let new = options.new.as_deref().map(Path::new);
    let new = new.and_then(|new| path(new, &options.overlay, diags));
    old.zip(new)
}

fn path(path: &Path, overlays: &[PathBuf], diags: &mut Diagnostics) -> Option<DocumentVersion> {
    if path.is_dir() {
        let mut source = folder(path, diags)?;
        source.inputs.overlays.extend_from_slice(overlays);
        return Some(source);
    }
    Some(DocumentVersion {
        inputs: Inputs {
            documents: vec![path.to_owned()],
            overlays: overlays.to_vec(),
            ..Inputs::default()
        },
        config: Config::for_document("client"),
        revision: None,
    })
}

fn folder(base: &Path, diags: &mut Diagnostics) -> Option<DocumentVersion> {
    let config = project::read(&base.join("client.toml"), diags)?;
    Some(DocumentVersion {
        inputs: inputs(base, &config),
        config,
        revision: None,
    })
}

/// Two revisions of an API, or one and the files as they are.
fn revisions(options: &Diff, api: &str, diags: &mut Diagnostics) -> Option<(DocumentVersion, DocumentVersion)> {
    let Some(root) = options.root.clone().or_else(workspace) else {
        let message = "there is no folder `specs` here or above";
        diags.push(
            Diagnostic::new(Code::NoSpecs, Place::None, message)
                .help("run it inside a workspace, or name it: --root DIR"),
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

fn at_revision(root: &Path, revision: &str, api: &str, diags: &mut Diagnostics) -> Option<DocumentVersion> {
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
    Some(DocumentVersion {
        revision: Some((files, revision.to_owned())),
        ..source?
    })
}

fn api_of(root: &Path, api: &str, diags: &mut Diagnostics) -> Option<DocumentVersion> {
    let known = apis(root);
    if !known.iter().any(|known| known == api) {
        diags.push(unknown(api, &known));
        return None;
    }
    folder(&root.join("specs").join(api), diags)
}
