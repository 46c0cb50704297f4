//! What can be said to `oasmith diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(in crate::cli) const DIFF_HELP: &str = "Each change is of one class:
  compile     code compiles no more
  runtime     code compiles, and does something else or fails
  compatible  code that worked goes on to work

Exit codes:
  0  done
  1  a change is of a class that --deny names; or refused, and a message says why
  2  the command line cannot be understood

Examples:
  oasmith diff old.yaml new.yaml
  oasmith diff --api petstore v1.2.0              that revision and the files as they are
  oasmith diff --api petstore main.. --deny breaking";

/// Options of `diff`.
#[derive(Args, Debug)]
pub(in crate::cli) struct Diff {
    /// A document, or a folder with `client.toml`; with --api a git revision, or two as OLD..NEW.
    pub old: String,
    /// The same; with --api the files as they are, if it is not given.
    #[arg(required_unless_present = "api")]
    pub new: Option<String>,
    /// Compare revisions of this folder below `specs`.
    #[arg(long, value_name = "API")]
    pub api: Option<String>,
    /// With --api: the folder that holds `specs`; if not given, the nearest one at or above the working directory.
    #[arg(long, value_name = "DIR", requires = "api")]
    pub root: Option<PathBuf>,
    /// An OpenAPI overlay for both documents; may be given several times.
    #[arg(long, value_name = "FILE", conflicts_with = "api")]
    pub overlay: Vec<PathBuf>,
    /// A folder that references may lead to, besides those of the documents; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub allow_outside: Vec<PathBuf>,
    /// End with 1 if a change is of this class; may be given several times.
    #[arg(long, value_enum, value_name = "CLASS")]
    pub deny: Vec<Deny>,
    /// How the changes are written.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// What `--deny` refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Deny {
    /// What code must change for, noticed or not.
    Breaking,
    /// What the compiler finds.
    Compile,
    /// What shows only at run time.
    Runtime,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}
