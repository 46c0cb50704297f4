//! Documents to begin with.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A document to begin with.
#[derive(Clone, Debug)]
pub struct Seed {
    /// What it is called.
    pub name: String,
    /// Its text.
    pub text: Vec<u8>,
    /// What it says.
    pub tree: Value,
}

/// A larger document takes too long to be changed a thousand times.
const LARGEST: u64 = 150_000;

/// Below so many bytes a document shows one thing.
const SMALL: usize = 3_000;

/// Our own: each case, and what `tests/fuzz/seeds` keeps because it was once too much.
pub fn seeds() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = entries(&root.join("cases"))
        .into_iter()
        .map(|case| case.join("spec.yaml"));
    cases
        .chain(entries(&root.join("fuzz/seeds")))
        .filter_map(|path| read(&path))
        .collect()
}

/// Those of our own that are small, so that hundreds of them are changed and checked in a second.
pub fn small_seeds() -> Vec<Seed> {
    let is_small = |seed: &Seed| seed.text.len() < SMALL && seed.tree.is_object();
    seeds().into_iter().filter(is_small).collect()
}

/// The small ones of a folder.
pub fn of_folder(folder: &Path) -> Vec<Seed> {
    let small = |path: &PathBuf| fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() < LARGEST);
    entries(folder)
        .into_iter()
        .filter(small)
        .filter_map(|path| read(&path))
        .collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// A seed may be no document at all; then only its bytes are changed.
fn read(path: &Path) -> Option<Seed> {
    let text = fs::read(path).ok()?;
    Some(Seed {
        name: path.to_string_lossy().into_owned(),
        tree: serde_yaml::from_slice(&text).unwrap_or_default(),
        text,
    })
}
