//! Codes of messages: each has a page, a use and a test.

use std::path::Path;

use oasmith::diag::Code;

use crate::sources::files;

/// Codes that guard against what the passes before have made impossible, so that no document gets them.
const GUARDS: [Code; 4] = [
    Code::UnreadableComponent,
    Code::UnreadableOperation,
    Code::UnreadableParameter,
    Code::UnreadableServers,
];

/// `unresolved-ref` → `UnresolvedRef`.
fn variant(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(capital).collect()
}

/// The compiler finds a code without a page; a page without a code, and a code that no pass uses, are found here.
#[test]
fn every_page_is_of_a_code_and_every_code_is_used() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/explain");
    for entry in std::fs::read_dir(folder).expect("the pages can be read") {
        let name = entry.expect("an entry of the folder").path();
        let name = name.file_stem().expect("a file has a name").to_string_lossy();
        assert!(
            Code::named(&name).is_some(),
            "a page of a code that does not exist: {name}"
        );
    }
    let files = files();
    let rooms = || files.iter().filter(|(path, _)| path != "diag/code.rs");
    for code in Code::ALL {
        let use_of_it = format!("Code::{}", variant(code.name()));
        let is_used = rooms().any(|(_, text)| {
            let mut after = text.split(use_of_it.as_str()).skip(1);
            after.any(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()))
        });
        assert!(is_used, "a code that nothing uses: {code}");
    }
}

/// Codes are data: no text of the source is one, so that no pass compares or prints the name of a code.
#[test]
fn no_text_is_a_code() {
    // Words that also mean other things.
    const WORDS: [Code; 3] = [Code::Lossy, Code::Overlay, Code::Syntax];
    for (path, text) in files().iter().filter(|(path, _)| path != "diag/code.rs") {
        for word in text.split('"').skip(1).step_by(2) {
            let code = Code::named(word).filter(|code| !WORDS.contains(code));
            assert_eq!(code, None, "{path}: use `Code`");
        }
    }
}

#[test]
fn codes_stand_in_the_order_of_their_names() {
    assert!(Code::ALL.is_sorted_by_key(|code| code.name()));
}

#[test]
fn every_page_tells_what_it_is_and_shows_it() {
    for code in Code::ALL {
        let page = code.page();
        assert!(
            page.starts_with(&format!("{code}: ")),
            "{code}: the first line is the code and what it means"
        );
        assert!(page.matches("```").count() >= 2, "{code}: there is an example");
        assert!(page.lines().count() < 60, "{code}: a page is short");
    }
}

/// A reject or a case says each code; what only the command line can say is in tests of commands, what a build
/// script says in `build_rs.rs`.
#[test]
fn every_code_is_shown_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let commands = [
        "build_rs",
        "command",
        "diff/revisions",
        "templates/check",
        "templates/eject",
    ];
    let test = |name: &str| std::fs::read_to_string(root.join(format!("tests/{name}.rs"))).expect("a test is text");
    let mut said = commands.map(test).concat();
    for (folder, file) in [("rejects", "report.txt"), ("cases", "expected/messages.snap")] {
        for entry in std::fs::read_dir(root.join(folder)).expect("the tests can be read") {
            let path = entry.expect("an entry of the folder").path().join(file);
            said.push_str(&std::fs::read_to_string(path).unwrap_or_default());
        }
    }
    let is_shown = |code: &str| {
        said.contains(&format!("[{code}]"))
            || said.contains(&format!(" {code} at "))
            || said.contains(&format!("\"{code}\""))
    };
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !GUARDS.contains(code) && !is_shown(code.name()))
        .collect();
    assert!(missing.is_empty(), "codes that no test shows: {missing:?}");
}
