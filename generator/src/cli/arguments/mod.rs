//! What can be said on the command line.

mod diff;
mod init;
mod overlay;
mod templates;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use diff::DIFF_HELP;
pub(super) use diff::{Deny, Diff, ReportFormat};
use init::INIT_HELP;
pub(super) use init::Init;
pub(super) use overlay::{Overlay, OverlayApply, OverlayInputs};
pub(super) use templates::{Context, OfApi, Templates};

/// Reads OpenAPI documents and writes typed Rust client crates.
#[derive(Debug, Parser)]
#[command(name = "oasmith", version, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  done; with --check: everything is up to date
  1  refused: a message says why and nothing was written; with --check: something would change
  2  the command line cannot be understood";

const GENERATE_HELP: &str = "Exit codes:
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

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make client crates from `specs/*/client.toml`, or one from any document.
    #[command(after_help = GENERATE_HELP)]
    Generate(Box<Generate>),
    /// Tell what a new document does to the callers of a client, in Rust's words.
    #[command(after_help = DIFF_HELP)]
    Diff(Diff),
    /// Make `specs/NAME` for documents: copies of them, a `client.toml` that names every option, an overlay.
    #[command(after_help = INIT_HELP)]
    Init(Init),
    /// Apply overlays to a document, or look at what they do.
    #[command(subcommand, after_help = EXIT_CODES)]
    Overlay(Overlay),
    /// Look at the templates of an API, take copies of them, and prove that they fit.
    #[command(subcommand, after_help = EXIT_CODES)]
    Templates(Templates),
    /// Print what templates may name: the context of an API as JSON, or its schema.
    #[command(after_help = EXIT_CODES)]
    Context(Context),
    /// Print the JSON Schema of a file that people write, for editors.
    #[command(after_help = EXIT_CODES)]
    Schema(Schema),
    /// Tell what a message means, by the code in its brackets.
    #[command(after_help = EXIT_CODES)]
    Explain(Explain),
}

/// Options of `schema`.
#[derive(Args, Debug)]
pub(super) struct Schema {
    /// The file.
    #[arg(value_enum, default_value_t = SchemaOf::Client)]
    pub of: SchemaOf,
}

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// `specs/<api>/client.toml`.
    #[value(name = "client.toml")]
    Client,
}

/// How a command speaks.
#[derive(Args, Clone, Debug)]
pub(super) struct Messages {
    /// Say nothing but errors.
    #[arg(long, short)]
    pub quiet: bool,
    /// How messages are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Show at most this many messages; 0 shows all. JSON has always all.
    #[arg(long, value_name = "N", default_value_t = crate::render::MOST)]
    pub max_messages: usize,
}

/// Options of `explain`.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The code, for example `unresolved-ref`; without one, all codes are listed.
    pub code: Option<String>,
}

/// Options of `generate`.
#[derive(Args, Debug)]
pub(super) struct Generate {
    /// Folders below `specs` to generate; all of them if none is named.
    #[arg(value_name = "API", conflicts_with = "spec")]
    pub apis: Vec<String>,
    /// The folder that holds `specs`; if not given, the nearest one at or above the working directory.
    #[arg(long, value_name = "DIR", conflicts_with = "spec")]
    pub root: Option<PathBuf>,
    /// An OpenAPI document, in place of the folders below `specs`.
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

/// How messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}
