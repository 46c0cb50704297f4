//! Words that the generator does not say.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{all_files, files, root};
use crate::tokens::{Token, tokens};

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

#[test]
fn a_word_of_the_glossary_is_one_type() {
    let text = std::fs::read_to_string(root().join("generator/ARCHITECTURE.md")).expect("the documentation is there");
    let glossary = glossary(&text);
    assert!(
        glossary.contains("Model") && glossary.contains("PropertyGroup"),
        "{glossary:?}"
    );
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in files() {
        for name in types(&text).into_iter().filter(|name| glossary.contains(name)) {
            homes.entry(name).or_default().push(path.clone());
        }
    }
    assert!(homes.len() > 25, "only {homes:#?} are seen");
    homes.retain(|_, files| files.len() > 1);
    assert!(homes.is_empty(), "words with several meanings: {homes:#?}");
}

/// A short name serves in a room or two; one that many rooms use says too little in each.
#[test]
fn no_name_of_a_type_has_many_meanings() {
    const MOST: usize = 3;
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in files() {
        for name in types(&text) {
            homes.entry(name).or_default().push(path.clone());
        }
    }
    assert!(homes.len() > 500, "only {} names are seen", homes.len());
    homes.retain(|_, files| files.len() > MOST);
    assert!(homes.is_empty(), "names with many meanings: {homes:#?}");
}

/// The words of the glossary as names of types: `property group` is `PropertyGroup`.
fn glossary(text: &str) -> BTreeSet<String> {
    let rows = text.split("## Glossary").nth(1).unwrap_or_default();
    let rows = rows
        .split("\n## ")
        .next()
        .unwrap_or_default()
        .lines()
        .skip_while(|line| !line.starts_with("|---"));
    let words = rows.skip(1).filter_map(|row| row.split('|').nth(1));
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    words
        .map(|words| words.split_whitespace().map(capital).collect())
        .collect()
}

/// The types that a file defines, but for those in functions, in `impl` and in modules within it.
fn types(text: &str) -> Vec<String> {
    let (mut out, mut depth) = (Vec::new(), 0_usize);
    let all = tokens(text);
    for pair in all.windows(2) {
        match pair {
            [Token::Sign('{' | '(' | '['), _] => depth += 1,
            [Token::Sign('}' | ')' | ']'), _] => depth -= 1,
            [Token::Word(kind), Token::Word(name)] if depth == 0 => {
                let is_type = ["struct", "enum", "trait", "type", "union"].contains(&kind.as_str());
                out.extend(is_type.then(|| name.clone()));
            }
            _ => {}
        }
    }
    out
}

#[test]
fn types_are_found_where_they_are_defined() {
    let text = "pub(crate) struct A(B); enum C { D } type E = F; trait G { type H; } impl G for A { type H = I; } mod m { struct J; }";
    assert_eq!(types(text), ["A", "C", "E", "G"]);
}
