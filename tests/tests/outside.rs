//! What a run may read and write: references stay below the folders of their documents, crates below the workspace, unless
//! the user allows more. Only regular files are read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith::cli::{self, Output};
use tempfile::TempDir;

/// A folder with a document in `in`, and files that are not meant for it in `out`.
struct Files(TempDir);

const OTHER: &str = "Thing: {type: string, description: swordfish}\n";

/// A document with one reference, to a schema.
fn document(reference: &str) -> String {
    format!(
        "# One reference.\nopenapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /t:\n    get:\n      operationId: get\n      \
         responses:\n        '200': {{description: Good., content: {{application/json: {{schema: {{$ref: '{reference}'}}}}}}}}\n"
    )
}

/// Exit code, standard output and standard error.
type Ran = (u8, String);

impl Files {
    fn new() -> Self {
        let files = Self(TempDir::new().expect("a temporary folder"));
        files.write("out/other.yaml", OTHER);
        files.write("in/other.yaml", OTHER);
        files.write("in/deep/other.yaml", OTHER);
        files
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn text(&self, below: &str) -> String {
        self.path(below).to_str().expect("the path is text").to_owned()
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder can be written");
        fs::write(path, text).expect("a temporary folder can be written");
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap_or_else(|error| panic!("{below}: {error}"))
    }

    /// Generates `in/spec.yaml`, with further arguments.
    fn generate(&self, more: &[&str]) -> Ran {
        let (spec, crate_dir) = (self.text("in/spec.yaml"), self.text("crate"));
        let mut all = vec!["generate", "--spec", &spec, "--out", &crate_dir, "--name", "t"];
        all.extend(more);
        run(&all)
    }
}

fn run(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["oasmith"].iter().chain(arguments).map(|text| (*text).to_owned());
    let mut output = Output {
        out: &mut out,
        err: &mut err,
        colour: false,
        progress: false,
    };
    let code = cli::run(arguments, &mut output);
    (code, String::from_utf8_lossy(&[out, err].concat()).into_owned())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) {
    std::os::unix::fs::symlink(to, from).expect("a link can be made");
}

fn refused(ran: &Ran, code: &str, what: &str) {
    let (exit, said) = ran;
    assert_eq!(*exit, 1, "{what}: {said}");
    assert!(said.contains(&format!("[{code}]")), "{what}: {said}");
    assert!(!said.contains("swordfish"), "{what}: {said}");
}

#[test]
#[cfg(unix)]
fn references_stay_below_the_folder_of_the_document() {
    let files = Files::new();
    link(&files.path("in/link.yaml"), &files.path("out/other.yaml"));
    link(&files.path("in/folder"), &files.path("out"));
    let absolute = files.text("out/other.yaml");
    files.write("in/hop.yaml", "Thing: {$ref: '../out/other.yaml#/Thing'}\n");
    let outside = [
        "../out/other.yaml",
        "./deep/../../out/other.yaml",
        "%2e%2e/out/other.yaml",
        "..%2Fout%2Fother.yaml",
        "link.yaml",
        "folder/other.yaml",
        "nowhere/../../out/not-there.yaml",
        "hop.yaml",
        &absolute,
    ];
    for file in outside {
        files.write("in/spec.yaml", &document(&format!("{file}#/Thing")));
        refused(&files.generate(&[]), "outside-ref", file);
        assert!(!files.path("crate").exists(), "{file}");
    }
    for file in [
        "../out/other.yaml",
        "%2e%2e/out/other.yaml",
        "link.yaml",
        "folder/other.yaml",
        "hop.yaml",
        &absolute,
    ] {
        files.write("in/spec.yaml", &document(&format!("{file}#/Thing")));
        let (code, said) = files.generate(&["--check", "--allow-outside", &files.text("out")]);
        assert!(code == 1 && !said.contains("[outside-ref]"), "{file}: {said}");
    }
    let own = files.text("in/other.yaml");
    for file in [
        "other.yaml",
        "deep/other.yaml",
        "deep/../other.yaml",
        "./other.yaml",
        &own,
    ] {
        files.write("in/spec.yaml", &document(&format!("{file}#/Thing")));
        assert_eq!(files.generate(&[]).0, 0, "{file}");
    }
}

#[test]
fn other_kinds_of_references_stay_there_too() {
    let files = Files::new();
    let head = "# No schema.\nopenapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
    let kinds = [
        "paths: {/t: {$ref: '../out/other.yaml#/Path'}}\n",
        "paths: {/t: {get: {operationId: get, responses: {'200': {$ref: '../out/other.yaml#/Response'}}}}}\n",
        "paths: {}\ncomponents: {schemas: {A: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: k, \
         mapping: {b: '../out/other.yaml#/Thing'}}}, B: {type: object, properties: {k: {type: string}}}}}\n",
    ];
    for kind in kinds {
        files.write("in/spec.yaml", &format!("{head}{kind}"));
        refused(&files.generate(&[]), "outside-ref", kind);
    }
}

#[test]
fn a_named_document_may_be_referred_to_wherever_it_is() {
    let files = Files::new();
    files.write(
        "specs/t/a/spec.yaml",
        &document("../b/more.yaml#/components/schemas/Thing"),
    );
    let more =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {Thing: {type: string}}}\n";
    files.write("specs/t/b/more.yaml", more);
    let toml = "[crate]\nname = \"t\"\n[input]\ndocuments = [\"a/spec.yaml\", \"b/more.yaml\"]\n";
    files.write("specs/t/client.toml", toml);
    let (code, said) = run(&["generate", "--root", &files.text("")]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn client_toml_may_allow_it() {
    let files = Files::new();
    files.write("specs/t/spec.yaml", &document("../shared/other.yaml#/Thing"));
    files.write("specs/shared/other.yaml", OTHER);
    let toml = |more: &str| format!("[crate]\nname = \"t\"\n[input]\ndocuments = [\"spec.yaml\"]\n{more}");
    let root = files.text("");
    files.write("specs/t/client.toml", &toml(""));
    refused(
        &run(&["generate", "--root", &root]),
        "outside-ref",
        "without the option",
    );
    refused(
        &run(&["overlay", "apply", "--api", "t", "--root", &root]),
        "outside-ref",
        "overlay apply",
    );
    files.write("specs/t/client.toml", &toml("allow-outside = [\"../shared\"]\n"));
    let (code, said) = run(&["generate", "--root", &root]);
    assert_eq!(code, 0, "{said}");
}

#[test]
#[cfg(unix)]
fn only_regular_files_are_read() {
    let files = Files::new();
    let made = Command::new("mkfifo")
        .arg(files.path("in/pipe.yaml"))
        .status()
        .expect("mkfifo is there");
    assert!(made.success());
    files.write("in/spec.yaml", &document("pipe.yaml#/Thing"));
    let (code, said) = files.generate(&[]);
    assert!(code == 1 && said.contains("it is not a regular file"), "{said}");
    files.write("in/spec.yaml", &document("other.yaml#/Thing"));
    for overlay in [files.text("in/pipe.yaml"), "/dev/zero".to_owned()] {
        let (code, said) = files.generate(&["--overlay", &overlay]);
        assert!(code == 1 && said.contains("it is not a regular file"), "{said}");
    }
    for spec in [files.text("in/pipe.yaml"), "/dev/zero".to_owned()] {
        let (code, said) = run(&[
            "generate",
            "--spec",
            &spec,
            "--out",
            &files.text("crate"),
            "--name",
            "t",
        ]);
        assert!(code == 1 && said.contains("it is not a regular file"), "{said}");
    }
}

#[test]
#[cfg(unix)]
fn init_copies_nothing_from_outside_and_writes_no_path_of_the_machine() {
    let files = Files::new();
    files.write("in/spec.yaml", &document("../out/other.yaml#/Thing"));
    let (spec, root) = (files.text("in/spec.yaml"), files.text("new"));
    refused(
        &run(&["init", "t", "--spec", &spec, "--root", &root]),
        "outside-ref",
        "init",
    );
    assert!(!files.path("new").exists());
    let (code, said) = run(&[
        "init",
        "t",
        "--spec",
        &spec,
        "--root",
        &root,
        "--allow-outside",
        &files.text("out"),
    ]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(files.read("new/specs/t/out/other.yaml"), OTHER);
    for file in ["client.toml", "SOURCE.md", "overlay.yaml"] {
        let text = files.read(&format!("new/specs/t/{file}"));
        assert!(!text.contains(&files.text("")), "{file}: {text}");
    }
    // What was allowed is written down, so that the copies can be generated.
    assert!(
        files
            .read("new/specs/t/client.toml")
            .contains("\nallow-outside = [\".\"]\n")
    );
    let (code, said) = run(&["generate", "--root", &root]);
    assert_eq!(code, 0, "{said}");
}

#[test]
#[cfg(unix)]
fn init_keeps_the_names_by_which_files_are_referred_to() {
    let files = Files::new();
    link(&files.path("in/alias.yaml"), &files.path("in/other.yaml"));
    files.write("in/spec.yaml", &document("alias.yaml#/Thing"));
    let (spec, root) = (files.text("in/spec.yaml"), files.text("new"));
    assert_eq!(run(&["init", "t", "--spec", &spec, "--root", &root]).0, 0);
    let (code, said) = run(&["generate", "--root", &root]);
    assert_eq!(code, 0, "{said}");
}

#[test]
#[cfg(unix)]
fn a_crate_goes_below_the_workspace() {
    let files = Files::new();
    files.write("ws/specs/t/spec.yaml", &document("other.yaml#/Thing"));
    files.write("ws/specs/t/other.yaml", OTHER);
    link(&files.path("ws/away"), &files.path("out"));
    let toml =
        |output: &str| format!("[crate]\nname = \"t\"\n[input]\ndocuments = [\"spec.yaml\"]\n[output]\n{output}\n");
    let root = files.text("ws");
    let absolute = files.text("elsewhere");
    for dir in ["../elsewhere", "a/../../elsewhere", "away", "away/deep", &absolute] {
        files.write("ws/specs/t/client.toml", &toml(&format!("dir = \"{dir}\"")));
        let ran = run(&["generate", "--root", &root]);
        refused(&ran, "outside-output", dir);
        assert!(ran.1.contains("client.toml:6:7"), "{}", ran.1);
        refused(&run(&["generate", "--check", "--root", &root]), "outside-output", dir);
        assert!(!files.path("elsewhere").exists(), "{dir}");
    }
    let (code, said) = run(&["generate", "--root", &root, "--allow-outside", &files.text("out")]);
    assert!(code == 1 && said.contains("[outside-output]"), "{said}");
    let (code, said) = run(&["generate", "--root", &root, "--allow-outside", &absolute]);
    assert_eq!(code, 0, "{said}");
    files.write(
        "ws/specs/t/client.toml",
        &toml("dir = \"../elsewhere\"\nallow-outside = true"),
    );
    assert_eq!(run(&["generate", "--root", &root]).0, 0);
}
