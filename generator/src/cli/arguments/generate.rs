//! `oasmith generate`.

use std::path::PathBuf;

use clap::Args;

use super::messages::Messages;

pub(super) const GENERATE_HELP: &str = "Exit codes:
  0  done; with --check: everything is up to date
  1  refused: a message says why and nothing was written; with --check: something would change
  2  the command line cannot be understood

With --format json each message is one object on a line of its own:
  severity  error, gap (something is lost), warning or note
  code      short name; `oasmith explain CODE` tells more
  message, help
  file, line, column, pointer   where; null if there is no such place
  related   other places: message, file, line, column, pointer
  fix       actions of an overlay that settle it: target with update or remove";

/// Options of `generate`.
#[derive(Args, Debug)]
pub(in super::super) struct Generate {
    /// Folders below `specs` to generate; all of them if none is named.
    #[arg(value_name = "API", conflicts_with = "spec")]
    pub apis: Vec<String>,
    /// The folder that holds `specs`; if not given, the nearest one at or above the working directory.
    #[arg(long, value_name = "DIR", conflicts_with = "spec")]
    pub root: Option<PathBuf>,
    /// An OpenAPI document, in place of the folders below `specs`; `-` reads the standard input.
    #[arg(long, value_name = "FILE", requires = "out", requires = "name")]
    pub spec: Option<PathBuf>,
    /// With --spec: the folder of the crate.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub out: Option<PathBuf>,
    /// With --spec: the name of the crate.
    #[arg(long, value_name = "NAME", requires = "spec")]
    pub name: Option<String>,
    /// With --spec: an OpenAPI overlay; may be given several times.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub overlay: Vec<PathBuf>,
    /// A folder that references may lead to, besides those of the documents, and that `dir` of client.toml may lead to; may be
    /// given several times.
    #[arg(long, value_name = "DIR")]
    pub allow_outside: Vec<PathBuf>,
    /// With --spec: a folder of templates over the built-in ones; may be given several times, the last one wins.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub templates: Vec<PathBuf>,
    /// With --spec: only operations whose path matches, `/users/**`; with --tag and --operation, those that any of them names.
    #[arg(long, value_name = "GLOB", requires = "spec")]
    pub path: Vec<String>,
    /// With --spec: only operations with this tag.
    #[arg(long, value_name = "TAG", requires = "spec")]
    pub tag: Vec<String>,
    /// With --spec: only the operation with this operationId.
    #[arg(long, value_name = "ID", requires = "spec")]
    pub operation: Vec<String>,
    /// Write what was kept, inferred and lost to this file, as JSON.
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub report: Option<PathBuf>,
    /// Write the overlay actions that would settle the messages of this run to a new overlay file.
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub fix: Option<PathBuf>,
    /// Write nothing; print what would change as a unified diff.
    #[arg(long)]
    pub check: bool,
    /// Fail if anything of the document is lost.
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub messages: Messages,
}
