//! What can be said to `oasmith init`.

use std::path::PathBuf;

use clap::Args;

use super::messages::Messages;

pub(in crate::cli) const INIT_HELP: &str = "\
Files that the documents refer to are copied as well. Where there is no Cargo.toml, one is written with the crates of
`generated` as members; one that is there is not changed. Nothing is written over.

Exit codes:
  0  done
  1  refused: a message says why and nothing was written
  2  the command line cannot be understood";

/// Options of `init`.
#[derive(Args, Debug)]
pub(in crate::cli) struct Init {
    /// What the API is called; if not given, like the first document, or like its title.
    pub name: Option<String>,
    /// An OpenAPI document; may be given several times for several that make one client.
    #[arg(long, value_name = "FILE", required = true)]
    pub spec: Vec<PathBuf>,
    /// A folder that references may lead to, besides those of the documents; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub allow_outside: Vec<PathBuf>,
    /// The folder that holds `specs`, or will; if not given, the nearest one at or above the working directory, or that.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub messages: Messages,
}
