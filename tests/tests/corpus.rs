//! The ratchet: what becomes of documents that others wrote, held against the tables in `tests/corpus`.
//!
//! A row that gets worse is a fault; one that gets better too, until the table says so:
//! `UPDATE_CORPUS=1 cargo test -p oasmith-tests --test corpus` writes the tables, and `git diff` shows what changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use oasmith_tests::corpus::{Document, Set, shared};
use oasmith_tests::program::{Target, generate};
use oasmith_tests::table::{self, Change, Row};

type Rows = BTreeMap<String, Row>;

#[test]
fn real_documents_are_as_the_table_says() {
    hold(Set::Real);
}

#[test]
fn suites_are_as_the_table_says() {
    hold(Set::Suites);
}

/// Documents that their authors wrote for a validator to refuse: a client may live with some, but a reason must stand in the table.
#[test]
fn what_is_meant_to_be_refused_is_refused_or_has_a_reason() {
    let Ok(index) = fs::read_to_string(shared().join("corpus/index.tsv")) else {
        println!("skipped: the corpus is not there");
        return;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/suites.tsv");
    let rows = table::read(&fs::read_to_string(path).expect("a table")).expect("the table can be read");
    let negative = index.lines().filter(|line| line.ends_with("\tsuite-negative"));
    let names: Vec<&str> = negative
        .filter_map(|line| line.split('\t').nth(1)?.strip_prefix("suites/"))
        .collect();
    assert!(names.len() > 40, "{}", names.len());
    let silent = names.iter().filter(|name| {
        let row = rows.get(**name);
        !row.is_some_and(|row| row.verdict.starts_with("refused:") || row.note.len() > 20)
    });
    let silent: Vec<_> = silent.collect();
    assert!(silent.is_empty(), "accepted without a reason: {silent:?}");
}

fn hold(set: Set) {
    let Some(documents) = set.documents(Path::new(env!("CARGO_TARGET_TMPDIR"))) else {
        return;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/{}.tsv", set.name()));
    let old = table::read(&fs::read_to_string(&path).unwrap_or_default()).expect("the table can be read");
    let mut new = run(documents);
    for (name, row) in &mut new {
        row.note = old.get(name).map(|old| old.note.clone()).unwrap_or_default();
    }
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        fs::write(&path, table::write(&new)).expect("the table can be written");
        return;
    }
    let faults = differences(&old, &new);
    assert!(
        faults.is_empty(),
        "{}\nif that is as it should be, tighten the table: `UPDATE_CORPUS=1 cargo test -p oasmith-tests --test corpus`",
        faults.join("\n")
    );
}

/// Each row that differs, the old one above the new one.
fn differences(old: &Rows, new: &Rows) -> Vec<String> {
    let gone = old.keys().filter(|name| !new.contains_key(*name));
    let mut out: Vec<String> = gone.map(|name| format!("{name}: is no document")).collect();
    for (name, row) in new {
        let Some(was) = old.get(name) else {
            out.push(format!("{name}: has no row\n  now {row}"));
            continue;
        };
        match row.since(was) {
            Change::Same => {}
            Change::Better => out.push(format!("{name}: better\n  was {was}\n  now {row}")),
            Change::Worse => out.push(format!("{name}: WORSE\n  was {was}\n  now {row}")),
        }
    }
    out
}

/// Generates all documents, as many at a time as there are cores.
fn run(documents: Vec<Document>) -> Rows {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (todo, rows) = (Mutex::new(documents), Mutex::new(Rows::new()));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(document) = next(&todo) {
                    let row = Row::of(&generate(program(), &document.path, &target(&document)));
                    rows.lock().expect("no worker panics").insert(document.name, row);
                }
            });
        }
    });
    rows.into_inner().expect("no worker panics")
}

fn next(todo: &Mutex<Vec<Document>>) -> Option<Document> {
    todo.lock().expect("no worker panics").pop()
}

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_oasmith-under-test")
}

/// The crate goes below the target folder.
fn target(document: &Document) -> Target {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus-crates");
    let name = document.crate_name.clone();
    Target {
        folder: folder.join(&name),
        name,
    }
}
