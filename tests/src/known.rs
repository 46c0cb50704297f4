//! Lists of faults that are known: tables in `tests/corpus` with a fault and the reason why it is still there.
//!
//! A fault that is not in the list fails the test, and so does an entry without a fault.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HEAD: &str = "fault\twhy";

/// Something that is wrong: what it is called in a list, and all about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its name.
    pub name: String,
    /// For people.
    pub text: String,
}

/// Holds the faults of a run against the list of that name. `asked` tells whether a run was about an entry at all.
pub fn hold(list: &str, asked: impl Fn(&str) -> bool, faults: &[Fault]) {
    let known = read(list);
    let mut text = String::new();
    let is_there = |name: &str| faults.iter().any(|fault| fault.name == name);
    for name in known.keys().filter(|name| asked(name) && !is_there(name)) {
        writeln!(text, "{name}: is mended, take it out of tests/corpus/{list}").expect("a string takes text");
    }
    for fault in faults.iter().filter(|fault| !known.contains_key(&fault.name)) {
        writeln!(text, "{}: {}", fault.name, fault.text).expect("a string takes text");
    }
    assert!(text.is_empty(), "{text}");
}

/// Names with reasons; an entry without a reason is a fault of the list.
fn read(list: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(list);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text.lines().filter(|line| *line != HEAD);
    rows.map(|line| match line.split_once('\t') {
        Some((name, why)) if !why.is_empty() => (name.to_owned(), why.to_owned()),
        _ => panic!("this is no row of tests/corpus/{list}: {line}"),
    })
    .collect()
}
