//! Every pair is told word for word.

use std::fs;
use std::path::Path;

use super::run::Pair;

#[test]
fn every_pair_is_told_word_for_word() {
    let pairs = Pair::all();
    assert!(pairs.len() > 60, "the pairs were found");
    let faults: Vec<String> = pairs.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn fault(pair: &Pair) -> Option<String> {
    let ran = pair.diff(&[]);
    let said = format!("{}{}", ran.out, ran.err);
    let path = pair.folder.join("report.txt");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &said).expect("tests/diff can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let is_right = ran.code == 0 && said == expected;
    (!is_right).then(|| {
        let (name, code) = (&pair.name, ran.code);
        format!("{name}: it ended with {code}; report.txt says\n{expected}\nand the run says\n{said}")
    })
}

#[test]
fn every_pair_says_what_it_shows() {
    for pair in Pair::all() {
        let first = |file: String| {
            let path = Path::new(&file);
            let path = if path.is_dir() {
                path.join("client.toml")
            } else {
                path.to_owned()
            };
            let text = fs::read_to_string(path).expect("a pair has two documents");
            text.lines().next().unwrap_or_default().to_owned()
        };
        assert!(first(pair.old()).starts_with("# "), "{}", pair.name);
        assert_eq!(first(pair.old()), first(pair.new_document()), "{}", pair.name);
    }
}

/// A document compared with itself, for all documents that there are here.
#[test]
fn nothing_changes_from_a_document_to_itself() {
    for pair in Pair::all() {
        for file in [pair.old(), pair.new_document()] {
            let ran = super::run::diff(&[&file, &file, "--deny", "breaking"]);
            assert_eq!(
                (ran.code, ran.out.as_str()),
                (0, "nothing changes for callers\n"),
                "{file}"
            );
        }
    }
}

/// What changes in one direction changes in the other, too.
#[test]
fn a_change_back_is_a_change() {
    for pair in Pair::all() {
        let there = pair.diff(&["--format", "json"]).json();
        let back = super::run::diff(&[&pair.new_document(), &pair.old(), "--format", "json"]).json();
        let changes = |report: &serde_json::Value| report["changes"].as_array().map_or(0, Vec::len);
        assert_eq!(changes(&there) == 0, changes(&back) == 0, "{}", pair.name);
    }
}
