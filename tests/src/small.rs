//! Small documents, parted by `---`, each with what is expected of it.
//!
//! The first line of each names what it is about, and the codes of all messages; `works` stands for none. A line `# has: …` is text that
//! stands in the generated code, whatever its white space; `# at: …` is the pointer of a message. The head of the document is added where it
//! has none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use oasmith::config::{Config, Templates};
use oasmith::diag::{Diagnostics, Place};
use oasmith::load::{Inputs, load};

/// What the first line of a head begins with.
const HEADS: [&str; 2] = ["openapi: ", "swagger: "];

/// A small document, and what is expected of it.
struct Small<'a> {
    about: &'a str,
    /// The codes of its messages.
    codes: BTreeSet<String>,
    /// What stands in its code.
    has: Vec<&'a str>,
    /// Places of its messages.
    at: Vec<&'a str>,
    text: &'a str,
    /// What the document begins with.
    head: &'a str,
}

impl<'a> Small<'a> {
    fn read(text: &'a str, head: &'a str) -> Self {
        let text = text.trim_start();
        let first = text.lines().next().and_then(|line| line.strip_prefix("# "));
        let (about, codes) = first
            .and_then(|line| line.rsplit_once(": "))
            .expect("`# about: outcome`");
        let codes = codes.split(", ").filter(|code| *code != "works");
        Self {
            about,
            codes: codes.map(str::to_owned).collect(),
            has: text.lines().filter_map(|line| line.strip_prefix("# has: ")).collect(),
            at: text.lines().filter_map(|line| line.strip_prefix("# at: ")).collect(),
            text,
            head: if text.lines().any(|line| HEADS.iter().any(|head| line.starts_with(head))) {
                ""
            } else {
                head
            },
        }
    }

    /// What is not as expected.
    fn faults(&self) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("spec.yaml");
        fs::write(&path, format!("{}{}", self.head, self.text)).expect("a temporary file");
        let inputs = Inputs {
            documents: vec![path],
            ..Inputs::default()
        };
        let mut diags = Diagnostics::default();
        let document = load(&inputs, &mut diags).filter(|_| !diags.has_errors());
        let config = Config::for_document("small");
        let made =
            document.and_then(|document| oasmith::generate(&document, &config, &Templates::default(), &mut diags));
        let files = made.map(|made| made.files).unwrap_or_default();
        let own = files.iter().filter(|file| !file.path.starts_with("src/runtime"));
        let code = dense(&own.map(|file| file.text.as_str()).collect::<String>());
        let said: BTreeSet<String> = diags.iter().map(|said| said.code.to_string()).collect();
        let mut out = Vec::new();
        if said != self.codes {
            let words: Vec<String> = diags
                .iter()
                .map(|said| format!("{}: {}", said.code, said.message))
                .collect();
            out.push(format!("{}: {words:#?}", self.about));
        }
        let places: BTreeSet<String> = diags
            .iter()
            .filter_map(|said| match &said.place {
                Place::At(at) => Some(at.to_string()),
                _ => None,
            })
            .collect();
        let nowhere = self.at.iter().filter(|at| !places.contains(**at));
        out.extend(nowhere.map(|at| format!("{}: nothing is said at {at}, but at {places:?}", self.about)));
        let missing = self.has.iter().filter(|text| !code.contains(&dense(text)));
        out.extend(missing.map(|text| format!("{}: the code does not have `{text}`", self.about)));
        out
    }
}

/// A text without white space.
fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Asserts that there are at least so many documents in a folder of the tests, and that all are as expected.
pub fn check(folder: &str, head: &str, least: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a file"))
        .collect();
    let all: Vec<Small<'_>> = texts
        .iter()
        .flat_map(|text| text.split("\n---\n"))
        .map(|text| Small::read(text, head))
        .collect();
    assert!(all.len() >= least, "there are {} documents", all.len());
    let faults: Vec<String> = all.iter().flat_map(Small::faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
