//! How long the generator takes for `specs/cdf`, from the start of its process to its end.

use std::process::Command;

use crate::table::Table;
use crate::{Result, callgrind, cpu, median, memory, progress, target_dir, workspace};

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
    table.row("generate specs/cdf, cold process", median(samples), "CPU s", 0.045);
    let (_, megabytes) = memory::of_success(&mut check())?;
    table.row("memory to generate specs/cdf", megabytes, "MB", 26.2);
    match callgrind::instructions(&check())? {
        Some(count) => table.row("instructions to generate specs/cdf", count as f64 / 1e6, "M", 450.0),
        None => progress("instructions are counted by valgrind, which is not installed"),
    }
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
fn check() -> Command {
    let mut command = Command::new(target_dir().join("release/oasmith"));
    command
        .args(["generate", "cdf", "--check", "--quiet"])
        .current_dir(workspace());
    command
}

fn run() -> Result<f64> {
    cpu::of_success(&mut check()).map_err(|error| format!("{error}; is generated/cdf up to date?").into())
}
