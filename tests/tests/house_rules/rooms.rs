//! Rooms: a folder that can be looked over, and files that can be read one after the other.

use std::collections::BTreeSet;
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
    let line = |(file, others): (&String, &BTreeSet<String>)| {
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        format!("  {file} uses {}\n", others.join(", "))
    };
    edges.iter().map(line).collect()
}

/// Folders of the generator whose rooms still use each other in a circle. One that no longer has any must go from here.
const ROUND: [&str; 3] = ["config", "lower/names", "lower/names/lock"];

#[test]
fn no_room_uses_itself_by_way_of_others() {
    let files = files_below(&root().join("generator/src"));
    let edges = Crate::new(&files).edges();
    let folders: BTreeSet<&str> = files
        .iter()
        .filter_map(|(file, _)| Some(file.rsplit_once('/')?.0))
        .collect();
    assert!(folders.contains("lower/operations/failures"), "{folders:?}");
    for folder in folders {
        let found = circles(&rooms(&edges, folder));
        match ROUND.contains(&folder) {
            true => assert!(!found.is_empty(), "{folder} has no circle any more"),
            false => assert!(found.is_empty(), "{folder}:\n{}", shown(&found)),
        }
    }
}

#[test]
fn rooms_are_shown_as_they_are() {
    let text = std::fs::read_to_string(root().join("generator/ARCHITECTURE.md")).expect("the documentation is there");
    let edges = Crate::new(&files_below(&root().join("generator/src"))).edges();
    for folder in ["lower", "schemas"] {
        let start = text
            .find(&format!("```text\n{folder}/\n"))
            .expect("the rooms are shown");
        let block = text[start..].split("```").nth(1).unwrap_or_default();
        let lines = block.lines().filter_map(|line| line.split_once(" → "));
        let named = |names: &str| names.split(", ").map(|name| name.trim().to_owned()).collect();
        let told: Edges = lines
            .map(|(room, others)| (room.trim().to_owned(), named(others)))
            .collect();
        let mut rooms = rooms(&edges, folder);
        rooms.retain(|room, others| room != "tests" && !others.is_empty());
        assert_eq!(
            shown(&told),
            shown(&rooms),
            "generator/ARCHITECTURE.md has not the rooms of {folder}"
        );
    }
}

/// Which rooms of a folder use which others. A room is a file, or a folder with all that is in it. The `mod.rs` of the folder is the door to
/// all of them and no room.
fn rooms(edges: &Edges, folder: &str) -> Edges {
    let room = |file: &str| {
        let inner = file.strip_prefix(folder)?.strip_prefix('/')?;
        let room = inner.split(['/', '.']).next().unwrap_or_default();
        (room != "mod").then(|| room.to_owned())
    };
    let mut out = Edges::new();
    for (file, others) in edges {
        let Some(own) = room(file) else { continue };
        let others = others
            .iter()
            .filter_map(|other| room(other))
            .filter(|other| *other != own);
        out.entry(own.clone()).or_default().extend(others);
    }
    out
}

#[test]
fn a_circle_of_rooms_is_found() {
    let edges = |all: &[(&str, &str)]| -> Edges {
        let mut out = Edges::new();
        for (file, other) in all {
            out.entry((*file).to_owned()).or_default().insert((*other).to_owned());
        }
        out
    };
    let straight = [
        ("a/b/mod.rs", "a/c.rs"),
        ("a/c.rs", "a/mod.rs"),
        ("a/mod.rs", "a/b/d.rs"),
        ("a/b/d.rs", "e.rs"),
    ];
    assert!(circles(&rooms(&edges(&straight), "a")).is_empty());
    let round = [("a/b/mod.rs", "a/c.rs"), ("a/c.rs", "a/b/d.rs")];
    assert!(circles(&edges(&round)).is_empty(), "no file uses itself");
    assert_eq!(circles(&rooms(&edges(&round), "a")).len(), 2);
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
