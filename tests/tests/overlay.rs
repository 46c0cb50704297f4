//! `oasmith overlay`: the effective document, and what is said about overlays.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::cli::{self, Output};
use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::load::{Inputs, load};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a run did.
#[derive(Debug)]
struct Ran {
    code: u8,
    out: String,
    err: String,
}

fn run(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["oasmith", "overlay"]
        .iter()
        .chain(arguments)
        .map(|&word| word.to_owned());
    let mut output = Output {
        out: &mut out,
        err: &mut err,
        colour: false,
        progress: false,
    };
    let code = cli::run(all, &mut output);
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran {
        code,
        out: text(out),
        err: text(err),
    }
}

/// A folder with files.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().expect("a temporary folder"));
        for (name, text) in files {
            let path = PathBuf::from(folder.path(name));
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder");
            fs::write(path, text).expect("a temporary folder can be written");
        }
        folder
    }

    fn path(&self, below: &str) -> String {
        self.0.path().join(below).to_str().expect("the path is text").to_owned()
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).expect("the file is there")
    }
}

/// The files of the crate that documents and overlays make.
fn generated(documents: &[PathBuf], overlays: &[PathBuf]) -> BTreeMap<String, String> {
    let inputs = Inputs {
        documents: documents.to_vec(),
        overlays: overlays.to_vec(),
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags).filter(|_| !diags.has_errors());
    let document = document.expect("the documents are in order");
    let config = Config::for_document("same");
    let made = oasmith::generate(&document, &config, &Templates::default(), &mut diags).expect("a crate is made");
    made.files.into_iter().map(|file| (file.path, file.text)).collect()
}

/// The tree that a document is read as.
fn tree(path: &str) -> Value {
    let inputs = Inputs {
        documents: vec![PathBuf::from(path)],
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags);
    document.unwrap_or_else(|| panic!("{diags:?}")).root
}

const SPEC: &str = "\
openapi: 3.1.0
info: {title: Things, version: '1'}
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200': {description: Good., content: {application/json: {schema: {$ref: 'parts.yaml#/Thing'}}}}
";
const PARTS: &str = "Thing: {type: object, properties: {name: {type: string}}}\n";
const FIRST: &str = "\
overlay: 1.0.0
info: {title: First, version: '1'}
actions:
- target: $.paths['/things'].get
  update: {operationId: first}
";
const SECOND: &str = "\
overlay: 1.0.0
info: {title: Second, version: '1'}
actions:
- target: $.paths['/things'].get[?@ == 'first']
  update: {}
- target: $.paths['/things'].get
  update: {operationId: second, x-client-group: things}
";

#[test]
fn several_overlays_are_applied_in_order_to_one_file() {
    let second = SECOND.replacen("- target: $.paths['/things'].get[?@ == 'first']\n  update: {}\n", "", 1);
    let folder = Folder::with(&[
        ("a.yaml", SPEC),
        ("parts.yaml", PARTS),
        ("1.yaml", FIRST),
        ("2.yaml", &second),
    ]);
    let [document, first, second, out] = ["a.yaml", "1.yaml", "2.yaml", "made.yaml"].map(|name| folder.path(name));
    let ran = run(&[
        "apply",
        &document,
        "--overlay",
        &first,
        "--overlay",
        &second,
        "--out",
        &out,
    ]);
    assert_eq!((ran.code, ran.err.as_str(), ran.out.as_str()), (0, "", ""));
    let expected = "\
openapi: '3.1.0'
info:
  title: Things
  version: '1'
paths:
  /things:
    get:
      operationId: second
      responses:
        '200':
          description: Good.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Thing'
      x-client-group: things
components:
  schemas:
    Thing:
      type: object
      properties:
        name:
          type: string
";
    assert_eq!(folder.read("made.yaml"), expected);
    let printed = run(&["apply", &document, "--overlay", &first, "--overlay", &second]);
    assert_eq!(printed.out, expected, "standard output by default");
    let other = run(&["apply", &document, "--overlay", &second, "--overlay", &first]);
    assert!(other.out.contains("operationId: first"), "{}", other.out);
}

#[test]
fn json_by_extension_and_the_same_when_applied_again() {
    let folder = Folder::with(&[("a.yaml", SPEC), ("parts.yaml", PARTS), ("1.yaml", FIRST)]);
    let [document, first, yaml, json, again] =
        ["a.yaml", "1.yaml", "made.yaml", "made.json", "again.yaml"].map(|name| folder.path(name));
    for out in [&yaml, &json] {
        assert_eq!(run(&["apply", &document, "--overlay", &first, "--out", out]).code, 0);
    }
    let written: Value = serde_json::from_str(&folder.read("made.json")).expect("JSON");
    assert_eq!(written["paths"]["/things"]["get"]["operationId"], "first");
    assert_eq!(tree(&yaml), tree(&json));
    assert_eq!(run(&["apply", &json, "--out", &again]).code, 0);
    assert_eq!(folder.read("again.yaml"), folder.read("made.yaml"));
}

/// Five documents with references between them, and an overlay of some hundred actions.
#[test]
fn the_effective_document_makes_the_same_crate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let base = root.join("specs/cdf");
    let config = Config::read(&fs::read_to_string(base.join("client.toml")).expect("a file")).expect("in order");
    let below = |paths: &[PathBuf]| paths.iter().map(|path| base.join(path)).collect::<Vec<_>>();
    let expected = generated(&below(&config.documents), &below(&config.overlays));
    for out in ["made.yaml", "made.json"] {
        let folder = Folder::with(&[]);
        let (out, root) = (folder.path(out), root.to_str().expect("the path is text"));
        let ran = run(&["apply", "--api", "cdf", "--root", root, "--out", &out]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(
            generated(&[PathBuf::from(&out)], &[]) == expected,
            "{out} makes another crate"
        );
    }
}

/// What is wrong with a document is as wrong in the effective one.
#[test]
fn faults_of_the_document_stay() {
    let spec = SPEC.replace("parts.yaml#/Thing", "https://example.com/a.yaml#/Thing");
    let missing = SPEC.replace("parts.yaml#/Thing", "parts.yaml#/Nothing");
    let folder = Folder::with(&[("a.yaml", &spec), ("b.yaml", &missing), ("parts.yaml", PARTS)]);
    let made = run(&["apply", &folder.path("a.yaml")]);
    assert!(
        made.out.contains("$ref: https://example.com/a.yaml#/Thing"),
        "{}",
        made.out
    );
    for name in ["a.yaml", "b.yaml"] {
        let out = folder.path("made.yaml");
        assert_eq!(run(&["apply", &folder.path(name), "--out", &out]).code, 0);
        let said = |path: String| {
            let inputs = Inputs {
                documents: vec![PathBuf::from(path)],
                ..Inputs::default()
            };
            let mut diags = Diagnostics::default();
            load(&inputs, &mut diags);
            let said: Vec<_> = diags
                .iter()
                .map(|item| (item.code, item.message.clone(), item.help.clone()))
                .collect();
            said
        };
        assert_eq!(said(out), said(folder.path(name)), "{name}");
        assert_eq!(said(folder.path(name)).len(), 1, "{name}");
    }
}

/// Texts that YAML could take for something else, or that would break a file that is written by hand.
#[test]
fn every_text_and_number_is_read_again_as_it_was() {
    let texts = [
        "",
        " ",
        "a b",
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "Yes",
        "NO",
        "true",
        "False",
        "null",
        "~",
        "Null",
        "1",
        "1.0",
        "1e3",
        "0x1F",
        "0o7",
        "0b1",
        "017",
        "1_000",
        "12:30:45",
        "2020-01-01",
        "2020-01-01T00:00:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "NaN",
        "+1",
        "-",
        "--",
        "---",
        "...",
        "- a",
        "? a",
        ": a",
        "a: b",
        "a:",
        "# no",
        "a # b",
        "a\n",
        "\na",
        "a\n\nb",
        "  a\n b",
        "a\n \tb",
        "a: b\n# c\n- d",
        "a\n  \nb",
        "a\tb",
        "\t",
        "\u{0}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "é",
        "😀",
        "'",
        "\"",
        "'a'",
        "\"a\"",
        "\\",
        "\\n",
        "{a}",
        "[a]",
        "{",
        "}",
        "]",
        ",",
        "&a",
        "*a",
        "!a",
        "!!str a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "<<",
        "=",
        "$ref",
        "a\r\nb",
        "\r",
        "a ",
        " a",
        "a\n ",
        "0",
        "-0",
        "1.",
        ".5",
        "1E400",
        "99999999999999999999",
        "0.1e-5",
        "é\u{301}",
        "trailing\n\n",
    ];
    let mut extension: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    extension.extend([
        json!(1.0),
        json!(1e300),
        json!(-0.0),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(0.1),
        json!(1e21),
        json!(1.5e-9),
    ]);
    let keys: serde_json::Map<String, Value> = texts.iter().map(|text| ((*text).to_owned(), json!(1))).collect();
    let spec = json!({
        "openapi": "3.1.0",
        "info": {"title": "A", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"204": {"description": "Done."}}}}},
        "x-values": extension,
        "x-keys": keys,
    });
    let folder = Folder::with(&[("a.json", &spec.to_string())]);
    let [document, out] = ["a.json", "made.yaml"].map(|name| folder.path(name));
    assert_eq!(run(&["apply", &document, "--out", &out]).code, 0);
    let (before, after) = (tree(&document), tree(&out));
    for (index, value) in before["x-values"].as_array().expect("a list").iter().enumerate() {
        assert_eq!(after["x-values"][index], *value);
    }
    assert_eq!(before, after);
}

#[test]
fn an_action_that_matches_nothing_names_the_nearest_path() {
    let overlay = FIRST.replace("$.paths['/things'].get", "$.paths['/thing'].get");
    let folder = Folder::with(&[("a.yaml", SPEC), ("parts.yaml", PARTS), ("o.yaml", &overlay)]);
    let (document, overlay, out) = (folder.path("a.yaml"), folder.path("o.yaml"), folder.path("made.yaml"));
    let ran = run(&["apply", &document, "--overlay", &overlay, "--out", &out]);
    let said = ran
        .err
        .replace(&format!("{}/", folder.path("")), "")
        .replace(&folder.path(""), "");
    assert_eq!(ran.code, 1);
    assert_eq!(
        said,
        "\
error[overlay-no-match]: `$.paths['/thing'].get` matches nothing: `$.paths` has no `/thing`
 --> o.yaml:4:11
  |
4 | - target: $.paths['/thing'].get
  |           ^^^^^^^^^^^^^^^^^^^^^
  |
  = note: at #/actions/0/target
  = help: the nearest is `$.paths['/things'].get`

"
    );
    assert!(!Path::new(&out).exists(), "bad input writes nothing");
}

#[test]
fn an_action_that_changes_nothing_is_a_warning() {
    let folder = Folder::with(&[
        ("a.yaml", SPEC),
        ("parts.yaml", PARTS),
        ("o.yaml", &FIRST.replace("first", "listThings")),
    ]);
    let ran = run(&["check", &folder.path("a.yaml"), "--overlay", &folder.path("o.yaml")]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err
            .starts_with("warning[overlay-no-change]: this action changes nothing: the document says so already\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("o.yaml:4:3\n"), "{}", ran.err);
    let quiet = run(&[
        "check",
        "--quiet",
        &folder.path("a.yaml"),
        "--overlay",
        &folder.path("o.yaml"),
    ]);
    assert_eq!(quiet.err, "");
}

#[test]
fn a_file_that_was_read_is_not_written_over() {
    let folder = Folder::with(&[("a.yaml", SPEC), ("parts.yaml", PARTS)]);
    for name in ["a.yaml", "parts.yaml"] {
        let ran = run(&["apply", &folder.path("a.yaml"), "--out", &folder.path(name)]);
        assert_eq!(ran.code, 1);
        assert!(
            ran.err
                .contains("error[not-written]: this file was read, and would be written over"),
            "{}",
            ran.err
        );
    }
    assert_eq!(
        (folder.read("a.yaml").as_str(), folder.read("parts.yaml").as_str()),
        (SPEC, PARTS)
    );
}

#[test]
fn an_api_and_its_overlays_are_found_by_name() {
    let toml = "[crate]\nname = \"a\"\n[input]\ndocuments = [\"a.yaml\"]\noverlays = [\"1.yaml\"]\n";
    let folder = Folder::with(&[
        ("specs/a/client.toml", toml),
        ("specs/a/a.yaml", SPEC),
        ("specs/a/parts.yaml", PARTS),
        ("specs/a/1.yaml", FIRST),
        ("more.yaml", &FIRST.replace("operationId: first", "summary: More.")),
    ]);
    let root = folder.path("");
    let ran = run(&[
        "apply",
        "--api",
        "a",
        "--root",
        &root,
        "--overlay",
        &folder.path("more.yaml"),
    ]);
    assert!(
        ran.out.contains("operationId: first") && ran.out.contains("summary: More."),
        "{}",
        ran.out
    );
    let unknown = run(&["apply", "--api", "b", "--root", &root]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("error[unknown-api]"), "{}", unknown.err);
    assert_eq!(run(&["apply"]).code, 2);
}
