//! The work of a build script, from the files that are read to those that are written.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::choices::Choices;
use super::error::BuildError;
use super::module::{Module, module};
use super::{cargo, package};
use crate::config::{Config, Layer, RuntimeChoice, Templates, is_crate_name};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity, shown};
use crate::file::{File, read_text};
use crate::load::{Inputs, load};
use crate::render::{MOST, Style, render};
use crate::spec::Document;
use crate::write::{self, Contents};
use crate::{Generated, generate, project};

/// Makes the module. What cargo is to know goes to `out`.
pub(super) fn run(build: &Choices, out: &mut dyn Write) -> Result<(), BuildError> {
    let mut diags = Diagnostics::default();
    let mut watched = BTreeSet::new();
    let job = Job::read(build, &mut watched, &mut diags);
    let document = job.as_ref().and_then(|job| load(&job.inputs, &mut diags));
    watched.extend(
        document
            .iter()
            .flat_map(|document| &document.sources)
            .map(|source| PathBuf::from(&source.path)),
    );
    let proceed = document.as_ref().filter(|_| !diags.has_errors());
    let made = job
        .zip(proceed)
        .and_then(|(job, document)| job.make(document, &mut diags));
    cargo::watch(&watched, out).map_err(unsaid)?;
    let is_lost = build.strict && diags.iter().any(|item| item.severity == Severity::Gap);
    let Some((job, generated)) = made.filter(|_| !diags.has_errors() && !is_lost) else {
        return Err(BuildError::new(render(&diags, document.as_ref(), Style::Plain, MOST)));
    };
    fits(&generated, &job.needed)?;
    job.warn_of_lock(&generated, &mut diags);
    cargo::warn(&diags, document.as_ref(), out).map_err(unsaid)?;
    let module = module(generated.files, &job.module);
    claim(job.out_dir.join(&module.folder), build)?;
    cargo::expect_features(&module.features, out).map_err(unsaid)?;
    let mut diags = Diagnostics::default();
    put(&job.out_dir, &module, &mut diags)?;
    cargo::warn(&diags, None, out).map_err(unsaid)
}

/// What is asked for, with everything that it leaves open filled in.
struct Job {
    inputs: Inputs,
    config: Config,
    templates: Templates,
    /// Crates that are needed although the client's manifest has them as optional: those of its parts.
    needed: Vec<String>,
    module: String,
    out_dir: PathBuf,
}

impl Job {
    fn read(build: &Choices, watched: &mut BTreeSet<PathBuf>, diags: &mut Diagnostics) -> Option<Self> {
        let Choices {
            documents,
            client_toml,
            overlays,
            allow_outside,
            templates,
            module,
            strict: _,
        } = build;
        let base = client_toml.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let mut config = match client_toml {
            Some(path) => project::read(path, diags)?,
            None => Config::for_document(&stem(documents)),
        };
        // A part is a feature of a package of its own, and this one is another.
        let parts = std::mem::take(&mut config.parts);
        let needed = parts
            .into_iter()
            .flat_map(|part| part.dependencies)
            .map(|entry| entry.text);
        watched.extend(client_toml.clone());
        watched.extend(config.lock.iter().map(|lock| PathBuf::from(&lock.file)));
        let below = |paths: &[PathBuf]| paths.iter().map(|path| base.join(path)).collect::<Vec<_>>();
        let mut config = project::for_manifest(config, base, Path::new(""), diags)?;
        if config.runtime == RuntimeChoice::Copy {
            // A module carries no copy: the package depends on the crate, wherever it has that from.
            let version = ("version".to_owned(), env!("CARGO_PKG_VERSION").to_owned().into());
            config.runtime = RuntimeChoice::Crate([version].into());
        }
        let module = module.clone().unwrap_or_else(|| config.crate_name.replace('-', "_"));
        check_module(&module, diags)?;
        let templates = layers(&config, base, templates);
        watched.extend(folders(&templates));
        Some(Self {
            inputs: Inputs {
                documents: [below(&config.documents), documents.clone()].concat(),
                overlays: [below(&config.overlays), overlays.clone()].concat(),
                allow_outside: [below(&config.allow_outside), allow_outside.clone()].concat(),
            },
            config,
            templates,
            needed: needed.collect(),
            module,
            out_dir: self::out_dir(diags)?,
        })
    }

    fn make(self, document: &Document, diags: &mut Diagnostics) -> Option<(Self, Generated)> {
        let generated = generate(document, &self.config, &self.templates, diags)?;
        Some((self, generated))
    }

    /// A build script changes no file of its package, so the names that it would add are only told.
    fn warn_of_lock(&self, generated: &Generated, diags: &mut Diagnostics) {
        if let (Some(old), Some(renewal)) = (&self.config.lock, &generated.lock)
            && renewal.changes_names()
        {
            let message = "the document has names that this file does not keep, or has lost some that it keeps";
            let diagnostic = Diagnostic::new(Code::StaleLock, Place::File(old.file.clone()), message);
            diags.push(diagnostic.help("`oasmith generate` writes it, and a build script does not"));
        }
    }
}

/// The name of a module for a document, from its file.
fn stem(documents: &[PathBuf]) -> String {
    let stem = documents.first().and_then(|path| path.file_stem());
    let stem = stem.unwrap_or_default().to_string_lossy();
    let letters = stem.chars().map(|letter| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '_'
        }
    });
    letters.collect()
}

/// The layers of `client.toml`, those of its workspace found in the folder `templates` there, and the folders over them.
fn layers(config: &Config, base: &Path, folders: &[PathBuf]) -> Templates {
    let roots = [base.join("../../templates"), base.join("templates")];
    let mut templates = Templates::of(config, roots.into_iter().find(|root| root.is_dir()), base);
    let over = folders.iter().map(|folder| Layer::folder(folder, shown(folder)));
    templates.layers.extend(over);
    templates
}

/// The folders of layers that are on the disk.
fn folders(templates: &Templates) -> impl Iterator<Item = PathBuf> {
    let folder = |layer: &Layer| match &layer.folder {
        Some(folder) => Some(folder.clone()),
        None => Some(templates.root.as_ref()?.join(&layer.name.text)),
    };
    let folders = templates.layers.iter().filter_map(folder);
    folders.filter(|folder| folder.is_dir())
}

fn check_module(path: &str, diags: &mut Diagnostics) -> Option<()> {
    let is_name = |part: &str| is_crate_name(part) && !part.contains('-') && syn::parse_str::<syn::Ident>(part).is_ok();
    if path.split("::").all(is_name) {
        return Some(());
    }
    let message = format!("`{path}` cannot be the path of a module");
    let help = "name one: `.module(\"petstore\")`, or `.module(\"api::petstore\")` if it is included in `api`";
    diags.push(Diagnostic::new(Code::BadOption, Place::None, message).help(help));
    None
}

fn out_dir(diags: &mut Diagnostics) -> Option<PathBuf> {
    let found = std::env::var_os("OUT_DIR").map(PathBuf::from);
    if found.is_none() {
        let message = "there is no OUT_DIR: this is not a build script";
        let help = "call it in build.rs: cargo says there where files go";
        diags.push(Diagnostic::new(Code::BadOption, Place::None, message).help(help));
    }
    found
}

/// Whether the package that is built can hold the module.
fn fits(generated: &Generated, needed: &[String]) -> Result<(), BuildError> {
    let Some(folder) = std::env::var_os("CARGO_MANIFEST_DIR") else {
        return Ok(());
    };
    let path = Path::new(&folder).join("Cargo.toml");
    let package = read_text(&path).unwrap_or_default();
    let client = generated.files.iter().find(|file| file.path == "Cargo.toml");
    let client = client.map(|file| file.text.as_str()).unwrap_or_default();
    let Some(unfit) = package::check(client, &package, needed) else {
        return Ok(());
    };
    let place = Place::file(&path);
    let mut diags = Diagnostics::default();
    diags.push(Diagnostic::new(Code::UnfitPackage, place, unfit.message).help(unfit.help));
    Err(BuildError::new(render(&diags, None, Style::Plain, 0)))
}

/// The folders that this build script has written, each with what it was made from.
static CLAIMED: Mutex<BTreeMap<PathBuf, Choices>> = Mutex::new(BTreeMap::new());

/// Refuses a folder that another client of the same build script has: it would be lost.
fn claim(folder: PathBuf, build: &Choices) -> Result<(), BuildError> {
    let mut claimed = CLAIMED.lock().unwrap_or_else(PoisonError::into_inner);
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if claimed.entry(folder).or_insert_with(|| build.clone()) == build {
        return Ok(());
    }
    let message = format!("two clients of this build script are called `{name}`");
    let help =
        "give one of them another module, `.module(\"petstore_v2\")`: its last name is that of its file in OUT_DIR";
    let mut diags = Diagnostics::default();
    diags.push(Diagnostic::new(Code::BadOption, Place::None, message).help(help));
    Err(BuildError::new(render(&diags, None, Style::Plain, 0)))
}

/// Writes what has changed.
fn put(out_dir: &Path, module: &Module, diags: &mut Diagnostics) -> Result<(), BuildError> {
    // Named after the folder: what a package calls its client may change from build to build.
    let contents = Contents::Client(module.folder.clone());
    let written = write::write(&out_dir.join(&module.folder), &contents, &module.files, diags).and_then(|_| {
        let File { path, text } = &module.declaration;
        if std::fs::read_to_string(out_dir.join(path)).is_ok_and(|old| old == *text) {
            return Ok(());
        }
        write::write_one(out_dir, &module.declaration)
    });
    written.map_err(|error| BuildError::new(format!("{}: {error}", error.path.display())))
}

fn unsaid(error: std::io::Error) -> BuildError {
    BuildError::new(format!("cargo does not listen: {error}"))
}
