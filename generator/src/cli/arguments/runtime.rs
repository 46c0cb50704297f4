//! Options of `runtime`.

use std::path::PathBuf;

use clap::Args;

use super::messages::Messages;

pub(super) const RUNTIME_HELP: &str = "\
Clients depend on the crate with this in client.toml; the path is relative to that file:

  [output]
  runtime = { path = \"../../oasmith-runtime\" }

Exit codes:
  0  done; with --check: everything is up to date
  1  refused: a message says why and nothing was written; with --check: something would change
  2  the command line cannot be understood";

/// Options of `runtime`.
#[derive(Args, Debug)]
pub(in super::super) struct RuntimeArguments {
    /// The folder of the crate; it belongs to the workspace of the clients.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Write nothing; print what would change as a unified diff.
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub messages: Messages,
}
