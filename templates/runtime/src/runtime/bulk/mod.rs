//! Any number of items through an operation that takes a few: split by count and by bytes, some requests at a time, and
//! an account of what became of each item.
//!
//! [`BulkSend`] is the caller's side (`config.rs`, `send.rs`), [`Report`] the account (`report/`). A chunk (`chunk.rs`)
//! is the items of one request; `run/` sends chunks until each of their items is settled. What a run has not taken from
//! its source (`source.rs`) stays with the report, for the next run.

mod chunk;
mod config;
mod entry;
mod envelope;
mod outcome;
mod reason;
mod report;
mod rules;
mod run;
mod send;
mod settled;
mod shared;
mod source;

pub use config::{BulkSend, Progress};
pub use outcome::{Rejected, Rest, Stop, Unsettled};
pub use reason::{Reason, ReasonKind};
pub use report::{BulkError, Report};
pub use rules::{Bulk, BulkRules, Duplicates};
pub use source::RestOfSource;
