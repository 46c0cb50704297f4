//! Options of `templates` and `context`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::messages::{EXIT_CODES, Messages};

/// What to do with templates. A name is a path in a layer, `src/lib.rs.j2`, or that of its output, `src/lib.rs`.
#[derive(Debug, Subcommand)]
pub(in super::super) enum Templates {
    /// All templates and plain files, with the layer that each comes from and what has become of it.
    #[command(after_help = EXIT_CODES)]
    List(OfApi),
    /// Print one.
    #[command(after_help = EXIT_CODES)]
    Show(OneTemplate),
    /// Copy originals into the API's own folder of templates, to be changed there.
    #[command(after_help = EXIT_CODES)]
    Eject(SomeTemplates),
    /// Prove that templates use only what there is, also where no run has come by. Without names, all of them.
    #[command(after_help = EXIT_CODES)]
    Check(AnyTemplates),
    /// For ejected files: what has changed in the original since, and what you have changed. Without names, all of them.
    #[command(after_help = EXIT_CODES)]
    Diff(AnyTemplates),
    /// Say that ejected files are up to date with their originals: ends the warning about them.
    #[command(after_help = EXIT_CODES)]
    Accept(SomeTemplates),
}

/// Which API.
#[derive(Args, Debug)]
pub(in super::super) struct OfApi {
    /// A folder below `specs`; may be left out if there is only one.
    #[arg(long, value_name = "API")]
    pub api: Option<String>,
    /// The folder that holds `specs`; if not given, the nearest one at or above the working directory.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub messages: Messages,
}

/// One template of an API.
#[derive(Args, Debug)]
pub(in super::super) struct OneTemplate {
    /// The template.
    pub name: String,
    #[command(flatten)]
    pub of: OfApi,
}

/// Some templates of an API.
#[derive(Args, Debug)]
pub(in super::super) struct SomeTemplates {
    /// The templates.
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    #[command(flatten)]
    pub of: OfApi,
}

/// Templates of an API, or all of them.
#[derive(Args, Debug)]
pub(in super::super) struct AnyTemplates {
    /// The templates.
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    #[command(flatten)]
    pub of: OfApi,
}

/// Options of `context`.
#[derive(Args, Debug)]
pub(in super::super) struct Context {
    /// Print the JSON Schema of the context, which is the same for every API.
    #[arg(long, conflicts_with_all = ["api", "root"])]
    pub schema: bool,
    #[command(flatten)]
    pub of: OfApi,
}
