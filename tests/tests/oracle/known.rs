//! Failures that are known: `tests/corpus/oracle.tsv` names document and type, and says why.
//!
//! A failure that is not in the list fails the test, and so does an entry whose document was asked and that does not fail
//! any more.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use oasmith_tests::corpus;

use crate::Failure;

const HEAD: &str = "document\ttype\twhy";

/// Holds the failures of the documents whose names begin alike against the list.
pub(crate) fn hold(start: &str, failures: Vec<Failure>) {
    let known = read();
    let mut text = String::new();
    let found = |key: &(String, String)| failures.iter().any(|it| (&it.document, &it.name) == (&key.0, &key.1));
    // A part of the documents says nothing about the entries of the others.
    let is_whole = start == "case-" || corpus::is_whole();
    for (key, _) in known
        .iter()
        .filter(|(key, _)| is_whole && key.0.starts_with(start) && !found(key))
    {
        writeln!(
            text,
            "{} {}: better, take it out of tests/corpus/oracle.tsv",
            key.0, key.1
        )
        .expect("a string takes text");
    }
    for failure in &failures {
        let Failure {
            document,
            name,
            value,
            what,
        } = failure;
        if !known.contains_key(&(document.clone(), name.clone())) {
            writeln!(text, "{document} {name}: {what}\n  {value}").expect("a string takes text");
        }
    }
    assert!(text.is_empty(), "{text}");
}

fn read() -> BTreeMap<(String, String), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/oracle.tsv");
    let text = fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().filter(|line| *line != HEAD);
    rows.map(|line| match line.split('\t').collect::<Vec<_>>().as_slice() {
        [document, name, why] if !why.is_empty() => (((*document).to_owned(), (*name).to_owned()), (*why).to_owned()),
        _ => panic!("this is no row: {line}"),
    })
    .collect()
}
