//! The public surface of a crate, as a list that can be reviewed: `API.txt`.
//!
//! In: all files of a crate. Out: one more, with a line for each public item, path first, sorted. It is read from the text of
//! the files, so that generated, templated and hand-written code are one thing. Only heads of items are looked at and
//! bodies are skipped: parsing all of it would cost as much as making it. What is hidden from documentation is no surface; of
//! the runtime that is all but the names that the crate gives others. It must not judge anything.

mod built;
mod cursor;
mod items;
mod lines;
mod members;
mod modules;
mod paths;
mod reach;
mod uses;

use crate::file::File;
use modules::Modules;

/// Where the list stands.
pub const PATH: &str = "API.txt";

/// The list of public items of a crate.
pub fn file(files: &[File]) -> File {
    let modules = Modules::read(files);
    let mut lines = reach::lines(&modules);
    let manifest = files.iter().find(|file| file.path == "Cargo.toml");
    lines.extend(manifest.into_iter().flat_map(|manifest| features(&manifest.text)));
    lines.sort();
    lines.dedup();
    lines.iter_mut().for_each(|line| line.push('\n'));
    File {
        path: PATH.to_owned(),
        text: lines.concat(),
    }
}

/// `feature blocking = […]`
fn features(manifest: &str) -> Vec<String> {
    let table = manifest.parse::<toml::Table>().unwrap_or_default();
    let features = table.get("features").and_then(toml::Value::as_table);
    let line = |(name, list): (&String, &toml::Value)| format!("feature {name} = {list}");
    features.into_iter().flatten().map(line).collect()
}
