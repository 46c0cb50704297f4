//! The folder that holds `specs`, and the APIs below it.

use std::path::{Path, PathBuf};

use crate::alike::nearest;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};

/// The nearest folder at or above the working directory that has `specs`, as short as it can be written.
pub(in crate::cli) fn workspace() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = here.ancestors().find(|folder| folder.join("specs").is_dir())?;
    Some(if found == here {
        PathBuf::new()
    } else {
        found.to_owned()
    })
}

/// The folders below `specs` that have a `client.toml`.
pub(in crate::cli) fn apis(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("specs")).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().join("client.toml").is_file());
    let mut names: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What is said of a folder that is not there, or has no `client.toml`.
pub(in crate::cli) fn unknown(api: &str, known: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownApi,
        Place::None,
        format!("there is no `specs/{api}/client.toml`"),
    );
    match nearest(api, known.iter().map(String::as_str)) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help(format!("there is: {}", known.join(", "))),
    }
}

/// The workspace, and the APIs that it has.
pub(super) fn known(root: Option<&Path>, diags: &mut Diagnostics) -> Option<(PathBuf, Vec<String>)> {
    let Some(root) = root.map(Path::to_owned).or_else(workspace) else {
        diags.push(
            Diagnostic::new(Code::NoSpecs, Place::None, "there is no folder `specs` here or above")
                .help("run it inside a workspace, or name a document: --spec FILE --out DIR --name NAME"),
        );
        return None;
    };
    let known = apis(&root);
    if known.is_empty() {
        diags.push(
            Diagnostic::new(
                Code::NoSpecs,
                Place::None,
                "no folder below `specs` has a `client.toml`",
            )
            .help("write `specs/<api>/client.toml`, or name a document: --spec FILE --out DIR --name NAME"),
        );
        return None;
    }
    Some((root, known))
}
