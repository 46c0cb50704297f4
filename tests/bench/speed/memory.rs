//! The most memory that a process holds.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;

/// Runs a command that must not fail; its wall time in seconds, and the most memory that it held in megabytes.
pub(crate) fn of_success(command: &mut Command) -> Result<(f64, f64)> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(held(&child));
        thread::sleep(Duration::from_millis(2));
    };
    match status.success() {
        true => Ok((start.elapsed().as_secs_f64(), peak)),
        false => Err(format!("{command:?}: {status}").into()),
    }
}

/// The most memory that a process has held so far, from `VmHWM` of proc_pid_status(5).
fn held(child: &Child) -> f64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1000.0
}
