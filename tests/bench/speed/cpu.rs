//! CPU time of child processes.

use std::fs;
use std::process::{Command, ExitStatus, Stdio};

use crate::Result;

/// Ticks a second in `/proc`. The kernel calls it `USER_HZ`, and it is 100 wherever Linux runs today.
const TICKS: f64 = 100.0;

/// Runs a command to its end, and tells the CPU seconds which it and its children took, to 10 milliseconds.
pub(crate) fn of(command: &mut Command) -> Result<(f64, ExitStatus)> {
    let before = of_children()?;
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    Ok((of_children()? - before, status))
}

/// Runs a command that must not fail.
pub(crate) fn of_success(command: &mut Command) -> Result<f64> {
    match of(command)? {
        (seconds, status) if status.success() => Ok(seconds),
        (_, status) => Err(format!("{command:?}: {status}").into()),
    }
}

/// User and system time of all children that have ended, from `cutime` and `cstime` of proc_pid_stat(5).
fn of_children() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in parentheses, and may hold anything; fields 16 and 17 are wanted.
    let (_, fields) = stat.rsplit_once(") ").ok_or("no name in /proc/self/stat")?;
    let ticks = fields.split(' ').skip(13).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<std::result::Result<f64, _>>()? / TICKS)
}
