//! `oasmith init`: a folder for a document, in an empty folder and in a workspace; its `client.toml` is in order with any of its
//! options.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use oasmith::config::Config;
use serde_json::Value;
use tempfile::TempDir;

const SPEC: &str = "\
openapi: 3.1.0
info: {title: \"A \\\"Shop\\\" {api}\", version: '1'}
paths:
  '/books: all':
    get:
      operationId: listBooks
      responses:
        '200': {description: Good., content: {application/json: {schema: {$ref: '../parts/book.yaml#/Book'}}}}
";
const BOOK: &str = "Book: {type: object, properties: {title: {type: string}, author: {$ref: 'author.yaml'}}}\n";
const AUTHOR: &str = "type: string\n";

/// A folder with documents in `in`, and nothing else.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(TempDir::new().expect("a temporary folder"));
        folder.write("in/docs/books.yaml", SPEC);
        folder.write("in/parts/book.yaml", BOOK);
        folder.write("in/parts/author.yaml", AUTHOR);
        folder
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder");
        fs::write(path, text).expect("a temporary folder can be written");
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap_or_else(|error| panic!("{below}: {error}"))
    }

    /// The program, run in `work`. The documents refer to files beside their own folder.
    fn run(&self, arguments: &[&str]) -> Ran {
        fs::create_dir_all(self.path("work")).expect("a temporary folder");
        let is_init = arguments.first() == Some(&"init");
        let allowed = is_init.then_some(["--allow-outside", "../in"]);
        let output = Command::new(env!("CARGO_BIN_EXE_oasmith-under-test"))
            .args(arguments)
            .args(allowed.iter().flatten())
            .current_dir(self.path("work"))
            .output()
            .expect("the program can be started");
        Ran::of(&output)
    }

    /// Every file below `work`.
    fn made(&self) -> Vec<String> {
        let (root, mut out, mut todo) = (self.path("work"), Vec::new(), vec![self.path("work")]);
        while let Some(folder) = todo.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    todo.push(path);
                } else {
                    let below = path.strip_prefix(&root).expect("below the folder");
                    out.push(below.to_string_lossy().into_owned());
                }
            }
        }
        out.sort();
        out
    }
}

struct Ran {
    code: Option<i32>,
    said: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

#[test]
fn an_empty_folder_becomes_a_workspace() {
    let folder = Folder::new();
    let ran = folder.run(&["init", "--spec", "../in/docs/books.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert_eq!(
        ran.said,
        "\
written:
  Cargo.toml
  specs/books/SOURCE.md
  specs/books/client.toml
  specs/books/docs/books.yaml
  specs/books/overlay.yaml
  specs/books/parts/author.yaml
  specs/books/parts/book.yaml
next:
  oasmith generate books
  cargo check -p books-client
"
    );
    let copies = [
        ("docs/books.yaml", SPEC),
        ("parts/book.yaml", BOOK),
        ("parts/author.yaml", AUTHOR),
    ];
    for (path, text) in copies {
        assert_eq!(folder.read(&format!("work/specs/books/{path}")), text);
    }
    let config = Config::read(&folder.read("work/specs/books/client.toml")).expect("client.toml is in order");
    assert_eq!(config.crate_name, "books-client");
    assert_eq!(config.documents, [PathBuf::from("docs/books.yaml")]);
    assert!(
        folder
            .read("work/specs/books/SOURCE.md")
            .contains("| `parts/book.yaml` |")
    );
}

/// The commands that it names do what they should: a crate that compiles, without this repository around it.
#[test]
fn what_comes_next_works() {
    let folder = Folder::new();
    assert_eq!(
        folder.run(&["init", "shop", "--spec", "../in/docs/books.yaml"]).code,
        Some(0)
    );
    let generated = folder.run(&["generate", "shop"]);
    assert_eq!(generated.code, Some(0), "{}", generated.said);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.path("work/Cargo.lock")).expect("the versions of this workspace");
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--quiet",
            "--offline",
            "-p",
            "shop-client",
            "--no-default-features",
        ])
        .current_dir(folder.path("work"))
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"),
        )
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be started");
    let ran = Ran::of(&output);
    assert_eq!((ran.code, ran.said.as_str()), (Some(0), ""));
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::new();
    folder.write("work/specs/books/client.toml", "mine");
    folder.write("work/Cargo.toml", "[workspace]\nmembers = [\"app\"]\n");
    let before = folder.made();
    let ran = folder.run(&["init", "--spec", "../in/docs/books.yaml"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.said
            .starts_with("error[not-written]: the folder is there, and init writes over nothing\n"),
        "{}",
        ran.said
    );
    assert_eq!(
        (folder.made(), folder.read("work/specs/books/client.toml").as_str()),
        (before, "mine")
    );
    let other = folder.run(&["init", "other", "--spec", "../in/docs/books.yaml"]);
    assert_eq!(other.code, Some(0), "{}", other.said);
    assert!(
        other
            .said
            .ends_with("in Cargo.toml, add \"generated/*\" to `members` of [workspace]\n"),
        "{}",
        other.said
    );
    assert_eq!(folder.read("work/Cargo.toml"), "[workspace]\nmembers = [\"app\"]\n");
}

#[test]
fn what_stands_at_the_root_decides_what_is_to_be_done() {
    let table = [
        (
            "[workspace]\nmembers = [\"./generated/*\"]\n",
            "  cargo check -p books-client\n",
        ),
        (
            "[workspace]\nmembers = [\"generated/books\"]\n",
            "  cargo check -p books-client\n",
        ),
        (
            "[package]\nname = \"app\"\n",
            "  cargo check --manifest-path generated/books/Cargo.toml\n\
             to use it in this package, add to [dependencies]:\n  books-client = { path = \"generated/books\" }\n",
        ),
    ];
    for (manifest, end) in table {
        let folder = Folder::new();
        folder.write("work/Cargo.toml", manifest);
        let ran = folder.run(&["init", "--spec", "../in/docs/books.yaml"]);
        assert_eq!(ran.code, Some(0), "{}", ran.said);
        assert!(ran.said.ends_with(end), "{manifest}: {}", ran.said);
        assert_eq!(folder.read("work/Cargo.toml"), manifest);
    }
}

#[test]
fn a_name_comes_from_the_file_or_the_title_or_is_asked_for() {
    let folder = Folder::new();
    let long = format!("{}long", "long-title-".repeat(5));
    for (file, title, name) in [
        ("openapi.yaml", "The Pet Store", Some("the-pet-store")),
        ("My API v2.yaml", "x", Some("my-api-v2")),
        ("openapi.json", "日本", None),
        ("swagger.yaml", &"Long title ".repeat(30), Some(&long)),
    ] {
        folder.write(
            file,
            &SPEC
                .replace("A \\\"Shop\\\" {api}", title)
                .replace("../parts", "in/parts")
                .replace('\'', "\""),
        );
        let ran = folder.run(&["init", "--spec", &format!("../{file}")]);
        match name {
            Some(name) => {
                assert_eq!(ran.code, Some(0), "{}", ran.said);
                assert!(
                    folder.path(&format!("work/specs/{name}/client.toml")).exists(),
                    "{name}"
                );
            }
            None => assert_eq!(ran.code, Some(1), "{}", ran.said),
        }
    }
    let ran = folder.run(&["init", "no name", "--spec", "../in/docs/books.yaml"]);
    assert!(
        ran.said
            .contains("error[bad-option]: `no name` cannot be the name of an API"),
        "{}",
        ran.said
    );
}

#[test]
fn a_document_at_fault_makes_nothing() {
    let folder = Folder::new();
    folder.write("in/docs/books.yaml", &SPEC.replace("book.yaml", "books.yaml"));
    let ran = folder.run(&["init", "--spec", "../in/docs/books.yaml"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.said.contains("error[unresolved-ref]"), "{}", ran.said);
    assert_eq!(folder.made(), Vec::<String>::new());
}

/// The lines of a `client.toml` that are options not used, each with the section that it stands in.
fn unused(text: &str) -> Vec<(Option<String>, String)> {
    let (mut section, mut out) = (None, Vec::new());
    for line in text.lines() {
        match line.strip_prefix('#') {
            Some(option) if option.starts_with('[') => section = Some(option.to_owned()),
            Some(option) if !option.is_empty() && !option.starts_with(' ') => {
                out.push((section.clone(), option.to_owned()));
            }
            _ if line.starts_with('[') => section = None,
            _ => {}
        }
    }
    out
}

fn client_toml() -> String {
    let folder = Folder::new();
    assert_eq!(folder.run(&["init", "--spec", "../in/docs/books.yaml"]).code, Some(0));
    folder.read("work/specs/books/client.toml")
}

#[test]
fn each_option_can_be_used() {
    let text = client_toml();
    let unused = unused(&text);
    assert!(unused.len() > 15, "the options were found");
    for (section, option) in &unused {
        // The first options of a section are those that it cannot do without.
        let count = section
            .as_ref()
            .map_or(0, |section| if section.starts_with("[[") { 2 } else { 1 });
        let first = unused.iter().filter(|(other, _)| other == section).take(count);
        let lines = section.iter().chain(first.map(|(_, option)| option)).chain([option]);
        // What a part has of the crates must be among them.
        let crates = unused
            .iter()
            .filter(|(other, _)| other.as_deref() == Some("[dependencies]"));
        let crates = crates.filter(|_| option.starts_with("dependencies = "));
        let crates = crates.flat_map(|(section, option)| section.iter().chain([option]));
        let with = lines
            .chain(crates)
            .fold(text.clone(), |text, line| uncommented(&text, line));
        assert_ne!(with, text);
        let read = Config::read(&with);
        assert!(read.is_ok(), "{option}: {read:?}");
        let is_empty = option.ends_with("= []");
        assert!(is_empty || read != Config::read(&text), "{option} changes something");
    }
    let all = unused
        .iter()
        .flat_map(|(section, option)| section.iter().chain([option]));
    let all = Config::read(&all.fold(text.clone(), |text, line| uncommented(&text, line)));
    assert!(all.is_ok(), "{all:?}");
}

/// The text with a line in use; those in use already stay.
fn uncommented(text: &str, line: &str) -> String {
    text.replacen(&format!("\n#{line}\n"), &format!("\n{line}\n"), 1)
}

/// Everything that the schema of the file has.
#[test]
fn every_option_is_named() {
    let text = client_toml();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/client.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).expect("the schema")).expect("JSON");
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches('#')).collect();
    let (mut section, mut named) = (String::new(), Vec::new());
    for line in lines {
        if let Some(head) = line.strip_prefix('[') {
            section = head
                .trim_matches(['[', ']'])
                .split('.')
                .next()
                .unwrap_or_default()
                .to_owned();
        } else if let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| !key.contains(' ')) {
            named.push((section.clone(), key.to_owned()));
        }
    }
    for (section, value) in schema["properties"].as_object().expect("sections") {
        let is_named = named.iter().any(|(other, _)| other == section);
        assert!(is_named, "[{section}]");
        for option in options(&schema, value) {
            assert!(
                named.contains(&(section.clone(), option.clone())),
                "[{section}] {option}"
            );
        }
    }
}

/// The keys of a section, or of each of the tables that it has.
fn options(schema: &Value, section: &Value) -> Vec<String> {
    let target = section["$ref"].as_str().map(|target| target.trim_start_matches('#'));
    let section = target.and_then(|target| schema.pointer(target)).unwrap_or(section);
    let inner = [&section["items"], &section["additionalProperties"]];
    let inner = inner.into_iter().filter(|inner| inner["$ref"].is_string());
    let own = section["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone());
    own.chain(inner.flat_map(|inner| options(schema, inner))).collect()
}

/// The action that is shown can be applied.
#[test]
fn the_example_of_the_overlay_is_one() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["init", "--spec", "../in/docs/books.yaml"]).code, Some(0));
    let check = folder.run(&["overlay", "check", "--api", "books"]);
    assert_eq!(check.code, Some(0), "{}", check.said);
    let text = folder
        .read("work/specs/books/overlay.yaml")
        .replace("actions: []\n", "");
    let is_prose = |line: &str| line.starts_with("# ") && !line.starts_with("#  ");
    let used = text.lines().map(|line| {
        if is_prose(line) {
            line
        } else {
            line.trim_start_matches('#')
        }
    });
    let used: String = used.map(|line| format!("{line}\n")).collect();
    folder.write("work/specs/books/overlay.yaml", &used);
    let out = folder.run(&["overlay", "apply", "--api", "books", "--out", "made.yaml"]);
    assert_eq!((out.code, out.said.as_str()), (Some(0), ""), "{used}");
    assert!(folder.read("work/made.yaml").contains("x-client-name: another_name"));
}
