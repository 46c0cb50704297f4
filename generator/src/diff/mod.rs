//! What happens to the callers of a client when its document changes.
//!
//! In: the [`Api`] of before and of after. Out: a [`Report`] in Rust's words: each change with how it is noticed, by the
//! compiler, at run time, or not at all. Things are matched by their Rust names, because callers write those; what is left over
//! is matched by what it is on the wire or in the document, which tells renames. It must not look at documents: a place is a
//! pointer, and whoever has the documents finds it there.

mod access;
mod author;
mod behaviour;
mod bounds;
mod bump;
mod client;
mod enums;
mod failures;
mod fields;
mod json;
mod log;
mod models;
mod names;
mod operations;
mod outputs;
mod records;
mod requests;
mod text;
mod unions;
mod words;

use crate::ir::Api;
use crate::pointer::Pointer;
pub use bump::Bump;
pub use json::json;
use log::Log;
use names::Names;
pub use text::text;

/// How a change is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Code compiles no more.
    Compile,
    /// Code compiles, and does something else or fails.
    Runtime,
    /// Code that worked goes on to work.
    Compatible,
}

impl Class {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Compile => "compile",
            Self::Runtime => "runtime",
            Self::Compatible => "compatible",
        }
    }
}

/// Which document a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one of before: the place is gone.
    Old,
    /// The one of after.
    New,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it is noticed.
    pub class: Class,
    /// Stable short name of the rule, `field-removed`.
    pub rule: &'static str,
    /// What it happens to: `streams().list()`, `models::Stream`, `Client`.
    pub subject: String,
    /// What happens, in a sentence.
    pub what: String,
    /// Which document [`Self::at`] is in.
    pub side: Side,
    /// Where that document says it, or would.
    pub at: Pointer,
}

/// All that changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By subject, operations first; of a subject the worst first.
    pub changes: Vec<Change>,
}

impl Report {
    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }

    /// The worst of all changes; `None` if nothing changes.
    pub fn worst(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).min()
    }

    /// The version that these changes ask for, after one that is out.
    pub fn bump(&self, version: &str) -> Option<Bump> {
        self.worst().and_then(|worst| Bump::after(version, worst))
    }
}

/// Where a change is, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub file: Option<String>,
    /// From 1; 0 if it is not known.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The nearest place that is there.
    pub pointer: Pointer,
}

/// Compares two clients.
pub fn diff(old: &Api, new: &Api) -> Report {
    let names = Names::new(old, new);
    let mut log = Log::default();
    client::compare(&mut log, &names, old, new);
    operations::compare(&mut log, &names, old, new);
    models::compare(&mut log, &names, old, new);
    failures::compare(&mut log, &names, old, new);
    log.report()
}
