//! The rules of the house, read off the generator's source: who may import whom, how long things may be, what is absent.
//!
//! The table of imports is that of `generator/ARCHITECTURE.md`. A rule that is in the way is changed there and here, with a
//! reason, never worked around.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use oasmith::diag::Code;

/// Module → modules of ours that it may name.
const MAY_IMPORT: [(&str, &[&str]); 26] = [
    ("pointer", &[]),
    ("config", &[]),
    ("fence", &[]),
    ("printable", &[]),
    ("lexer", &[]),
    ("file", &[]),
    ("diag", &["pointer"]),
    ("spec", &["pointer", "diag"]),
    ("ir", &["pointer"]),
    ("stack", &[]),
    ("load", &["spec", "pointer", "diag", "stack", "fence", "file"]),
    ("annotate", &["spec", "config", "diag", "pointer"]),
    ("select", &["spec", "config", "diag", "pointer"]),
    ("schemas", &["spec", "ir", "config", "diag", "pointer"]),
    ("lower", &["spec", "schemas", "ir", "config", "diag", "pointer"]),
    ("emit", &["ir", "file", "printable"]),
    (
        "dress",
        &["emit", "fence", "ir", "file", "config", "diag", "lexer", "printable"],
    ),
    ("surface", &["file", "lexer"]),
    ("diff", &["ir", "pointer", "printable"]),
    ("write", &["diag", "file"]),
    ("remedy", &["diag", "pointer", "spec"]),
    ("render", &["diag", "pointer", "spec", "load", "stack", "printable"]),
    ("project", &["config", "diag", "file"]),
    (
        "build",
        &[
            "config", "diag", "dress", "file", "lexer", "load", "project", "render", "spec", "write",
        ],
    ),
    ("report", &["ir", "diag", "pointer", "select", "spec"]),
    (
        "cli",
        &[
            "config",
            "diag",
            "diff",
            "dress",
            "fence",
            "file",
            "load",
            "project",
            "render",
            "spec",
            "stack",
            "write",
            "pointer",
            "printable",
        ],
    ),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src")
}

/// Every Rust file of the generator: path below `src`, and text.
fn files() -> Vec<(String, String)> {
    let (root, mut out, mut todo) = (source(), Vec::new(), vec![source()]);
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).expect("the generator's source can be read") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(&root)
                    .expect("below src")
                    .to_string_lossy()
                    .replace('\\', "/");
                out.push((name, std::fs::read_to_string(&path).expect("a source file is text")));
            }
        }
    }
    out.sort();
    out
}

/// The module that a file belongs to: its first folder, or its name.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

/// The first segment of every path that starts with `crate::`, in code and not in comments.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut out = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            let list = list.split("};").next().unwrap_or_default();
            out.extend(
                list.split(',')
                    .map(|item| first_word(item.trim()))
                    .filter(|word| !word.is_empty()),
            );
        } else {
            out.insert(first_word(part));
        }
    }
    out
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn imports_go_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    let mut faults = Vec::new();
    for (path, text) in files() {
        let own = module(&path).to_owned();
        if ["lib", "main"].contains(&own.as_str()) {
            continue;
        }
        let Some(may) = allowed.get(own.as_str()) else {
            faults.push(format!("{path}: the module `{own}` is not in the table of the house"));
            continue;
        };
        let known = |name: &String| allowed.contains_key(name.as_str());
        for name in imports(&text)
            .iter()
            .filter(|name| known(name) && **name != own && !may.contains(&name.as_str()))
        {
            faults.push(format!("{path}: `{own}` must not import `{name}`"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_of_imports_has_no_circle() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    for start in allowed.keys() {
        let (mut seen, mut todo) = (BTreeSet::new(), allowed[start].to_vec());
        while let Some(here) = todo.pop() {
            assert_ne!(here, *start, "`{start}` imports itself by way of others");
            if seen.insert(here) {
                todo.extend(allowed.get(here).copied().unwrap_or_default());
            }
        }
    }
}

#[test]
fn spec_and_ir_never_meet() {
    for (path, text) in files() {
        let (own, names) = (module(&path).to_owned(), imports(&text));
        let meets = names.contains("spec") && names.contains("ir");
        assert!(
            !meets || ["schemas", "lower", "report"].contains(&own.as_str()),
            "{path} sees both the input and the output language"
        );
    }
}

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

/// Every file below `generator`: path and text.
fn all_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator");
    let (mut out, mut todo) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).expect("the generator can be read") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            let name = path
                .strip_prefix(&root)
                .expect("below generator")
                .to_string_lossy()
                .replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name} is no text: {error}"));
            out.push((name, text));
        }
    }
    out
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
fn files_and_functions_are_short() {
    let files = files();
    let lengths = files.iter().map(|(_, text)| text.lines().count()).collect();
    let functions: Vec<usize> = files.iter().flat_map(|(_, text)| function_lengths(text)).collect();
    assert!(functions.len() > 200, "the functions were found");
    let (file, function) = (nine_tenths(lengths), nine_tenths(functions));
    assert!(file <= 400, "nine files of ten have at most 400 lines; now {file}");
    assert!(
        function <= 40,
        "nine functions of ten have at most 40 lines; now {function}"
    );
}

/// The value that nine tenths do not exceed.
fn nine_tenths(mut lengths: Vec<usize>) -> usize {
    lengths.sort_unstable();
    lengths[lengths.len() * 9 / 10]
}

/// Lines of each function, in text as rustfmt prints it: from `fn` to the brace below its first letter.
fn function_lengths(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| {
        let code = line.trim_start();
        let code = ["pub(super) ", "pub(crate) ", "pub ", "const "]
            .iter()
            .fold(code, |code, word| code.strip_prefix(word).unwrap_or(code));
        code.starts_with("fn ")
    });
    starts
        .filter_map(|(start, line)| {
            if line.ends_with('}') {
                return Some(1);
            }
            let indent = line.len() - line.trim_start().len();
            let close = format!("{}}}", " ".repeat(indent));
            lines[start..]
                .iter()
                .position(|line| *line == close)
                .map(|length| length + 1)
        })
        .collect()
}

#[test]
fn runtime_holds_no_tests_and_names_no_api() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime/src/runtime");
    let mut todo = vec![root];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).expect("the runtime can be read") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path)
                .expect("a source file is text")
                .to_lowercase();
            for banned in ["cfg(test)", "cognite", "cdf", "tracdap", "untagged", "serde(flatten"] {
                assert!(!text.contains(banned), "{}: `{banned}`", path.display());
            }
        }
    }
}

/// The code of the README is in examples that are compiled.
#[test]
fn the_readme_shows_code_that_compiles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = |path: &str| std::fs::read_to_string(root.join(path)).expect("the file is there");
    let readme = text("README.md");
    let blocks: Vec<&str> = readme
        .split("```rust\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let examples = [
        "cdf/examples/minute",
        "cdf/examples/production",
        "trac/examples/rows/main",
    ];
    assert_eq!(blocks.len(), examples.len(), "blocks of Rust");
    for (code, example) in blocks.iter().zip(examples) {
        let example = text(&format!("generated/{example}.rs"));
        let compiled: Vec<&str> = example.lines().map(str::trim).collect();
        let strange: Vec<&str> = code
            .lines()
            .map(str::trim)
            .filter(|line| !compiled.contains(line))
            .collect();
        assert!(strange.is_empty(), "not in the example: {strange:#?}");
    }
}

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
