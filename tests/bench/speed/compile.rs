//! How long the compiler takes for the runtime and for `cdf-client`, each alone: its dependencies are built before the clock starts.

use std::process::Command;

use crate::table::Table;
use crate::{Result, cpu, median, progress, target_dir, workspace};

const SAMPLES: usize = 3;

/// Of each crate: its name in cargo and in the table, and the targets of both builds.
const CRATES: [(&str, f64, f64); 2] = [("oasmith-runtime", 0.8, 5.0), ("cdf-client", 1.7, 4.0)];

pub(crate) fn measure(table: &mut Table) -> Result {
    for (name, check, release) in CRATES {
        let checked = seconds(&["check"], name)?;
        let built = seconds(&["build", "--release"], name)?;
        table.row(&format!("cargo check of {name}"), checked, "CPU s", check);
        table.row(&format!("release build of {name}"), built, "CPU s", release);
    }
    Ok(())
}

/// The seconds of cargo itself are in it: nobody gets a build without them.
fn seconds(build: &[&str], name: &str) -> Result<f64> {
    progress(&format!("cargo {} of {name} with all dependencies", build.join(" ")));
    cpu::of_success(&mut cargo(build, name))?;
    let mut samples = Vec::new();
    for _ in 0..SAMPLES {
        cpu::of_success(&mut cargo(&["clean"], name))?;
        // In the release profile, too: without it, `clean` is for the profile `dev`.
        cpu::of_success(&mut cargo(&["clean", "--release"], name))?;
        progress(&format!("cargo {} of {name}", build.join(" ")));
        samples.push(cpu::of_success(&mut cargo(build, name))?);
    }
    Ok(median(samples))
}

fn cargo(arguments: &[&str], name: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["-p", name, "--target-dir"])
        .arg(target_dir())
        .current_dir(workspace());
    command
}
