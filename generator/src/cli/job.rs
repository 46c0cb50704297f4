//! What a command line asks for: one job for each crate, with its choices.

use std::path::{Path, PathBuf};

use super::arguments::Generate;
use crate::config::{Config, Entry, Layer, Select, Templates, is_crate_name};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity, shown};
use crate::fence::Fence;
use crate::file::read_text;
use crate::load::{Inputs, nearest};
use crate::project;
use crate::write::WriteError;

/// One crate to be made.
pub(super) struct Job {
    pub name: String,
    pub inputs: Inputs,
    pub config: Config,
    pub templates: Templates,
    pub out: PathBuf,
}

impl Job {
    /// Whether the crate goes below the workspace, or to where the author allows it.
    fn stays_in(&self, root: &Path, options: &Generate, diags: &mut Diagnostics) -> bool {
        let mut fence = Fence::default();
        fence.allow(root);
        options.allow_outside.iter().for_each(|folder| fence.allow(folder));
        let stays = self.config.may_leave_workspace || fence.holds(&self.out);
        if !stays {
            let dir = self.config.dir.clone().unwrap_or_default();
            let place = Place::entry(&self.config.file, &dir.span);
            let message = format!("{} is outside of the workspace", shown(&self.out));
            diags.push(refused(Code::OutsideOutput, place, message).help(
                "choose a folder of the workspace, or allow it: `--allow-outside DIR`, or `allow-outside = true` in `[output]`",
            ));
        }
        stays
    }

    /// Gives messages about an entry of `client.toml` the place of that entry: passes know what is written there, not where.
    pub(super) fn place(&self, diags: &mut Diagnostics) {
        for item in diags.iter_mut().filter(|item| item.code == Code::UnknownLayer) {
            let text = read_text(Path::new(&self.config.file)).unwrap_or_default();
            let entry = item.message.split('`').nth(1).unwrap_or_default();
            if let Some(start) = text.find(&format!("\"{entry}\"")) {
                item.place = Place::Span {
                    file: self.config.file.clone(),
                    start,
                    end: start + entry.len() + 2,
                };
            }
        }
    }
}

/// The jobs of a command line; what is wrong with them is in `diags`.
pub(super) fn jobs(options: &Generate, diags: &mut Diagnostics) -> Vec<Job> {
    match (&options.spec, &options.out, &options.name) {
        (Some(spec), Some(out), Some(name)) => single(spec, out, name, options, diags).into_iter().collect(),
        _ => folders(options, diags),
    }
}

fn single(spec: &Path, out: &Path, name: &str, options: &Generate, diags: &mut Diagnostics) -> Option<Job> {
    if !is_crate_name(name) {
        diags.push(
            refused(
                Code::BadOption,
                Place::None,
                format!("`{name}` cannot be the name of a crate"),
            )
            .help("use letters, digits, `-` and `_`, and begin with a letter"),
        );
        return None;
    }
    Some(Job {
        name: name.to_owned(),
        inputs: Inputs {
            documents: vec![spec.to_owned()],
            overlays: options.overlay.clone(),
            allow_outside: options.allow_outside.clone(),
        },
        config: Config {
            select: selected(options),
            ..Config::for_document(name)
        },
        templates: given(&options.templates),
        out: out.to_owned(),
    })
}

/// The layers that the command line names.
fn given(folders: &[PathBuf]) -> Templates {
    let layer = |path: &PathBuf| Layer::Folder {
        path: path.clone(),
        shown: shown(path),
    };
    Templates {
        layers: folders.iter().map(layer).collect(),
        ..Templates::default()
    }
}

/// What the command line selects.
fn selected(options: &Generate) -> Select {
    let entries = |words: &[String]| words.iter().cloned().map(Entry::from).collect();
    Select {
        paths: entries(&options.path),
        tags: entries(&options.tag),
        operations: entries(&options.operation),
        ..Select::default()
    }
}

/// The job of one folder below `specs`.
pub(super) fn of_api(root: Option<&Path>, api: &str, diags: &mut Diagnostics) -> Option<Job> {
    let (root, known) = known(root, diags)?;
    if !known.iter().any(|other| other == api) {
        diags.push(unknown(api, &known));
        return None;
    }
    folder(&root, api, diags)
}

/// The job of the API that is named, or of the only one.
pub(super) fn of_only(root: Option<&Path>, api: Option<&str>, diags: &mut Diagnostics) -> Option<Job> {
    if let Some(api) = api {
        return of_api(root, api, diags);
    }
    let (root, known) = known(root, diags)?;
    let [only] = known.as_slice() else {
        let message = "there are several APIs, and none is named";
        diags.push(refused(Code::BadOption, Place::None, message).help(format!("--api: one of {}", known.join(", "))));
        return None;
    };
    folder(&root, only, diags)
}

/// The workspace, and the APIs that it has.
fn known(root: Option<&Path>, diags: &mut Diagnostics) -> Option<(PathBuf, Vec<String>)> {
    let Some(root) = root.map(Path::to_owned).or_else(workspace) else {
        diags.push(
            refused(Code::NoSpecs, Place::None, "there is no folder `specs` here or above")
                .help("run it inside a workspace, or name a document: --spec FILE --out DIR --name NAME"),
        );
        return None;
    };
    let known = apis(&root);
    if known.is_empty() {
        diags.push(
            refused(
                Code::NoSpecs,
                Place::None,
                "no folder below `specs` has a `client.toml`",
            )
            .help("write `specs/<api>/client.toml`, or name a document: --spec FILE --out DIR --name NAME"),
        );
        return None;
    }
    Some((root, known))
}

fn folders(options: &Generate, diags: &mut Diagnostics) -> Vec<Job> {
    let Some((root, known)) = known(options.root.as_deref(), diags) else {
        return Vec::new();
    };
    let wanted = if options.apis.is_empty() {
        known.clone()
    } else {
        options.apis.clone()
    };
    let of_one = [("--report", &options.report), ("--fix", &options.fix)];
    let of_one = of_one.iter().find(|(_, file)| file.is_some());
    if let Some((option, _)) = of_one.filter(|_| wanted.len() > 1) {
        let message = format!("{option} is about one API, and {} are asked for", wanted.len());
        diags.push(refused(Code::BadOption, Place::None, message).help(format!("name one of {}", wanted.join(", "))));
        return Vec::new();
    }
    let mut jobs: Vec<Job> = Vec::new();
    for api in wanted {
        if known.contains(&api) {
            jobs.extend(folder(&root, &api, diags).filter(|job| job.stays_in(&root, options, diags)));
        } else {
            diags.push(unknown(&api, &known));
        }
    }
    for job in &mut jobs {
        job.inputs.allow_outside.extend_from_slice(&options.allow_outside);
    }
    jobs
}

/// The nearest folder at or above the working directory that has `specs`, as short as it can be written.
pub(super) fn workspace() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = here.ancestors().find(|folder| folder.join("specs").is_dir())?;
    Some(if found == here {
        PathBuf::new()
    } else {
        found.to_owned()
    })
}

pub(super) fn apis(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("specs")).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().join("client.toml").is_file());
    let mut names: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub(super) fn unknown(api: &str, known: &[String]) -> Diagnostic {
    let diagnostic = refused(
        Code::UnknownApi,
        Place::None,
        format!("there is no `specs/{api}/client.toml`"),
    );
    match nearest(api, known.iter().map(String::as_str)) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic.help(format!("there is: {}", known.join(", "))),
    }
}

fn folder(root: &Path, api: &str, diags: &mut Diagnostics) -> Option<Job> {
    let base = root.join("specs").join(api);
    let config = project::read(&base.join("client.toml"), diags)?;
    Some(job(root, api, &base, config))
}

/// The files that the choices of a folder name.
pub(super) fn inputs(base: &Path, config: &Config) -> Inputs {
    let below = |paths: &[PathBuf]| paths.iter().map(|path| base.join(path)).collect();
    Inputs {
        documents: below(&config.documents),
        overlays: below(&config.overlays),
        allow_outside: below(&config.allow_outside),
    }
}

fn job(root: &Path, api: &str, base: &Path, config: Config) -> Job {
    let layers = root.join("templates");
    let out = match &config.dir {
        Some(dir) => root.join(&dir.text),
        None => root.join("generated").join(api),
    };
    Job {
        name: api.to_owned(),
        inputs: inputs(base, &config),
        templates: Templates {
            mount: config.mount_layers.then(|| out.clone()),
            ..Templates::of(&config, layers.is_dir().then_some(layers), base)
        },
        out,
        config,
    }
}

/// What could not be written, with what else to do if the error does not say it.
pub(super) fn unwritten(error: &WriteError, help: Option<&str>) -> Diagnostic {
    let diagnostic = refused(Code::NotWritten, Place::file(&error.path), error.message.clone());
    match error.help.as_deref().or(help) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// An error that is not about a place of a document.
pub(super) fn refused(code: Code, place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, place, message)
}
