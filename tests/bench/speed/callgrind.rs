//! Instructions of a process, counted by valgrind: the same on a busy machine as on an idle one.

use std::process::{Command, Stdio};

use crate::Result;

/// The instructions of a program with these arguments, from its start to its end and without its children; `None` without
/// valgrind.
pub(crate) fn instructions(program: &Command) -> Result<Option<u64>> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program.get_program())
        .args(program.get_args());
    if let Some(folder) = program.get_current_dir() {
        command.current_dir(folder);
    }
    let output = match command.stdout(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said.lines().find_map(|line| line.split_once("Collected : "));
    match count.and_then(|(_, count)| count.trim().parse().ok()) {
        Some(count) if output.status.success() => Ok(Some(count)),
        _ => Err(format!("{program:?} below valgrind: {}\n{said}", output.status).into()),
    }
}
