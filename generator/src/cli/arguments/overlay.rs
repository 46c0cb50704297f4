//! What can be said to `oasmith overlay`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::messages::{EXIT_CODES, Messages};

/// What to do with overlays.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Overlay {
    /// Write the document as its overlays leave it: one file with local references only, in document order.
    #[command(after_help = EXIT_CODES)]
    Apply(OverlayApply),
    /// Say what is wrong with the overlays, and which of their actions change nothing. Writes nothing.
    #[command(after_help = EXIT_CODES)]
    Check(OverlayInputs),
}

/// Options of `overlay apply`.
#[derive(Args, Debug)]
pub(in crate::cli) struct OverlayApply {
    #[command(flatten)]
    pub inputs: OverlayInputs,
    /// The file to write, as YAML or JSON by its extension; without one it is YAML on standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A document and its overlays.
#[derive(Args, Debug)]
pub(in crate::cli) struct OverlayInputs {
    /// An OpenAPI document.
    #[arg(value_name = "DOCUMENT", required_unless_present = "api", conflicts_with = "api")]
    pub document: Option<PathBuf>,
    /// An overlay; may be given several times. They are applied in this order, after those of the API.
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// A folder that references may lead to, besides those of the documents; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub allow_outside: Vec<PathBuf>,
    /// A folder below `specs`: its documents and overlays.
    #[arg(long, value_name = "API")]
    pub api: Option<String>,
    /// With --api: the folder that holds `specs`; if not given, the nearest one at or above the working directory.
    #[arg(long, value_name = "DIR", requires = "api")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub messages: Messages,
}
