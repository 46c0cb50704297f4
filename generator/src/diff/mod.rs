//! What happens to the callers of a client when its document changes.
//!
//! In: the [`Api`] of before and of after. Out: a [`Report`] in Rust's words: each change with how it is noticed, by the
//! compiler, at run time, or not at all. Things are matched by their Rust names, because callers write those; what is left over
//! is matched by what it is on the wire or in the document, which tells renames. It must not look at documents: a place is a
//! pointer, and whoever has the documents finds it there.

mod arguments;
mod author;
mod client;
mod docs;
mod failures;
mod log;
mod models;
mod operations;
mod package;
mod pairs;
mod report;
mod settings;
mod type_names;
mod words;

use crate::plan::Api;
use log::Log;
pub use report::{Bump, Change, Class, Report, Side, Spot, json, text};
use type_names::TypeNames;

/// Compares two clients.
pub fn diff(old: &Api, new: &Api) -> Report {
    let names = TypeNames::new(old, new);
    let mut log = Log::default();
    package::compare(&mut log, &old.package, &new.package);
    settings::compare(&mut log, &old.settings, &new.settings);
    client::compare(&mut log, &names, old, new);
    operations::compare(&mut log, &names, old, new);
    models::compare(&mut log, &names, old, new);
    failures::compare(&mut log, &names, old, new);
    log.report()
}
