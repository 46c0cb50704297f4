//! What all commands have: exit codes, and how messages are written.

use clap::{Args, ValueEnum};

pub(super) const EXIT_CODES: &str = "Exit codes:
  0  done; with --check: everything is up to date
  1  refused: a message says why and nothing was written; with --check: something would change
  2  the command line cannot be understood";

/// How a command speaks.
#[derive(Args, Clone, Debug)]
pub(in super::super) struct Messages {
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

/// How messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}
