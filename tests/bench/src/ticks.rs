//! CPU time as the kernel counts it.

use std::fs;

use crate::Failure;

/// Ticks a second in `/proc`. The kernel calls it `USER_HZ`, and it is 100 wherever Linux runs today.
pub const A_SECOND: u64 = 100;

/// User and system time of this process so far, in ticks.
///
/// # Errors
///
/// This system has no `/proc`.
pub fn of_this_process() -> Result<u64, Failure> {
    sum_from(14)
}

/// The same of all child processes that have ended.
///
/// # Errors
///
/// This system has no `/proc`.
pub fn of_children() -> Result<u64, Failure> {
    sum_from(16)
}

/// The sum of a field of proc_pid_stat(5) and the next one.
fn sum_from(field: usize) -> Result<u64, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in parentheses, and may hold anything; the third one follows it.
    let (_, fields) = stat.rsplit_once(") ").ok_or("no name in /proc/self/stat")?;
    let ticks = fields.split(' ').skip(field - 3).take(2).map(str::parse::<u64>);
    Ok(ticks.sum::<Result<u64, _>>()?)
}
