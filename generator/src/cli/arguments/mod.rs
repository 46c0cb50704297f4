//! What can be said on the command line.

mod diff;
mod generate;
mod init;
mod messages;
mod overlay;
mod runtime;
mod templates;

use clap::{Args, Parser, Subcommand, ValueEnum};

use diff::DIFF_HELP;
pub(super) use diff::{Deny, Diff, ReportFormat};
use generate::GENERATE_HELP;
pub(super) use generate::Generate;
use init::INIT_HELP;
pub(super) use init::Init;
use messages::EXIT_CODES;
pub(super) use messages::{Format, Messages};
pub(super) use overlay::{Overlay, OverlayApply, OverlayInputs};
use runtime::RUNTIME_HELP;
pub(super) use runtime::RuntimeArguments;
pub(super) use templates::{Context, OfApi, Templates};

/// Reads OpenAPI documents and writes typed Rust client crates.
#[derive(Debug, Parser)]
#[command(name = "oasmith", version, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make client crates from `specs/*/client.toml`, or one from any document.
    #[command(after_help = GENERATE_HELP)]
    Generate(Box<Generate>),
    /// Write the crate `oasmith-runtime`, so that several clients can depend on it instead of carrying a copy each.
    #[command(after_help = RUNTIME_HELP)]
    Runtime(RuntimeArguments),
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
    Schema(SchemaArguments),
    /// Tell what a message means, by the code in its brackets.
    #[command(after_help = EXIT_CODES)]
    Explain(Explain),
}

/// Options of `schema`.
#[derive(Args, Debug)]
pub(super) struct SchemaArguments {
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
    /// Our extensions, in an OpenAPI document or an overlay.
    Extensions,
}

/// Options of `explain`.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The code, for example `unresolved-ref`, or an extension, `x-client-paging`; without one, all of them are listed.
    pub code: Option<String>,
}
