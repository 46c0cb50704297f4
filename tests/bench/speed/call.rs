//! What one small call costs in instructions, with the generated client and with reqwest alone. `src/bin/calls.rs` makes the calls.

use std::process::Command;

use crate::table::Table;
use crate::{Result, callgrind, cpu, progress, target_dir, workspace};

/// Calls of a short run and of a long one: what the start of the process costs is in both.
const CALLS: [u64; 2] = [300, 1_300];

pub(crate) fn measure(table: &mut Table) -> Result {
    progress("build calls");
    let mut build = Command::new(env!("CARGO"));
    build
        .args([
            "build",
            "--release",
            "-p",
            "oasmith-bench",
            "--bin",
            "calls",
            "--target-dir",
        ])
        .arg(target_dir());
    cpu::of_success(build.current_dir(workspace()))?;
    progress("small calls");
    let (Some(bare), Some(client)) = (per_call("bare")?, per_call("client")?) else {
        progress("small calls are counted by valgrind, which is not installed");
        return Ok(());
    };
    table.note("one small call, reqwest alone", bare / 1e3, "k instructions");
    table.note("one small call, cdf-client", client / 1e3, "k instructions");
    table.row("one small call, cdf-client : reqwest", client / bare, "ratio", 1.05);
    Ok(())
}

fn per_call(kind: &str) -> Result<Option<f64>> {
    let mut counts = Vec::new();
    for calls in CALLS {
        let mut command = Command::new(target_dir().join("release/calls"));
        command.args([kind, &calls.to_string()]);
        counts.extend(callgrind::instructions(&command)?);
    }
    let [short, long] = counts[..] else { return Ok(None) };
    Ok(Some((long as f64 - short as f64) / (CALLS[1] - CALLS[0]) as f64))
}
