//! Every rule is shown by a pair.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::run::Pair;

/// The rules that the source knows: the first text of each line that tells a change.
fn known() -> BTreeSet<String> {
    let mut todo = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src/diff")];
    let mut out = BTreeSet::new();
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(path).expect("the source can be read");
            todo.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let text = fs::read_to_string(path).expect("a source file is text");
        for maker in ["log.compile(", "log.runtime(", "log.compatible(", "log.ability("] {
            for rest in text.split(maker).skip(1) {
                let call = rest.split(';').next().unwrap_or_default();
                let word = call.split('"').nth(1).filter(|word| is_rule(word));
                out.extend(word.map(str::to_owned));
            }
        }
    }
    out
}

fn is_rule(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')
}

#[test]
fn every_rule_is_shown_by_a_pair() {
    let mut shown = BTreeSet::new();
    for pair in Pair::all() {
        let report = pair.diff(&["--format", "json"]).json();
        let changes = report["changes"].as_array().expect("a list of changes").clone();
        let rules = changes.iter().filter_map(|change| change["rule"].as_str());
        shown.extend(rules.map(str::to_owned));
    }
    let known = known();
    assert!(known.len() > 50, "the rules were found");
    assert_eq!(
        known.difference(&shown).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "rules without a pair"
    );
    assert_eq!(
        shown.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "rules that were not found"
    );
}
