//! A case: where it lies, what it shows, and what the generator makes of it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Config, Templates};
use oasmith::diag::{Action, Diagnostic, Diagnostics, Edit, Place};
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith_tests::scratch::on_shared_runtime;

/// What is shown of a case that says nothing else.
const SHOWN: [&str; 3] = ["src/models/", "src/operations/", "src/errors.rs"];

/// A folder of `tests/cases`.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    /// The first line of the document: the one thing that it shows.
    pub(crate) about: String,
    /// Beginnings of the paths that have a snapshot, from a line `# shows: …`.
    shown: Vec<String>,
}

/// What the generator makes of a case.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) files: Vec<File>,
    /// Every message, in words; empty if there is nothing to say.
    pub(crate) messages: String,
}

impl Case {
    /// Every case, sorted by name.
    /// All cases; with `CASE=words` in the environment those whose name contains that. It is for the loop of one who works on
    /// a case: a name that no case has is an error, so that nothing passes by not being looked at.
    pub(crate) fn all() -> Vec<Self> {
        let wanted = std::env::var("CASE").unwrap_or_default();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
        let entries = fs::read_dir(&root).expect("tests/cases is a folder");
        let mut folders: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry of tests/cases").path())
            .filter(|path| {
                path.is_dir()
                    && path
                        .file_name()
                        .is_some_and(|name| name.to_string_lossy().contains(&wanted))
            })
            .collect();
        assert!(!folders.is_empty(), "no case is called `{wanted}`");
        folders.sort();
        folders.into_iter().map(Self::read).collect()
    }

    fn read(folder: PathBuf) -> Self {
        let name = folder
            .file_name()
            .expect("a folder has a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(folder.join("spec.yaml"))
            .unwrap_or_else(|error| panic!("the case `{name}` has no spec.yaml: {error}"));
        let comment = |line: &str| line.strip_prefix("# ").map(str::to_owned);
        let shown = text.lines().find_map(|line| line.strip_prefix("# shows: "));
        let shown = shown.map(|list| list.split_whitespace().map(str::to_owned).collect());
        Self {
            about: text.lines().next().and_then(comment).unwrap_or_default(),
            shown: shown.unwrap_or_else(|| SHOWN.map(str::to_owned).to_vec()),
            name,
            folder,
        }
    }

    /// The name of the crate that the case makes.
    pub(crate) fn crate_name(&self) -> String {
        format!("case-{}", self.name)
    }

    /// Generates from the YAML.
    pub(crate) fn generate(&self) -> Outcome {
        generate(&self.folder, "yaml", &self.crate_name())
    }

    /// The files of a client that depends on the crate of the runtime.
    pub(crate) fn on_shared_runtime(&self) -> Vec<File> {
        let config = on_shared_runtime(config(&self.folder, &self.crate_name()));
        made(&self.folder, "yaml", &config).files
    }

    /// The program that calls the client, if the case has one.
    pub(crate) fn caller(&self) -> Option<File> {
        let path = "examples/caller.rs".to_owned();
        let text = fs::read_to_string(self.folder.join("caller.rs")).ok()?;
        Some(File { path, text })
    }

    /// Whether an output file has a snapshot. The runtime has none, nor have indexes that are not asked for by name.
    pub(crate) fn shows(&self, path: &str) -> bool {
        let by_name = self.shown.iter().any(|shown| shown == path);
        let below = || self.shown.iter().any(|shown| path.starts_with(shown.as_str()));
        by_name || (!path.starts_with("src/runtime/") && !path.ends_with("/mod.rs") && below())
    }
}

/// Generates from `spec` and `overlay` of a folder.
pub(crate) fn generate(folder: &Path, extension: &str, crate_name: &str) -> Outcome {
    made(folder, extension, &config(folder, crate_name))
}

fn made(folder: &Path, extension: &str, config: &Config) -> Outcome {
    let overlay = folder.join(format!("overlay.{extension}"));
    let inputs = Inputs {
        documents: vec![folder.join(format!("spec.{extension}"))],
        overlays: overlay.is_file().then_some(overlay).into_iter().collect(),
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags).filter(|_| !diags.has_errors());
    let generated =
        document.and_then(|document| oasmith::generate(&document, config, &Templates::default(), &mut diags));
    Outcome {
        files: generated.map(|generated| generated.files).unwrap_or_default(),
        messages: diags.iter().map(words).collect(),
    }
}

/// The choices of a case that has some.
fn config(folder: &Path, crate_name: &str) -> Config {
    let Ok(text) = std::fs::read_to_string(folder.join("client.toml")) else {
        return Config::for_document(crate_name);
    };
    Config {
        crate_name: crate_name.to_owned(),
        ..Config::read(&text).expect("the case's client.toml is in order")
    }
}

fn words(diagnostic: &Diagnostic) -> String {
    let Diagnostic {
        code,
        severity,
        place,
        message,
        related,
        help,
        fix,
        // The message says it in words.
        data: _,
    } = diagnostic;
    let mut out = format!("{severity:?} {code} at {}\n  {message}\n", shown(place));
    for (place, label) in related {
        writeln!(out, "  {}: {label}", shown(place)).expect("a string takes text");
    }
    if let Some(help) = help {
        writeln!(out, "  help: {help}").expect("a string takes text");
    }
    for Action { target, change } in fix {
        let change = match change {
            Edit::Remove => "remove".to_owned(),
            Edit::Update(update) => format!("update {update}"),
        };
        writeln!(out, "  fix: {change} at {target}").expect("a string takes text");
    }
    out
}

fn shown(place: &Place) -> String {
    match place {
        Place::At(pointer) => pointer.to_string(),
        Place::In { pointer, .. } => format!("a file, {pointer}"),
        Place::Span { .. } => "a part of a file".to_owned(),
        Place::Text { file, .. } => format!("a part of {file}"),
        Place::File(path) => path.clone(),
        Place::None => "the command".to_owned(),
    }
}
