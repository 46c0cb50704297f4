//! Any number of items through an operation that takes a few: split by count and by bytes, some requests at a time, and an
//! account of what became of each item.
//!
//! [`BulkSend`] is the caller's side, [`Report`] the account. A chunk (`chunk.rs`) is the items of one request; `settle.rs`
//! sends it until each of its items is settled, by the rules in `sort.rs`. What a run has not taken from its source
//! (`source.rs`) stays with the report, for the next run.

mod chunk;
mod config;
mod error;
mod outcome;
mod report;
mod rules;
mod run;
mod settle;
mod sort;
mod source;

pub use config::{BulkSend, Progress};
pub use error::BulkError;
pub use outcome::{Rejected, Rest, Stop, Unsettled};
pub use report::Report;
pub use rules::{Bulk, BulkRules, Duplicates};
pub use sort::{Reason, ReasonKind};
pub use source::RestOfSource;
