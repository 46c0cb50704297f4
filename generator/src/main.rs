//! The program `oasmith`: see `oasmith::cli`.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use oasmith::cli::{self, Output};

fn main() -> ExitCode {
    let terminal = io::stderr().is_terminal();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let (mut out, mut err) = (io::stdout(), anstream::stderr());
    let mut output = Output {
        out: &mut out,
        err: &mut err,
        colour: terminal && !plain,
        progress: terminal,
    };
    ExitCode::from(cli::run(
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()),
        &mut output,
    ))
}
