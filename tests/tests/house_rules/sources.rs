//! The sources that rules are about.

use std::path::{Path, PathBuf};

/// The folder of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file of the generator: path below `src`, and text.
pub(crate) fn files() -> Vec<(String, String)> {
    files_below(&root().join("generator/src"))
}

/// Every Rust file below a folder: path in it, and text.
pub(crate) fn files_below(folder: &Path) -> Vec<(String, String)> {
    let mut out = texts(folder, |path| {
        path.extension().is_some_and(|extension| extension == "rs")
    });
    out.sort();
    assert!(!out.is_empty(), "{} has files", folder.display());
    out
}

/// Every file below `generator`: path and text.
pub(crate) fn all_files() -> Vec<(String, String)> {
    texts(&root().join("generator"), |_| true)
}

fn texts(folder: &Path, belongs: impl Fn(&Path) -> bool) -> Vec<(String, String)> {
    let (mut out, mut todo) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(inner) = todo.pop() {
        for entry in std::fs::read_dir(&inner).expect("the source can be read") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                todo.push(path);
            } else if belongs(&path) {
                let name = path.strip_prefix(folder).expect("below the folder");
                let name = name.to_string_lossy().replace('\\', "/");
                let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name} is no text: {error}"));
                out.push((name, text));
            }
        }
    }
    out
}
