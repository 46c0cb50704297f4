//! Nothing of the client is left out of the tables.
//!
//! What the client has is read from its source text: the operations' own facts, and the table on its front page.
//! What a response may be is read from the documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use super::harness::Covered;
use super::{calls, documents, files, functions, records, schedules, sessions, streams, subscriptions};

const CRATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated/cdf/src");

/// The rows of all groups.
fn rows() -> Vec<Covered> {
    let groups = [
        calls::covered(),
        files::covered(),
        functions::covered(),
        records::covered(),
        schedules::covered(),
        sessions::covered(),
        streams::covered(),
        subscriptions::covered(),
    ];
    groups.into_iter().flatten().collect()
}

/// A new operation of the client needs a row.
#[test]
fn every_operation_of_the_client_has_a_row() {
    let of_client = ids_in_source();
    assert!(of_client.len() >= 52, "the source was read: {of_client:?}");
    let covered: BTreeSet<String> = rows().iter().map(|row| row.id.to_owned()).collect();
    assert_eq!(
        covered, of_client,
        "left: rows of the tables, right: operations of the client"
    );
}

/// An operation that has no accessor cannot be called, so the front page must list each of them.
#[test]
fn the_front_page_lists_every_operation() {
    let page = read(&PathBuf::from(CRATE).join("lib.rs"));
    let listed = page.lines().filter(|line| line.starts_with("//! | [`")).count();
    assert_eq!(listed, rows().len(), "rows of the operation table on the front page");
}

/// No operation of the documents is skipped, and each declared refusal is tried.
#[test]
fn every_declared_refusal_has_a_response() {
    let covered: BTreeMap<String, Vec<u16>> = rows()
        .into_iter()
        .map(|row| (row.id.to_owned(), row.refusals))
        .collect();
    let declared: BTreeMap<String, Vec<u16>> = documents::operations().into_iter().map(refusals).collect();
    assert_eq!(
        covered, declared,
        "left: refusals of the tables, right: refusals of the documents"
    );
}

fn refusals(operation: documents::Described) -> (String, Vec<u16>) {
    let statuses = operation.responses.iter().map(|(status, _)| *status);
    (operation.id, statuses.filter(|status| *status >= 400).collect())
}

/// The ids in the facts of each operation, `about!("…"`.
fn ids_in_source() -> BTreeSet<String> {
    let folder = fs::read_dir(PathBuf::from(CRATE).join("operations")).expect("the operations of the client");
    let files = folder.map(|entry| read(&entry.expect("an entry").path()));
    files
        .flat_map(|text| text.split("about!(").skip(1).filter_map(first_word).collect::<Vec<_>>())
        .collect()
}

/// The text in the quotes that come first.
fn first_word(call: &str) -> Option<String> {
    let (id, _) = call.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(id.to_owned())
}

fn read(path: &PathBuf) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
