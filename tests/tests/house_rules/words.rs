//! Words that the generator does not say.

use std::collections::BTreeSet;

use crate::sources::{all_files, files};

#[test]
fn there_is_no_hash_order() {
    let faults = lines_with(files(), |word| ["hashmap", "hashset"].contains(&word));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Code, documentation and every other text of the generator alike: what one API needs belongs to `specs` or `templates`.
#[test]
fn the_generator_names_no_api() {
    let names_an_api =
        |word: &str| word == "trac" || ["cdf", "cognite", "tracdap"].iter().any(|name| word.contains(name));
    let texts = all_files();
    assert!(
        texts.iter().any(|(path, _)| path == "ARCHITECTURE.md"),
        "documentation was found"
    );
    let faults = lines_with(texts, names_an_api);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Where a word stands that is not wanted. `TracDetails` and `trac_details` have the word `trac`, `trace` has not.
fn lines_with(files: Vec<(String, String)>, is_banned: impl Fn(&str) -> bool) -> Vec<String> {
    let mut out = Vec::new();
    for (path, text) in files {
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = words(line).into_iter().find(|word| is_banned(word)) {
                out.push(format!("{path}:{}: `{word}`", number + 1));
            }
        }
    }
    out
}

/// The words of a line in lower case: each run of letters and digits, and its parts that start with a capital.
fn words(line: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for run in line.split(|letter: char| !letter.is_alphanumeric()) {
        let mut part = String::new();
        for letter in run.chars() {
            if letter.is_uppercase() && !part.ends_with(char::is_uppercase) {
                out.insert(std::mem::take(&mut part).to_lowercase());
            }
            part.push(letter);
        }
        out.extend([part.to_lowercase(), run.to_lowercase()]);
    }
    out
}

#[test]
fn words_are_found_in_names() {
    let has = |line: &str, word: &str| words(line).contains(word);
    assert!(has("struct TracDetails;", "trac") && has("trac_details", "trac") && has("a TRAC gateway", "trac"));
    assert!(!has("trace and track, extract", "trac"));
    assert!(has("HashMap::new()", "hashmap"));
}
