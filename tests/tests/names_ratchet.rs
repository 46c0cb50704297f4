//! The ratchet of names: how many of those in clients of documents that others wrote nobody would choose, held against
//! `tests/corpus/names.tsv`.
//!
//! A figure may only fall. One that has fallen is a fault, too, until the table has it:
//! `UPDATE_CORPUS=1 cargo test -p oasmith-tests --test names_ratchet`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use oasmith_tests::corpus::{Document, Set};
use oasmith_tests::naming::{Name, of_file};

/// What is counted: names that end in a number which the author did not write, that are too long, that end in letters for their place, methods
/// `post_…`, and names that repeat a word.
const COLUMNS: [Column; 5] = [
    ("numbers", Name::has_own_number),
    ("long", Name::is_long),
    ("hashes", Name::has_hash),
    ("posts", Name::is_post),
    ("stutters", Name::stutters),
];

/// What a figure is called, and which names it counts.
type Column = (&'static str, fn(&Name) -> bool);

type Figures = [usize; COLUMNS.len()];

#[test]
fn names_do_not_get_worse() {
    let Some(documents) = Set::Real.documents(Path::new(env!("CARGO_TARGET_TMPDIR"))) else {
        return;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/names.tsv");
    let new = measured(documents);
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        fs::write(&path, written(&new)).expect("the table can be written");
        return;
    }
    let old = read(&fs::read_to_string(&path).expect("a table"));
    let faults = differences(&old, &new);
    assert!(
        faults.is_empty(),
        "{}\nif that is as it should be: `UPDATE_CORPUS=1 cargo test -p oasmith-tests --test names_ratchet`",
        faults.join("\n")
    );
}

/// Each figure that differs.
fn differences(old: &BTreeMap<String, Figures>, new: &BTreeMap<String, Figures>) -> Vec<String> {
    let none = Figures::default();
    let names = old.keys().chain(new.keys()).collect::<std::collections::BTreeSet<_>>();
    let mut out = Vec::new();
    for name in names {
        let (was, is) = (old.get(name).unwrap_or(&none), new.get(name).unwrap_or(&none));
        for (((column, _), was), is) in COLUMNS.iter().zip(was).zip(is) {
            if was != is {
                let kind = if is > was { "WORSE" } else { "better" };
                out.push(format!("{name}: {kind}: {column} {was} → {is}"));
            }
        }
    }
    out
}

/// The figures of all documents; those without any have no row.
fn measured(documents: Vec<Document>) -> BTreeMap<String, Figures> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (todo, rows) = (Mutex::new(documents), Mutex::new(BTreeMap::new()));
    let next = || todo.lock().expect("no worker panics").pop();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(document) = next() {
                    let names = of_file(&document.path);
                    let names = names.unwrap_or_else(|| panic!("{} has a client", document.name));
                    let figures = COLUMNS.map(|(_, is)| names.iter().filter(|name| is(name)).count());
                    if figures != Figures::default() {
                        rows.lock().expect("no worker panics").insert(document.name, figures);
                    }
                }
            });
        }
    });
    rows.into_inner().expect("no worker panics")
}

fn written(rows: &BTreeMap<String, Figures>) -> String {
    let columns = COLUMNS.map(|(name, _)| name).join("\t");
    let row = |(name, figures): (&String, &Figures)| {
        format!("{name}\t{}\n", figures.map(|figure| figure.to_string()).join("\t"))
    };
    format!("document\t{columns}\n") + &rows.iter().map(row).collect::<String>()
}

fn read(text: &str) -> BTreeMap<String, Figures> {
    let row = |line: &str| {
        let (name, figures) = line.split_once('\t').expect("a name and figures");
        let figures: Vec<usize> = figures
            .split('\t')
            .map(|figure| figure.parse().expect("a number"))
            .collect();
        (name.to_owned(), figures.try_into().expect("a figure for each column"))
    };
    text.lines().skip(1).map(row).collect()
}
