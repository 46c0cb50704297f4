// From templates/cdf/src/functions/deploy/folder.rs; edit it there.

//! What of a folder belongs to the code.

use std::path::{Path, PathBuf};
use std::{fs, io};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::archive::Contents;
use super::{DeployError, DeployErrorKind};

const IGNORE_FILE: &str = ".cogniteignore";
/// What is no code: version control, what Python makes by itself, environments with their secrets, editors.
const LEFT_OUT: [&str; 20] = [
    ".git",
    ".hg",
    ".svn",
    ".gitignore",
    ".gitattributes",
    "__pycache__",
    "*.pyc",
    "*.pyo",
    "*.egg-info",
    ".env",
    ".env.*",
    ".venv",
    "venv",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".ipynb_checkpoints",
    ".idea",
    ".vscode",
    ".DS_Store",
];
/// Deeper than code is, and than links that lead in circles let one go for long.
const DEEPEST: usize = 64;

/// Reads all files below a folder but those that are left out.
#[inline]
pub(super) fn read(root: &Path, patterns: &[String]) -> Result<Contents, DeployError> {
    let rules = rules(root, patterns)?;
    let mut contents = Contents::new();
    visit(root, root, 0, &rules, &mut contents)?;
    Ok(contents)
}

#[inline]
fn rules(root: &Path, patterns: &[String]) -> Result<Gitignore, DeployError> {
    let mut builder = GitignoreBuilder::new(root);
    let file = root.join(IGNORE_FILE);
    let own = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unreadable(&file, error)),
    };
    let given = patterns.iter().map(String::as_str);
    let lines = LEFT_OUT
        .into_iter()
        .chain([IGNORE_FILE])
        .chain(own.lines())
        .chain(given);
    for line in lines {
        builder
            .add_line(None, line)
            .map_err(|error| bad(format!("the pattern {line:?}: {error}")))?;
    }
    builder
        .build()
        .map_err(|error| bad(format!("the patterns of what to leave out: {error}")))
}

#[inline]
fn visit(
    root: &Path,
    folder: &Path,
    depth: usize,
    rules: &Gitignore,
    contents: &mut Contents,
) -> Result<(), DeployError> {
    if depth > DEEPEST {
        return Err(bad(format!(
            "{} is too deep; do links lead in a circle?",
            folder.display()
        )));
    }
    for path in entries(folder)? {
        // Follows links, as an archive has none.
        let about = fs::metadata(&path).map_err(|error| unreadable(&path, error))?;
        if rules.matched(&path, about.is_dir()).is_ignore() {
            continue;
        }
        if about.is_dir() {
            visit(root, &path, depth + 1, rules, contents)?;
        } else if about.is_file() {
            let content = fs::read(&path).map_err(|error| unreadable(&path, error))?;
            contents.insert(name(root, &path)?, content.into());
        }
    }
    Ok(())
}

#[inline]
fn entries(folder: &Path) -> Result<Vec<PathBuf>, DeployError> {
    let listed = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    listed.map_err(|error| unreadable(folder, error))
}

/// The path inside the archive.
#[inline]
fn name(root: &Path, path: &Path) -> Result<String, DeployError> {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    let parts = parts.ok_or_else(|| bad(format!("the name of {} is no UTF-8", path.display())))?;
    Ok(parts.join("/"))
}

#[inline]
fn unreadable(path: &Path, error: io::Error) -> DeployError {
    DeployErrorKind::Read {
        path: path.to_owned(),
        error,
    }
    .into()
}

#[inline]
fn bad(text: String) -> DeployError {
    DeployErrorKind::Source(text).into()
}
