//! Every path that the documentation names exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::sources::root;

/// Documentation with paths.
const DOCUMENTS: [&str; 4] = [
    "README.md",
    "CONTRIBUTING.md",
    "generator/ARCHITECTURE.md",
    "tests/README.md",
];

/// Folders that are not part of the repository.
const FOREIGN: [&str; 2] = ["target", ".git"];

#[test]
fn every_path_that_is_named_exists() {
    let known = known();
    let mut missing = Vec::new();
    let mut found = 0;
    for document in DOCUMENTS {
        let text = fs::read_to_string(root().join(document)).expect("the documentation is there");
        for path in paths(&text) {
            found += 1;
            if !known.contains(path.trim_end_matches('/')) {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "paths that do not exist: {missing:#?}");
    assert!(found > 200, "only {found} paths are seen");
}

#[test]
fn paths_are_told_from_other_words() {
    let text = "`a/b.rs` [c](d/e.md#f) `src/{g,h}.rs`\n```sh\ncat i/j.rs\n```\n`k` `l::m` `n / o` `specs/<api>` `./p` `https://q.r/s` `.ci/run`";
    let expected = ["a/b.rs", "src/g.rs", "src/h.rs", ".ci/run", "d/e.md"];
    assert_eq!(paths(text), expected);
}

/// The paths that a text names: in backquotes or as the target of a link, outside of blocks of code. Those with placeholders are
/// left out, and those of a user's folder, which begin with a dot.
fn paths(text: &str) -> Vec<String> {
    let prose: String = text.split("```").step_by(2).collect();
    let quoted = prose.split('`').skip(1).step_by(2);
    let linked = prose.split("](").skip(1);
    let linked = linked.filter_map(|rest| rest.split([')', '#']).next());
    quoted
        .chain(linked)
        .filter(|word| is_path(word))
        .flat_map(expanded)
        .collect()
}

fn is_path(word: &str) -> bool {
    const ENDS: [&str; 8] = [".rs", ".toml", ".md", ".yaml", ".txt", ".tsv", ".json", ".j2"];
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-{,}".contains(letter);
    let is_ours = word.starts_with(".ci/") || !word.starts_with(['.', '/', '-']);
    let has_shape = word.contains('/') || ENDS.iter().any(|end| word.ends_with(end));
    has_shape && is_ours && word.chars().all(is_plain)
}

/// `a/{b,c}.rs` is two paths.
fn expanded(path: &str) -> Vec<String> {
    let parts = path.split_once('{').and_then(|(before, rest)| {
        let (each, after) = rest.split_once('}')?;
        Some(each.split(',').map(|one| format!("{before}{one}{after}")).collect())
    });
    parts.unwrap_or_else(|| vec![path.to_owned()])
}

/// Every file and folder of the repository, by each way to it from a folder above: a document may name it from where it speaks.
fn known() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut todo = vec![String::new()];
    while let Some(folder) = todo.pop() {
        let here = root().join(&folder);
        for entry in fs::read_dir(&here).expect("a folder can be read").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if FOREIGN.contains(&name.as_str()) {
                continue;
            }
            let path = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            if is_folder(&entry.path()) {
                todo.push(path.clone());
            }
            let ways = path.match_indices('/').map(|(slash, _)| path[slash + 1..].to_owned());
            out.extend(ways.collect::<Vec<_>>());
            out.insert(path);
        }
    }
    out
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_dir())
}
