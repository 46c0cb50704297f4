//! CPU time of child processes.

use std::process::{Command, ExitStatus, Stdio};

use oasmith_bench::ticks;

use crate::Result;

/// Runs a command to its end, and tells the CPU seconds which it and its children took, to 10 milliseconds.
pub(crate) fn of(command: &mut Command) -> Result<(f64, ExitStatus)> {
    let before = ticks::of_children()?;
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let ticks = ticks::of_children()? - before;
    Ok((ticks as f64 / ticks::A_SECOND as f64, status))
}

/// Runs a command that must not fail.
pub(crate) fn of_success(command: &mut Command) -> Result<f64> {
    match of(command)? {
        (seconds, status) if status.success() => Ok(seconds),
        (_, status) => Err(format!("{command:?}: {status}").into()),
    }
}
