//! The program `oasmith`: see `oasmith::cli`.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use oasmith::cli::{self, Output};

/// A run is many small allocations that live until its end: this allocator spends a fifth less time on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Without it a signal just ends the program, and the next run puts things back.
    let _ = cli::end_cleanly();
    let terminal = io::stderr().is_terminal();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let (mut out, mut err) = (io::stdout(), anstream::stderr());
    let mut output = Output {
        out: &mut out,
        err: &mut err,
        colour: terminal && !plain,
        progress: terminal,
    };
    let code = cli::run(
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()),
        &mut output,
    );
    ExitCode::from(cli::exit_code(code))
}
