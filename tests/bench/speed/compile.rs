//! How long the compiler takes for `cdf-client` alone: its dependencies are built before the clock starts.

use std::process::Command;

use crate::table::Table;
use crate::{Result, cpu, median, progress, target_dir, workspace};

const SAMPLES: usize = 3;

pub(crate) fn measure(table: &mut Table) -> Result {
    let check = seconds(&["check"])?;
    let release = seconds(&["build", "--release"])?;
    table.row("cargo check of cdf-client", check, "CPU s", 3.5);
    table.row("release build of cdf-client", release, "CPU s", 7.0);
    Ok(())
}

/// The seconds of cargo itself are in it: nobody gets a build without them.
fn seconds(build: &[&str]) -> Result<f64> {
    progress(&format!("cargo {} with all dependencies", build.join(" ")));
    cpu::of_success(&mut cargo(build))?;
    let mut samples = Vec::new();
    for _ in 0..SAMPLES {
        cpu::of_success(&mut cargo(&["clean"]))?;
        // In the release profile, too: without it, `clean` is for the profile `dev`.
        cpu::of_success(&mut cargo(&["clean", "--release"]))?;
        progress(&format!("cargo {}", build.join(" ")));
        samples.push(cpu::of_success(&mut cargo(build))?);
    }
    Ok(median(samples))
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["-p", "cdf-client", "--target-dir"])
        .arg(target_dir())
        .current_dir(workspace());
    command
}
