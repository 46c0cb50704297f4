//! A program that decodes and encodes values with generated types.
//!
//! It reads one value a line, `<number of the type>\t<JSON>`, and responds with a line each: `ok\t<JSON>` or `error\t<why>`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use oasmith::file::File;
use oasmith_tests::scratch::Workspace;

use crate::subject::Subject;

const NAME: &str = "oracle-harness";

const MAIN: &str = r#"//! Decodes and encodes what it is told.

#![allow(warnings)]

pub mod runtime;

use std::io::{self, BufRead, Write};

use serde::{Serialize, de::DeserializeOwned};

type Round = fn(&[u8]) -> Result<String, String>;

fn round<T: Serialize + DeserializeOwned>(json: &[u8]) -> Result<String, String> {
    let value: T = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| format!("written: {error}"))
}

fn main() {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (number, json) = line.split_once('\t').expect("a tab");
        let done = TYPES[number.parse::<usize>().expect("a number")](json.as_bytes());
        match done {
            Ok(json) => writeln!(out, "ok\t{json}"),
            Err(why) => writeln!(out, "error\t{}", why.replace('\n', " ")),
        }
        .expect("the test listens");
    }
}
"#;

/// Builds the program for the types of all subjects, which have numbers in that order.
pub(crate) fn build(workspace: &Workspace, subjects: &[Subject]) {
    workspace.keep(&[NAME]);
    workspace.write_crate(NAME, &files(subjects));
    let built = workspace.cargo(&workspace.root, &["build", "--package", NAME], &[]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

/// One crate for all of them: its manifest and its runtime are those of the first, because they are the same in each; then the
/// models of each in a module of its own. What sends requests is left out, because compiling it takes most of the time.
fn files(subjects: &[Subject]) -> Vec<File> {
    let shared = subjects.iter().take(1).flat_map(|subject| &subject.files);
    let mut files: Vec<File> = shared
        .filter(|file| file.path.starts_with("src/runtime/"))
        .cloned()
        .collect();
    for subject in subjects {
        let models = subject
            .files
            .iter()
            .filter_map(|file| Some((file.path.strip_prefix("src/models/")?, file)));
        files.extend(models.map(|(path, file)| File {
            path: format!("src/{}/{path}", subject.module()),
            text: file.text.clone(),
        }));
    }
    files.push(manifest(subjects));
    files.push(program(subjects));
    files
}

fn manifest(subjects: &[Subject]) -> File {
    let text = subjects
        .iter()
        .flat_map(|subject| &subject.files)
        .find(|file| file.path == "Cargo.toml");
    let text = text
        .map(|file| file.text.replacen(&subjects[0].name, NAME, 1))
        .unwrap_or_default();
    File {
        path: "Cargo.toml".to_owned(),
        text,
    }
}

fn program(subjects: &[Subject]) -> File {
    let (mut modules, mut types) = (String::new(), String::new());
    for subject in subjects.iter().filter(|subject| subject.has_models()) {
        let module = subject.module();
        writeln!(modules, "mod {module};").expect("a string takes text");
        for asked in &subject.types {
            writeln!(types, "    round::<{module}::{}>,", asked.name).expect("a string takes text");
        }
    }
    File {
        path: "src/main.rs".to_owned(),
        text: format!("{MAIN}\n{modules}\nconst TYPES: &[Round] = &[\n{types}];\n"),
    }
}

/// Asks the program.
pub(crate) fn ask(workspace: &Workspace, lines: &str) -> Vec<Result<String, String>> {
    let mut child = Command::new(workspace.program(NAME))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the harness can be started");
    let mut input = child.stdin.take().expect("the harness listens");
    let output = thread::scope(|scope| {
        scope.spawn(move || input.write_all(lines.as_bytes()).expect("the harness listens"));
        child.wait_with_output().expect("the harness ends")
    });
    let text = String::from_utf8(output.stdout).expect("the harness writes UTF-8");
    let responses = text.lines().map(|line| match line.split_once('\t') {
        Some(("ok", json)) => Ok(json.to_owned()),
        _ => Err(line.trim_start_matches("error\t").to_owned()),
    });
    responses.collect()
}

/// Where the harness of a set is built.
pub(crate) fn workspace(set: &str) -> Workspace {
    Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), &format!("oracle-{set}"))
}
