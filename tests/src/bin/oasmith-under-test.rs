//! The program as `cargo test` builds it, for tests that need a process: one that may crash, hang or eat memory.

use std::io;
use std::process::ExitCode;

use oasmith::cli::{self, Output};

fn main() -> ExitCode {
    let _ = cli::end_cleanly();
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut output = Output {
        out: &mut out,
        err: &mut err,
        colour: false,
        progress: false,
    };
    ExitCode::from(cli::exit_code(cli::run(std::env::args(), &mut output)))
}
