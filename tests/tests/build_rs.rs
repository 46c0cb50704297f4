//! The generator in a build script: `tests/build-rs-example` is built as anybody would build it, its files are changed, and it
//! is built again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

const BOOK: &str = "Book { title: \"Emma\", crate_kind: Some(Novel) }";

/// A copy of the example, which the tests may change.
struct Example {
    folder: PathBuf,
}

impl Example {
    /// A fresh copy. Each test has its own, and its own target folder for what is not shared.
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-rs").join(name);
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let _ = fs::remove_dir_all(&folder);
        copy(&here.join("build-rs-example"), &folder);
        fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("the versions of this workspace");
        let example = Self { folder };
        for crate_of_ours in ["generator", "templates/runtime"] {
            let folder = here.join("..").join(crate_of_ours).canonicalize().expect("the crate");
            example.change(
                "Cargo.toml",
                &format!("\"../../{crate_of_ours}\""),
                &format!("{:?}", folder.display().to_string()),
            );
        }
        // All copies are the same package to cargo only if they have the same path; this tells them apart.
        example.change(
            "Cargo.toml",
            "name = \"build-rs-example\"",
            &format!("name = \"build-rs-{name}\""),
        );
        example
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    /// Changes a file. Cargo goes by times, so the time of a change lies behind that of the build before.
    fn change(&self, below: &str, from: &str, to: &str) {
        let path = self.path(below);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{below}: {error}"));
        assert!(text.contains(from), "{below} has `{from}`");
        self.write(below, &text.replace(from, to));
    }

    fn write(&self, below: &str, text: &str) {
        fs::write(self.path(below), text).expect("the target folder can be written");
        let file = fs::File::options()
            .append(true)
            .open(self.path(below))
            .expect("the file");
        let later = SystemTime::now() + Duration::from_millis(20);
        file.set_modified(later).expect("the time can be set");
        std::thread::sleep(Duration::from_millis(40));
    }

    fn cargo(&self, command: &str, more: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO"))
            .args([command, "--offline"])
            .args(more)
            .current_dir(&self.folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-rs/target"),
            )
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env("RUST_BACKTRACE", "0")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo can be started");
        Ran::of(&output)
    }

    fn run(&self) -> Ran {
        let ran = self.cargo("run", &["-v"]);
        assert!(ran.is_well, "{}", ran.said);
        ran
    }
}

struct Ran {
    is_well: bool,
    printed: String,
    said: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            is_well: output.status.success(),
            printed: String::from_utf8_lossy(&output.stdout).into_owned(),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Whether the build script ran in this build.
    fn is_made_anew(&self) -> bool {
        self.said
            .lines()
            .any(|line| line.trim_start().starts_with("Running `") && line.contains("build-script-build"))
    }

    /// Whether the package was compiled in this build.
    fn is_compiled(&self) -> bool {
        self.said
            .lines()
            .any(|line| line.trim_start().starts_with("Compiling build-rs-"))
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the target folder can be written");
    for entry in fs::read_dir(from).expect("the example").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "target" || entry.file_name() == "Cargo.lock" {
            continue;
        }
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("the target folder can be written");
        }
    }
}

/// The whole life of such a package in one test, since each build of it takes its time.
#[test]
fn a_package_is_built_again_when_a_file_has_changed_and_not_otherwise() {
    let example = Example::new("example");
    let first = example.run();
    let expected =
        format!("{BOOK}\n{{\"title\":\"Emma\",\"crate::kind\":\"novel\"}}\nShelf {{ room: \"blue\" }}\nkept by hand\n");
    assert_eq!(first.printed, expected);
    assert!(
        first.said.contains("shelves/names.lock: warning[stale-lock]: "),
        "{}",
        first.said
    );
    let second = example.run();
    assert!(!second.is_made_anew() && !second.is_compiled(), "{}", second.said);

    example.change("apis/book.yaml", "poem", "essay");
    assert!(example.run().is_made_anew(), "a file that the document refers to");
    example.change("src/main.rs", "novel", "essay");
    let ran = example.run();
    assert!(
        ran.printed.contains("Some(Essay)"),
        "the new value is there: {}",
        ran.printed
    );
    assert!(!ran.is_made_anew(), "the package's own code is none of the client's");

    example.change(
        "apis/books.overlay.yaml",
        "operationId: listBooks",
        "operationId: listBooks, x-client-name: list_all",
    );
    let ran = example.cargo("run", &[]);
    assert!(
        !ran.is_well && ran.said.contains("list_books"),
        "the overlay has renamed the method: {}",
        ran.said
    );
    example.change("src/main.rs", "list_books()", "list_all()");
    example.run();

    example.change("apis/shelves/client.toml", "shelves-client", "shelf-client");
    assert!(example.run().is_made_anew(), "client.toml");
    example.change("apis/templates/src/note.rs", "kept by hand", "changed by hand");
    assert!(example.run().printed.contains("changed by hand"), "a file of a layer");
    example.write(
        "apis/templates/src/more.rs",
        "//! More.\n\n/// A word.\npub const WORD: &str = \"more\";\n",
    );
    assert!(example.run().is_made_anew(), "a new file of a layer");
    example.change("src/main.rs", "shelves::note::NOTE", "shelves::more::WORD");
    assert!(example.run().printed.contains("more\n"), "its module is there");
}

#[test]
fn a_build_fails_with_the_message_of_the_generator() {
    let example = Example::new("faults");
    example.change("apis/book.yaml", "title: {type: string}", "title: {type: strng}");
    let ran = example.cargo("build", &[]);
    assert!(ran.is_well, "a gap is a warning: {}", ran.said);
    let gap = "warning: build-rs-faults@0.1.0: apis/book.yaml:5:19: gap[unknown-type]: ";
    assert!(ran.said.contains(gap), "{}", ran.said);

    example.change(
        "build.rs",
        "::new(\"apis/books.yaml\")",
        "::new(\"apis/books.yaml\").strict()",
    );
    let ran = example.cargo("build", &[]);
    assert!(
        !ran.is_well && ran.said.contains("  gap[unknown-type]: "),
        "{}",
        ran.said
    );

    example.change("build.rs", ".strict()", ".document(\"apis/authors.yaml\")");
    let ran = example.cargo("build", &[]);
    assert!(
        !ran.is_well && ran.said.contains("cannot read apis/authors.yaml"),
        "{}",
        ran.said
    );
    example.change("build.rs", ".document(\"apis/authors.yaml\")", "");

    example.change("apis/books.yaml", "book.yaml#/Book", "books.yml");
    let ran = example.cargo("build", &[]);
    let said = "\
  Error: no client was made
  error[unresolved-ref]: cannot read apis/books.yml: there is no such file
    --> apis/books.yaml:13:76
";
    assert!(!ran.is_well && ran.said.contains(said), "{}", ran.said);

    example.change("apis/books.yaml", "books.yml", "book.yaml#/Book");
    example.change("build.rs", "\"stores::shelves\"", "\"stores::books\"");
    let ran = example.cargo("build", &[]);
    let said = "error[bad-option]: two clients of this build script are called `books`";
    assert!(!ran.is_well && ran.said.contains(said), "{}", ran.said);
    example.change("build.rs", "\"stores::books\"", "\"stores::shelves\"");

    let manifest = fs::read_to_string(example.path("Cargo.toml")).expect("the manifest");
    let line = manifest.lines().find(|line| line.starts_with("oasmith-runtime = "));
    example.change("Cargo.toml", line.expect("the runtime is named"), "");
    let ran = example.cargo("build", &[]);
    assert!(!ran.is_well);
    for line in [
        "error[unfit-package]: the client needs a dependency that the package does not have",
        "= help: add to [dependencies]:",
        "oasmith-runtime = { version = \"0.1.0\", default-features = false, features = [\"enums\", \"parameters\", \"records\", \"rustls\"] }\n",
    ] {
        assert!(ran.said.contains(line), "{line}: {}", ran.said);
    }
}
