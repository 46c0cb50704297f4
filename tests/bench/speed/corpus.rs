//! How long the documents of others take, and how much memory, each in a process of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use oasmith_tests::corpus::Set;

use crate::generate::build;
use crate::table::Table;
use crate::{Result, memory, progress, target_dir};

/// As many of the slowest documents are printed.
const SHOWN: usize = 10;

pub(crate) fn measure(table: &mut Table) -> Result {
    let Some(documents) = Set::Real.documents(&target_dir()) else {
        return Ok(());
    };
    build()?;
    progress("generate the corpus");
    let mut rows = Vec::new();
    for document in documents {
        match run(&document.path) {
            Ok((seconds, megabytes)) => rows.push((document.name, seconds, megabytes)),
            // Some documents are refused, and a refusal is quick.
            Err(error) => progress(&format!("{}: {error}", document.name)),
        }
    }
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    println!("{:<40} {:>8} {:>8}", "the slowest of the corpus", "wall s", "MB");
    for (name, seconds, megabytes) in rows.iter().take(SHOWN) {
        println!("{name:<40} {seconds:>8.2} {megabytes:>8.0}");
    }
    let most = |figure: fn(&(String, f64, f64)) -> f64| rows.iter().map(figure).fold(0.0, f64::max);
    table.row("generate any real document", most(|row| row.1), "s", 5.0);
    table.row("memory for any real document", most(|row| row.2), "MB", 1500.0);
    Ok(())
}

/// Seconds and megabytes for one document.
fn run(document: &Path) -> Result<(f64, f64)> {
    let out = target_dir().join("corpus-crate");
    if out.is_dir() {
        fs::remove_dir_all(&out)?;
    }
    let mut command = Command::new(target_dir().join("release/oasmith"));
    command.args(["generate", "--quiet", "--name", "measured"]).args([
        Path::new("--spec"),
        document,
        Path::new("--out"),
        &out,
    ]);
    memory::of_success(&mut command)
}
