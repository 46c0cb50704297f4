//! How long the generator takes for `specs/cdf`, from the start of its process to its end.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::table::Table;
use crate::{Result, cpu, median, progress, target_dir, workspace};

const SAMPLES: usize = 10;
/// Runs in each sample, because the clock of [`cpu`] has steps of 10 milliseconds.
const RUNS: u32 = 5;

pub(crate) fn measure(table: &mut Table) -> Result {
    build()?;
    progress("generate cdf");
    let mut samples = Vec::new();
    for _ in 0..SAMPLES {
        let mut sample = 0.0;
        for _ in 0..RUNS {
            sample += run()?;
        }
        samples.push(sample / f64::from(RUNS));
    }
    let lines = lines(&workspace().join("generated/cdf"))?;
    println!("generate: {lines} lines of Rust in generated/cdf");
    table.row("generate specs/cdf, cold process", median(samples), "CPU s", 0.08);
    Ok(())
}

/// Builds the program that is measured.
pub(crate) fn build() -> Result {
    progress("build oasmith");
    let mut build = Command::new(env!("CARGO"));
    build
        .args(["build", "--release", "-p", "oasmith", "--target-dir"])
        .arg(target_dir());
    cpu::of_success(build.current_dir(workspace())).map(drop)
}

/// `--check` does all the work but for the writing, and leaves `generated/` alone.
fn run() -> Result<f64> {
    let mut command = Command::new(target_dir().join("release/oasmith"));
    command
        .args(["generate", "cdf", "--check", "--quiet"])
        .current_dir(workspace());
    cpu::of_success(&mut command).map_err(|error| format!("{error}; is generated/cdf up to date?").into())
}

/// Lines of Rust, with the runtime that is copied.
fn lines(folder: &Path) -> Result<usize> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sum += lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sum += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(sum)
}
