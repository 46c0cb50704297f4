//! The command line: what it writes, what it leaves alone, what it says, and how it ends.
//!
//! Most runs are made within this process, on a workspace of their own; where the process matters, the real program
//! runs. What is said about documents at fault is in `rejects.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use oasmith::cli::{self, Output};
use serde_json::Value;
use tempfile::TempDir;

/// A document of two groups.
const SPEC: &str = "\
# Things, and the people who own them.
openapi: 3.1.0
info: {title: Things, version: '1', description: All of them.}
paths:
  /things:
    get:
      operationId: listThings
      tags: [things]
      responses:
        '200': {description: Good., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /people:
    get:
      operationId: listPeople
      tags: [people]
      responses:
        '200': {description: Good., content: {application/json: {schema: {type: string}}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
";

/// What turns the type of a thing into a gap.
const TYPE: (&str, &str) = ("name: {type: string}", "name: {type: strng}");

/// What a run did.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    code: u8,
    out: String,
    err: String,
}

/// Runs the program within this process.
fn run(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run(arguments_of(arguments), &mut plain(&mut out, &mut err));
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran {
        code,
        out: text(out),
        err: text(err),
    }
}

fn arguments_of(arguments: &[&str]) -> Vec<String> {
    ["oasmith"]
        .iter()
        .chain(arguments)
        .map(|&word| word.to_owned())
        .collect()
}

fn plain<'a>(out: &'a mut (dyn Write + Send), err: &'a mut (dyn Write + Send)) -> Output<'a> {
    Output {
        out,
        err,
        colour: false,
        progress: false,
    }
}

/// A folder of its own with `specs/api`, whose client is written to `generated/api`.
struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let workspace = Self(TempDir::new().expect("a temporary folder"));
        workspace.add_api("api", SPEC);
        workspace
    }

    fn add_api(&self, api: &str, spec: &str) {
        let toml = format!("[crate]\nname = \"{api}\"\n[input]\ndocuments = [\"spec.yaml\"]\n");
        self.write(&format!("specs/{api}/client.toml"), &toml);
        self.write(&format!("specs/{api}/spec.yaml"), spec);
    }

    fn path(&self, below: &str) -> String {
        self.0.path().join(below).to_str().expect("the path is text").to_owned()
    }

    fn write(&self, below: &str, text: &str) {
        let path = PathBuf::from(self.path(below));
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder can be written");
        fs::write(path, text).expect("a temporary folder can be written");
    }

    fn read(&self, below: &str) -> Option<String> {
        fs::read_to_string(self.path(below)).ok()
    }

    /// `generate` here, with further arguments.
    fn generate(&self, more: &[&str]) -> Ran {
        let root = self.path("");
        run(&[&["generate", "--root", &root], more].concat())
    }

    /// `generate` that must go well.
    fn generated(&self) -> Ran {
        let ran = self.generate(&[]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran
    }

    /// `generate --spec` on a document, into a folder beside it.
    fn single(&self, spec: &str, out: &str, more: &[&str]) -> Ran {
        let (spec, out) = (self.path(spec), self.path(out));
        run(&[&["generate", "--spec", &spec, "--out", &out, "--name", "single"], more].concat())
    }

    fn files(&self, below: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        files(Path::new(&self.path(below)))
    }
}

/// Every file below a folder, by its path from there.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut todo) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let below = path.strip_prefix(root).expect("below the folder").to_owned();
                found.insert(below, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    found
}

fn times(root: &Path) -> Vec<SystemTime> {
    let time = |path: &PathBuf| fs::metadata(root.join(path)).and_then(|data| data.modified());
    files(root)
        .keys()
        .map(|path| time(path).expect("a file has a time"))
        .collect()
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests is in the repository")
        .to_owned()
}

#[test]
fn check_shows_each_difference_and_writes_nothing() {
    let workspace = Workspace::new();
    workspace.generated();
    let at = |file: &str| format!("generated/api/{file}");
    let before = workspace
        .read(&at("src/operations/things.rs"))
        .expect("it is generated");
    workspace.write(&at("src/operations/things.rs"), &format!("{before}// mine\n"));
    fs::remove_file(workspace.path(&at("src/errors.rs"))).expect("it is generated");
    workspace.write(&at("src/more.rs"), "//! Nobody generates this.\n");
    workspace.write(&at("notes.txt"), "mine\n");
    let changed = workspace.files("generated");

    let check = workspace.generate(&["--check"]);
    assert_eq!(check.code, 1);
    assert!(check.err.contains("api: 2 files would change\n"), "{}", check.err);
    let said = "warning[unlisted-file]: not generated, and left alone: `src/more.rs`\n";
    assert!(check.err.contains(said), "{}", check.err);
    for line in [
        "--- a/src/operations/things.rs\n+++ b/src/operations/things.rs\n@@ ",
        "\n-// mine\n",
        "--- /dev/null\n+++ b/src/errors.rs\n@@ ",
    ] {
        assert!(check.out.contains(line), "{line:?} is not in\n{}", check.out);
    }
    assert!(!check.out.contains("notes.txt"), "what is not ours is not spoken of");
    assert_eq!(workspace.files("generated"), changed, "--check writes nothing");

    let ran = workspace.generated();
    assert!(ran.err.contains("api: 2 files written, 0 removed, "), "{}", ran.err);
    let check = workspace.generate(&["--check"]);
    assert_eq!((check.code, check.out.as_str()), (0, ""));
    assert!(workspace.read(&at("src/more.rs")).is_some());
    assert_eq!(workspace.read(&at("notes.txt")).as_deref(), Some("mine\n"));
    assert_eq!(workspace.read(&at("src/operations/things.rs")), Some(before));
}

#[test]
fn check_of_a_folder_that_is_not_there_does_not_make_it() {
    let workspace = Workspace::new();
    let check = workspace.generate(&["--check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("+++ b/Cargo.toml\n"), "{}", check.out);
    assert!(!Path::new(&workspace.path("generated")).exists());
}

#[test]
fn a_second_run_touches_nothing() {
    let workspace = Workspace::new();
    workspace.generated();
    let out = workspace.path("generated/api");
    let before = times(Path::new(&out));
    assert_eq!(workspace.generated().err, "api: up to date\n");
    assert_eq!(times(Path::new(&out)), before);
}

#[test]
fn what_is_not_generated_any_more_goes_and_what_is_not_ours_stays() {
    let workspace = Workspace::new();
    workspace.generated();
    workspace.write("generated/api/notes.txt", "mine\n");
    let gone = "generated/api/src/operations/people.rs";
    assert!(workspace.read(gone).is_some());
    let people = SPEC.find("  /people:").expect("the document has people");
    let components = SPEC.find("components:").expect("the document has components");
    let less = format!("{}{}", &SPEC[..people], &SPEC[components..]);
    workspace.write("specs/api/spec.yaml", &less);
    let ran = workspace.generated();
    assert!(ran.err.contains("1 removed"), "{}", ran.err);
    assert_eq!(workspace.read(gone), None);
    assert_eq!(workspace.read("generated/api/notes.txt").as_deref(), Some("mine\n"));
    let manifest = workspace.read("generated/api/.oasmith-files").expect("a manifest");
    assert!(!manifest.contains("people"), "{manifest}");
}

#[test]
fn all_or_nothing_over_all_apis() {
    let workspace = Workspace::new();
    workspace.add_api("broken", "openapi: banana\n");
    let ran = workspace.generate(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[unsupported-version]"), "{}", ran.err);
    assert!(!Path::new(&workspace.path("generated")).exists());
    assert_eq!(workspace.generate(&["api"]).code, 0, "the other one alone can be made");
    workspace.add_api("broken", SPEC);
    workspace.write("generated/api/Cargo.toml", "");
    let check = workspace.generate(&["--check"]).err;
    assert!(
        check.starts_with("api: 1 file would change\nbroken: "),
        "all are compared: {check}"
    );
}

#[test]
fn a_document_may_come_by_the_standard_input() {
    let workspace = Workspace::new();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, TYPE.1));
    workspace.write("broken.yaml", "openapi: 3.1.0\ninfo: {title: [\n");
    let program = |document: &str| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .expect("the target folder");
        Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline", "--package", "oasmith", "--target-dir"])
            .arg(target)
            .args([
                "--",
                "generate",
                "--spec",
                "-",
                "--name",
                "single",
                "--out",
                &workspace.path("piped"),
            ])
            .current_dir(repository())
            .env_remove("RUSTFLAGS")
            .stdin(fs::File::open(workspace.path(document)).expect("the document"))
            .output()
            .expect("cargo can be started")
    };
    let ran = program("lossy.yaml");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("--> <stdin>:"), "{said}");
    assert!(
        said.contains("Thing: {type: object, properties: {name: {type: strng}}}"),
        "{said}"
    );
    assert_eq!(workspace.single("lossy.yaml", "named", &[]).code, 0);
    assert!(
        workspace.files("piped") == workspace.files("named"),
        "the input makes no difference"
    );
    let ran = program("broken.yaml");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.code() == Some(1) && said.contains("info: {title: ["),
        "{said}"
    );
}

#[test]
fn fresh_processes_write_the_same_bytes_and_no_colours() {
    let workspace = Workspace::new();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, TYPE.1));
    let program = |out: &str| {
        let (spec, out) = (workspace.path("lossy.yaml"), workspace.path(out));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .expect("the target folder");
        Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline", "--package", "oasmith", "--target-dir"])
            .arg(target)
            .args(["--", "generate", "--spec", &spec, "--out", &out, "--name", "single"])
            .current_dir(repository())
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo can be started")
    };
    let (one, two) = (program("one"), program("two"));
    for ran in [&one, &two] {
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{said}");
        assert!(said.contains("gap[unknown-type]"), "{said}");
        assert!(!said.contains('\u{1b}'), "this is no terminal: {said:?}");
    }
    assert!(workspace.files("one").len() > 40, "a whole crate is written");
    assert!(
        workspace.files("one") == workspace.files("two"),
        "a second process writes something else"
    );
    assert_eq!(workspace.single("lossy.yaml", "three", &[]).code, 0);
    assert!(
        workspace.files("one") == workspace.files("three"),
        "the library writes something else"
    );
}

#[test]
fn what_a_document_is_written_in_does_not_matter() {
    let workspace = Workspace::new();
    let value: Value = serde_yaml::from_str(SPEC).expect("the document is YAML");
    workspace.write("unix.yaml", SPEC);
    workspace.write("windows.yaml", &format!("\u{feff}{}", SPEC.replace('\n', "\r\n")));
    workspace.write("flat.json", &value.to_string());
    workspace.write("without_extension", &format!("{value:#}"));
    let made = |spec: &str| {
        let out = format!("out-{spec}");
        let ran = workspace.single(spec, &out, &[]);
        assert_eq!(ran.code, 0, "{spec}: {}", ran.err);
        workspace.files(&out)
    };
    let expected = made("unix.yaml");
    for spec in ["windows.yaml", "flat.json", "without_extension"] {
        assert!(made(spec) == expected, "{spec} gives something else");
    }
}

#[test]
fn a_sparse_or_deep_document_is_accepted() {
    let workspace = Workspace::new();
    let sparse = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {operationId: a}}}\n";
    let deep = format!(
        "{}{{type: string}}{}",
        "{type: array, items: ".repeat(60),
        "}".repeat(60)
    );
    let deep = SPEC.replace(&format!("{{{}}}", TYPE.0), &format!("{{name: {deep}}}"));
    for (spec, text) in [("sparse.yaml", sparse), ("deep.yaml", &deep)] {
        workspace.write(spec, text);
        let ran = workspace.single(spec, &format!("out-{spec}"), &["--strict"]);
        assert_eq!(ran.code, 0, "{spec}: {}", ran.err);
    }
    let models = workspace.files("out-deep.yaml/src/models");
    let text: String = models.values().map(|text| String::from_utf8_lossy(text)).collect();
    assert!(text.matches("Vec<").count() == 60, "{text}");
}

#[test]
fn a_report_counts_what_was_kept_and_lists_what_was_lost() {
    let workspace = Workspace::new();
    let skipped = "operationId: listPeople\n      requestBody: {$ref: '#/components/requestBodies/None'}";
    let lossy = SPEC.replace("operationId: listPeople", skipped).replace(TYPE.0, TYPE.1);
    workspace.write("lossy.yaml", &lossy);
    let report = workspace.path("report.json");
    let ran = workspace.single("lossy.yaml", "out", &["--report", &report]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&workspace.read("report.json").expect("a report")).expect("JSON");
    let count = |what: &str, which: &str| report[what][which].as_u64();
    assert_eq!(
        (count("operations", "total"), count("operations", "emitted")),
        (Some(2), Some(1))
    );
    assert_eq!(
        (count("schemas", "total"), count("schemas", "emitted")),
        (Some(1), Some(1))
    );
    let gaps = report["gaps"].as_array().expect("a list of gaps");
    let pointers: Vec<_> = gaps.iter().filter_map(|gap| gap["pointer"].as_str()).collect();
    assert_eq!(pointers.len(), 2, "{gaps:?}");
    assert!(
        pointers.contains(&"#/components/schemas/Thing/properties/name/type"),
        "{pointers:?}"
    );
    for gap in gaps {
        assert!(
            gap["code"].is_string() && gap["message"].is_string(),
            "a gap has a code and words: {gap}"
        );
    }
}

#[test]
fn a_gap_is_a_failure_only_if_that_is_asked_for() {
    let workspace = Workspace::new();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, TYPE.1));
    let strict = workspace.single("lossy.yaml", "out", &["--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.err.contains("gap[unknown-type]"), "{}", strict.err);
    assert!(!Path::new(&workspace.path("out")).exists());
    let lenient = workspace.single("lossy.yaml", "out", &[]);
    assert_eq!(lenient.code, 0);
    assert!(lenient.err.contains("gap[unknown-type]"), "{}", lenient.err);
}

#[test]
fn quiet_says_nothing_but_errors() {
    let workspace = Workspace::new();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, TYPE.1));
    let silent = Ran {
        code: 0,
        out: String::new(),
        err: String::new(),
    };
    assert_eq!(workspace.generate(&["--quiet"]), silent);
    assert_eq!(workspace.single("lossy.yaml", "out", &["-q"]), silent);
    workspace.write("broken.yaml", "openapi: banana\n");
    let broken = workspace.single("broken.yaml", "out", &["-q"]);
    assert!(broken.err.contains("error[unsupported-version]"), "{}", broken.err);
}

#[test]
fn messages_as_json_are_one_object_a_line() {
    let workspace = Workspace::new();
    let lossy = SPEC
        .replace(TYPE.0, TYPE.1)
        .replace("'#/components/schemas/Thing'", "'#/components/schemas/Thign'");
    workspace.write("broken.yaml", &lossy);
    let ran = workspace.single("broken.yaml", "out", &["--format", "json"]);
    assert_eq!(ran.code, 0);
    let objects: Vec<Value> = ran
        .err
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    let [gap, note] = objects.as_slice() else {
        panic!("one gap and a note are expected: {}", ran.err);
    };
    assert_eq!(note["severity"], "note");
    let expected = serde_json::json!({
        "severity": "gap",
        "code": "unresolved-ref",
        "message": "`#/components/schemas/Thign` does not exist",
        "file": workspace.path("broken.yaml"),
        "line": 10,
        "column": 81,
        "pointer": "#/paths/~1things/get/responses/200/content/application~1json/schema/$ref",
        "help": "did you mean `#/components/schemas/Thing`?; until then any JSON value is taken here",
        "related": [],
        "fix": [{
            "target": "$.paths['/things'].get.responses['200'].content['application/json'].schema",
            "update": {"$ref": "#/components/schemas/Thing"},
        }],
    });
    assert_eq!(*gap, expected);
}

#[test]
fn fixes_are_written_once_and_settle_what_they_were_written_for() {
    let workspace = Workspace::new();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, TYPE.1));
    let fixes = workspace.path("fixes.yaml");
    let ran = workspace.single("lossy.yaml", "out", &["--fix", &fixes]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("fixes.yaml: 1 action for 1 message; read it"),
        "{}",
        ran.err
    );
    let written = workspace.read("fixes.yaml").expect("an overlay");
    let action = "- target: $.components.schemas.Thing.properties.name\n  description: 'unknown-type: `type` is `strng`, which is \
                  none of the JSON types'\n  update:\n    type: string\n";
    assert!(written.contains(action), "{written}");
    let again = workspace.single("lossy.yaml", "out", &["--fix", &fixes]);
    assert_eq!(again.code, 1);
    assert!(
        again.err.contains("the file is there, and --fix writes a new one"),
        "{}",
        again.err
    );
    let with = workspace.single("lossy.yaml", "out", &["--strict", "--overlay", &fixes]);
    assert_eq!(with.code, 0, "{}", with.err);
    let none = workspace.path("none.yaml");
    let sound = workspace.single("specs/api/spec.yaml", "out", &["--fix", &none]);
    assert!(
        sound
            .err
            .contains("--fix: there is no message that an overlay would settle"),
        "{}",
        sound.err
    );
    assert_eq!((sound.code, workspace.read("none.yaml")), (0, None));
}

#[test]
fn a_code_is_explained() {
    let page = run(&["explain", "unresolved-ref"]);
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    assert!(
        page.out.starts_with("unresolved-ref: a reference leads nowhere\n"),
        "{}",
        page.out
    );
    assert_eq!(run(&["explain", "error[unresolved-ref]"]), page);
    let list = run(&["explain"]);
    assert_eq!(list.code, 0);
    assert!(
        list.out.lines().any(|line| line.starts_with("unresolved-ref ")),
        "{}",
        list.out
    );
    assert!(
        list.out.lines().any(|line| line.starts_with("x-client-paging ")),
        "{}",
        list.out
    );
    let page = run(&["explain", "x-client-paging"]);
    assert!(page.out.contains("- `next-url` (a string): "), "{}", page.out);
    let schema = run(&["schema", "extensions"]);
    assert!(schema.out.contains("\"x-client-paging\": {"), "{}", schema.out);
    let unknown = run(&["explain", "unresolvd-ref"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(
        unknown.err.contains("did you mean `unresolved-ref`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn messages_are_capped_unless_all_are_asked_for() {
    let workspace = Workspace::new();
    let many: String = (0..60)
        .map(|number| format!("p{number}: {{type: t{number}}}, "))
        .collect();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, many.trim_end_matches(", ")));
    let count = |more: &[&str]| {
        workspace
            .single("lossy.yaml", "out", more)
            .err
            .matches("gap[unknown-type]")
            .count()
    };
    assert_eq!(
        (
            count(&[]),
            count(&["--max-messages", "7"]),
            count(&["--max-messages", "0"])
        ),
        (50, 7, 60)
    );
    let capped = workspace.single("lossy.yaml", "out", &[]).err;
    assert!(
        capped.contains("… and 10 more (10 unknown-type); --max-messages 0 shows all"),
        "{capped}"
    );
}

/// A path that was named by mistake costs nobody a file.
#[test]
fn a_report_and_a_document_replace_only_their_like() {
    let workspace = Workspace::new();
    let [document, config] = ["specs/api/spec.yaml", "specs/api/client.toml"];
    let before = [document, config].map(|file| workspace.read(file));
    for file in [document, config] {
        let ran = workspace.generate(&["--report", &workspace.path(file)]);
        assert_eq!(ran.code, 1, "{file}");
        assert!(ran.err.contains("is not an earlier report"), "{}", ran.err);
    }
    let (root, of_api) = (workspace.path(""), ["overlay", "apply", "--api", "api"]);
    let apply = |out: &str| run(&[&of_api[..], &["--root", &root, "--out", &workspace.path(out)]].concat());
    let ran = apply(config);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("is not an OpenAPI document"), "{}", ran.err);
    assert_eq!([document, config].map(|file| workspace.read(file)), before);
    for _ in 0..2 {
        let ran = workspace.generate(&["--report", &workspace.path("report.json")]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        for out in ["out.yaml", "out.json"] {
            assert_eq!(apply(out).code, 0, "{out}");
        }
    }
}

/// `--report` stands there only after the crate does.
#[test]
fn a_crate_that_cannot_be_written_has_no_report() {
    let workspace = Workspace::new();
    workspace.write("out/notes.txt", "mine");
    workspace.write("out/src/lib.rs", "// mine");
    let report = workspace.path("report.json");
    let ran = workspace.single("specs/api/spec.yaml", "out", &["--report", &report]);
    assert_eq!((ran.code, workspace.read("report.json")), (1, None), "{}", ran.err);
}

/// Test threads have two megabytes of stack.
#[test]
fn deep_documents_do_not_overflow_the_stack_of_a_caller() {
    use oasmith::diag::Diagnostics;
    use oasmith::load::{Inputs, load};
    let workspace = Workspace::new();
    let deep = format!("{}{{type: string}}{}", "{items: ".repeat(100), "}".repeat(100));
    workspace.write("deep.yaml", &SPEC.replace("{type: string}", &deep));
    let inputs = Inputs {
        documents: vec![workspace.path("deep.yaml").into()],
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags).expect("the document is read");
    let config = oasmith::config::Config::for_document("deep");
    assert!(oasmith::generate(&document, &config, &oasmith::config::Templates::default(), &mut diags).is_some());
}

#[test]
fn all_that_is_said_as_json_is_json() {
    let workspace = Workspace::new();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, TYPE.1));
    for (more, code) in [(&["--format", "json", "--strict"][..], 1), (&["--format", "json"], 0)] {
        let ran = workspace.single("lossy.yaml", "out", more);
        assert_eq!(ran.code, code);
        let odd = ran
            .err
            .lines()
            .find(|line| serde_json::from_str::<Value>(line).is_err());
        assert_eq!(odd, None, "with {more:?}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let version = run(&["--version"]);
    assert_eq!((version.code, version.err.as_str()), (0, ""));
    assert!(version.out.starts_with("oasmith "), "{}", version.out);
    for arguments in [&["--help"][..], &["generate", "--help"]] {
        let help = run(arguments);
        assert_eq!((help.code, help.err.as_str()), (0, ""));
        assert!(help.out.contains("Exit codes:"), "{}", help.out);
    }
}

#[test]
fn a_command_line_that_cannot_be_understood_ends_with_two() {
    let table: [(&[&str], &str); 7] = [
        (&[], "Usage:"),
        (&["genrate"], "'generate'"),
        (&["generate", "--chekc"], "'--check'"),
        (&["generate", "--spec", "a.yaml"], "--out <DIR>"),
        (&["generate", "--out", "a"], "--spec <FILE>"),
        (
            &["generate", "cdf", "--spec", "a", "--out", "b", "--name", "c"],
            "cannot be used with",
        ),
        (&["generate", "--format", "xml"], "human, json"),
    ];
    for (arguments, said) in table {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(said), "{arguments:?} says\n{}", ran.err);
    }
}

#[test]
fn colours_and_progress_are_for_terminals() {
    let workspace = Workspace::new();
    workspace.write("lossy.yaml", &SPEC.replace(TYPE.0, TYPE.1));
    let (spec, dir) = (workspace.path("lossy.yaml"), workspace.path("out"));
    let arguments = ["generate", "--spec", &spec, "--out", &dir, "--name", "single"];
    assert!(!run(&arguments).err.contains('\u{1b}'));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Output {
        colour: true,
        progress: true,
        ..plain(&mut out, &mut err)
    };
    assert_eq!(cli::run(arguments_of(&arguments), &mut terminal), 0);
    let said = String::from_utf8_lossy(&err);
    assert!(said.contains("\u{1b}[2Kgenerating single"), "progress: {said:?}");
    assert!(said.contains("\u{1b}[1m"), "colours: {said:?}");
}

/// A pipe whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let workspace = Workspace::new();
    let root = workspace.path("");
    let ended = |arguments: &[&str]| cli::run(arguments_of(arguments), &mut plain(&mut Closed, &mut Closed));
    assert_eq!(ended(&["--help"]), 0);
    assert_eq!(ended(&["generate", "--root", &root]), 0);
    workspace.write("generated/api/src/errors.rs", "");
    assert_eq!(ended(&["generate", "--root", &root, "--check"]), 1);
}

#[test]
fn the_clients_of_this_repository_are_up_to_date() {
    let root = repository();
    let root = root.to_str().expect("the path is text");
    let ran = run(&["generate", "--root", root, "--check"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "run `cargo gen`\n{}", ran.err);
}

#[test]
fn the_specs_of_this_repository_give_the_same_twice() {
    let copy = || {
        let workspace = Workspace(TempDir::new().expect("a temporary folder"));
        for folder in ["specs", "templates"] {
            // The tests of the runtime, which have certificates among them, take no part in a run.
            let files = files(&repository().join(folder)).into_iter();
            for (path, bytes) in files.filter(|(path, _)| !path.starts_with("runtime/tests")) {
                let text = String::from_utf8(bytes).expect("specs and templates are text");
                workspace.write(&format!("{folder}/{}", path.display()), &text);
            }
        }
        workspace.generated();
        workspace.files("generated")
    };
    let first = copy();
    assert!(first.len() > 40, "whole crates are written");
    assert!(first == copy(), "the second run differs from the first");
}

#[test]
fn a_lock_keeps_names_and_is_told_of_what_is_new() {
    let workspace = Workspace::new();
    workspace.write("specs/api/names.lock", "");
    let check = workspace.generate(&["--check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("+++ b/names.lock\n"), "{}", check.out);
    let ran = workspace.generated();
    assert!(ran.err.starts_with("api: names.lock: 5 names added\n"), "{}", ran.err);
    let lock = workspace.read("specs/api/names.lock").expect("the lock is written");
    let line =
        "\"#/paths/~1things/get\" = { group = \"things\", method = \"list\", request = \"List\", id = \"listThings\" }";
    for line in [
        "[groups]\n\"people\" = \"people\"",
        line,
        "[types]\n\"#/components/schemas/Thing\" = \"Thing\"",
    ] {
        assert!(lock.contains(line), "{line} is not in\n{lock}");
    }
    assert_eq!(workspace.generate(&["--check"]).code, 0);

    let chosen = lock.replace("= \"Thing\"", "= \"Item\"").replace(
        "method = \"list\", request = \"List\"",
        "method = \"all\", request = \"All\"",
    );
    workspace.write("specs/api/names.lock", &chosen);
    assert!(
        !workspace.generated().err.contains("names.lock"),
        "what is locked is not told of"
    );
    let things = workspace
        .read("generated/api/src/operations/things.rs")
        .expect("it is generated");
    assert!(things.contains("pub fn all(&self) -> All"), "{things}");
    assert!(things.contains("models::Item"), "{things}");
    assert_eq!(workspace.read("specs/api/names.lock"), Some(chosen));

    let options = "[crate]\nname = \"api\"\n[input]\ndocuments = [\"spec.yaml\"]\n[rename.types]\nThing = \"Gadget\"\n";
    workspace.write("specs/api/client.toml", options);
    let ran = workspace.generated();
    let message = "api: names.lock: 0 names added, 1 name changed (`Item` is now `Gadget`)\n";
    assert!(ran.err.starts_with(message), "{}", ran.err);
}

#[test]
fn a_lock_forgets_what_the_document_no_longer_has() {
    let workspace = Workspace::new();
    workspace.write(
        "specs/api/names.lock",
        "[types]\n\"#/components/schemas/Old\" = \"Old\"\n",
    );
    let ran = workspace.generated();
    assert!(
        ran.err
            .starts_with("api: names.lock: 5 names added, 1 name dropped (nothing has them any more: `Old`); its keys now say what a thing is instead of where it stands\n"),
        "{}",
        ran.err
    );
    let lock = workspace.read("specs/api/names.lock").expect("the lock is written");
    assert!(!lock.contains("Old"), "{lock}");
}

#[test]
fn a_lock_tells_of_branches_that_have_changed_too_much() {
    let workspace = Workspace::new();
    let choice = |branches: &str| {
        SPEC.replace(
            "{type: object, properties: {name: {type: string}}}",
            &format!("{{oneOf: [{branches}]}}"),
        )
    };
    let [a, b] = ["a", "b"].map(|key| format!("{{type: object, properties: {{{key}: {{}}, both: {{}}}}}}"));
    workspace.write("specs/api/spec.yaml", &choice(&format!("{a}, {b}")));
    workspace.write("specs/api/names.lock", "");
    workspace.generated();
    let grown = ["x", "y"].map(|key| a.replace("both", &format!("{key}: {{}}, both")));
    workspace.write(
        "specs/api/spec.yaml",
        &choice(&format!("{}, {}, {b}", grown[0], grown[1])),
    );
    let err = workspace.generated().err;
    let message = "warning[doubtful-lock]: `ThingA` in names.lock may name this or another element of the list, so neither gets it\n";
    assert!(err.starts_with(message), "{err}");
    assert!(err.contains("this is the other one"), "{err}");
    assert!(
        err.contains("api: names.lock: 4 names added, 1 name dropped (nothing has them any more: `Thing::A`)\n"),
        "{err}"
    );
    workspace.write(
        "specs/api/spec.yaml",
        &choice(&format!("{}, {b}, {}", grown[0], grown[1])),
    );
    let err = workspace.generated().err;
    assert!(err.starts_with(message), "{err}");
    assert!(err.contains("api: names.lock: no name changes; "), "{err}");
}

#[test]
fn only_what_is_selected_is_made_and_the_report_says_why() {
    let workspace = Workspace::new();
    let report = workspace.path("report.json");
    let select = "[crate]\nname = \"api\"\n[input]\ndocuments = [\"spec.yaml\"]\n[select]\ntags = [\"people\"]\n";
    workspace.write("specs/api/client.toml", select);
    let ran = workspace.generate(&["--report", &report]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(workspace.read("generated/api/src/operations/people.rs").is_some());
    assert!(workspace.read("generated/api/src/operations/things.rs").is_none());
    let models = workspace
        .read("generated/api/src/models/mod.rs")
        .expect("it is generated");
    assert!(
        !models.contains("things"),
        "what only the others reach is not made: {models}"
    );
    let report: Value = serde_json::from_str(&workspace.read("report.json").expect("a report")).expect("JSON");
    assert_eq!(
        report["selected"]["operations"],
        serde_json::json!({ "kept": 1, "left": 1 })
    );
    assert_eq!(report["selected"]["kept"][0]["by"][0], "tags: people");
    assert_eq!(report["selected"]["left"][0], "#/paths/~1things/get");
}

#[test]
fn a_single_document_can_be_selected_from() {
    let workspace = Workspace::new();
    let spec = "specs/api/spec.yaml";
    for (option, word) in [
        ("--path", "/people"),
        ("--tag", "people"),
        ("--operation", "listPeople"),
    ] {
        let ran = workspace.single(spec, "out", &[option, word]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let index = workspace.read("out/src/operations/mod.rs").expect("it is generated");
        assert!(
            index.contains("people") && !index.contains("things"),
            "{option}: {index}"
        );
    }
    let ran = workspace.single(spec, "out", &["--tag", "peple"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("the nearest is `people`"), "{}", ran.err);
}

#[test]
fn a_users_file_stops_the_run_where_a_generated_one_has_to_go() {
    let workspace = Workspace::new();
    workspace.generated();
    let at = "generated/api/src/operations/pets.rs";
    workspace.write(at, "//! Mine.\n");
    workspace.write("specs/api/spec.yaml", &SPEC.replace("tags: [people]", "tags: [pets]"));
    let before = workspace.files("generated");
    for more in [&[][..], &["--check"]] {
        let ran = workspace.generate(more);
        assert_eq!(ran.code, 1);
        let said = "error[not-written]: generated files would replace `src/operations/pets.rs`, which";
        assert!(ran.err.contains(said), "{}", ran.err);
        assert_eq!(workspace.files("generated"), before);
    }
}

#[test]
fn two_crates_never_share_a_folder() {
    let workspace = Workspace::new();
    workspace.generated();
    let before = workspace.files("");
    let refused = |arguments: &[&str], reason: &str| {
        let ran = run(arguments);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains(reason), "{}", ran.err);
        assert!(workspace.files("") == before, "something was written");
    };
    let out = workspace.path("generated/api");
    for more in [&["runtime", "--out", &out][..], &["runtime", "--check", "--out", &out]] {
        refused(
            more,
            "error[not-written]: the folder holds the client `api`, and the crate `oasmith-runtime` would",
        );
    }
    let spec = workspace.path("specs/api/spec.yaml");
    let other = ["generate", "--spec", &spec, "--out", &out, "--name", "other"];
    refused(
        &other,
        "the folder holds the client `api`, and the client `other` would",
    );
    let out = workspace.path("runtime");
    assert_eq!(run(&["runtime", "--out", &out]).code, 0);
    let before = workspace.files("runtime");
    let ran = workspace.single("specs/api/spec.yaml", "runtime", &[]);
    assert!(
        ran.err.contains("the folder holds the crate `oasmith-runtime`"),
        "{}",
        ran.err
    );
    assert!(workspace.files("runtime") == before, "something was written");
}

#[test]
fn a_client_does_not_depend_on_itself() {
    let workspace = Workspace::new();
    let toml = workspace.read("specs/api/client.toml").expect("it is written");
    for path in ["../../generated/api", "../../generated/./api/src/.."] {
        workspace.write(
            "specs/api/client.toml",
            &format!("{toml}[output]\nruntime = {{ path = \"{path}\" }}\n"),
        );
        let ran = workspace.generate(&[]);
        assert_eq!(ran.code, 1);
        assert!(
            ran.err
                .contains("this is the folder of the client, which cannot depend on itself")
                && ran.err.contains(&format!("runtime = {{ path = \"{path}\"")),
            "{}",
            ran.err
        );
        assert_eq!(workspace.read("generated/api/Cargo.toml"), None);
    }
}

#[test]
fn a_list_that_was_emptied_or_leads_outside_costs_nobody_a_file() {
    let workspace = Workspace::new();
    workspace.generated();
    workspace.write("thesis.tex", "years of work\n");
    let list = "generated/api/.oasmith-files";
    let written = workspace.read(list).expect("a list");
    let lines = format!("{written}../../thesis.tex\n{}\n", workspace.path("thesis.tex"));
    for text in ["", "src/lib.rs\n", &lines] {
        workspace.write(list, text);
        let ran = workspace.generated();
        assert!(ran.err.contains("warning[bad-manifest]: "), "{}", ran.err);
        assert!(workspace.read("thesis.tex").is_some());
        assert_eq!(workspace.read(list).as_ref(), Some(&written));
    }
}

#[cfg(unix)]
#[test]
fn no_link_below_the_output_folder_is_followed() {
    use std::os::unix::fs::symlink;
    let workspace = Workspace::new();
    for path in ["thesis/lib.rs", "thesis/models/mod.rs", "thesis/chapter.tex"] {
        workspace.write(path, "years of work\n");
    }
    workspace.write("generated/api/.oasmith-files", "");
    let src = workspace.path("generated/api/src");
    symlink("../../thesis", &src).expect("a link can be made");
    let before = workspace.files("");
    for more in [&[][..], &["--check"]] {
        let ran = workspace.generate(more);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains("a symbolic link is in the way"), "{}", ran.err);
        assert!(workspace.files("") == before, "something was written");
    }
    fs::remove_file(src).expect("it is a link");
    workspace.generated();
    let report = workspace.path("report.json");
    symlink("thesis/lib.rs", &report).expect("a link can be made");
    assert_eq!(workspace.generate(&["--report", &report]).code, 1);
    assert_eq!(workspace.read("thesis/lib.rs").as_deref(), Some("years of work\n"));
}

#[test]
fn a_folder_that_cannot_be_written_stops_all_of_a_run() {
    let workspace = Workspace::new();
    workspace.add_api("second", SPEC);
    workspace.generated();
    workspace.write("generated/second/src/operations/pets.rs", "//! Mine.\n");
    for api in ["api", "second"] {
        let spec = SPEC.replace("tags: [people]", "tags: [pets]");
        workspace.write(&format!("specs/{api}/spec.yaml"), &spec);
    }
    let before = workspace.files("generated");
    assert_eq!(workspace.generate(&[]).code, 1);
    assert!(workspace.files("generated") == before, "one of two crates was written");
}

/// A document with an operation for each tag, whose names are as long as the word.
fn tagged(tags: &[String], word: &str) -> String {
    let operation = |(number, tag): (usize, &String)| {
        format!(
            "  /a{number}:\n    get:\n      operationId: {word}{number}\n      tags: ['{tag}']\n      responses:\n        \
             '200': {{description: Good., content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: \
             string}}}}}}}}}}}}\n"
        )
    };
    let paths: String = tags.iter().enumerate().map(operation).collect();
    format!("openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths:\n{paths}")
}

#[test]
fn names_of_any_length_make_files_that_every_system_can_have() {
    let workspace = Workspace::new();
    let long = "Very Long Tag ".repeat(20);
    let tags = [
        format!("{long}A"),
        format!("{long}B"),
        "con".to_owned(),
        "COM1".to_owned(),
        "\u{6f22}".repeat(90),
    ];
    workspace.write("specs/api/spec.yaml", &tagged(&tags, &"get".repeat(100)));
    workspace.write("specs/api/names.lock", "");
    for path in ["[group]/[operation]", "[operation]", "[model]"] {
        workspace.write(&format!("specs/api/layer/docs/{path}.md.j2"), "Text.\n");
    }
    let toml = workspace.read("specs/api/client.toml").expect("it was written");
    workspace.write(
        "specs/api/client.toml",
        &format!("{toml}[output]\nlayers = [\"./layer\"]\n"),
    );
    workspace.generated();
    let files = workspace.files("generated/api");
    let parts = files.keys().flat_map(|path| path.iter());
    for part in parts.map(|part| part.to_string_lossy()) {
        assert!(part.len() <= 120, "{part}");
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        assert!(!["con", "com1"].contains(&stem.as_str()), "{part}");
    }
    let of_groups = files.keys().filter(|path| path.starts_with("src/operations"));
    assert_eq!(
        of_groups.count(),
        tags.len() + 1,
        "one file for each tag, and the index"
    );
    let surface = workspace.read("generated/api/API.txt").expect("it is generated");
    assert!(surface.contains("\noperations::con::Con"), "{surface}");
    assert_eq!(workspace.generated().err, "api: up to date\n");
}

#[test]
fn a_lock_says_which_names_wait_and_forgets_none_that_lives_on() {
    let workspace = Workspace::new();
    workspace.write("specs/api/names.lock", "");
    workspace.generated();
    let renamed = SPEC.replace("tags: [things]", "tags: [stuff]");
    assert_ne!(renamed, SPEC);
    workspace.write("specs/api/spec.yaml", &renamed);
    let err = workspace.generated().err;
    assert!(!err.contains("nothing has them"), "{err}");
    let unneeded = renamed.replace("$ref: '#/components/schemas/Thing'", "type: string");
    workspace.write("specs/api/spec.yaml", &unneeded);
    let err = workspace.generated().err;
    let message = "1 name kept although no operation needs them any more (`Thing`)";
    assert!(err.contains(message), "{err}");
    assert!(!workspace.generated().err.contains("no operation needs"));
}
