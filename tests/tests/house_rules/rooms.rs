//! Rooms: a folder that can be looked over, and files that can be read one after the other.

use std::path::{Path, PathBuf};

use crate::imports::{Crate, Edges, circles};
use crate::sources::{files_below, root};

/// Sources that keep both rules.
const KEPT: [&str; 2] = ["generator/src", "templates/runtime/src"];

/// The most files of a folder, on one level.
const MOST_FILES: usize = 15;

#[test]
fn no_file_imports_itself_by_way_of_others() {
    let found = |source: &str| circles(&Crate::new(&files_below(&root().join(source))).edges());
    for source in KEPT {
        let found = found(source);
        assert!(found.is_empty(), "{source}:\n{}", shown(&found));
    }
}

fn shown(edges: &Edges) -> String {
    let line = |(file, others): (&String, &std::collections::BTreeSet<String>)| {
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        format!("  {file} uses {}\n", others.join(", "))
    };
    edges.iter().map(line).collect()
}

#[test]
fn no_folder_is_crowded() {
    for source in KEPT {
        let found = crowded(&root().join(source));
        assert!(
            found.is_empty(),
            "folders with more than {MOST_FILES} files: {found:#?}"
        );
    }
}

/// Folders with too many files.
fn crowded(source: &Path) -> Vec<(PathBuf, usize)> {
    let (mut out, mut todo) = (Vec::new(), vec![source.to_owned()]);
    while let Some(folder) = todo.pop() {
        let entries = std::fs::read_dir(&folder).expect("the source can be read");
        let paths: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry of the folder").path())
            .collect();
        assert!(!paths.is_empty(), "{} has files", folder.display());
        let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
        if files.len() > MOST_FILES {
            out.push((folder, files.len()));
        }
        todo.extend(folders);
    }
    out
}
