//! What a command line asks for: one job for each crate, with its choices.

mod workspace;

use std::path::{Path, PathBuf};

use crate::cli::arguments::Generate;
use crate::config::{Config, Entry, Layer, Select, Templates, is_crate_name};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, shown};
use crate::fence::Fence;
use crate::file::{STANDARD_INPUT, take_standard_input};
use crate::load::Inputs;
use crate::project;
use crate::write::Contents;

use workspace::known;
pub(super) use workspace::{apis, unknown, workspace};

/// One crate to be made.
pub(super) struct Job {
    pub name: String,
    pub inputs: Inputs,
    pub config: Config,
    pub templates: Templates,
    pub out: PathBuf,
    /// What that folder holds.
    pub contents: Contents,
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
            diags.push(Diagnostic::new(Code::OutsideOutput, place, message).help(
                "choose a folder of the workspace, or allow it: `--allow-outside DIR`, or `allow-outside = true` in `[output]`",
            ));
        }
        stays
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
            Diagnostic::new(
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
            documents: vec![named(spec, diags)?],
            overlays: options.overlay.clone(),
            allow_outside: options.allow_outside.clone(),
        },
        config: Config {
            select: selected(options),
            ..Config::for_document(name)
        },
        templates: given(&options.templates),
        out: out.to_owned(),
        contents: Contents::Client(name.to_owned()),
    })
}

/// The document that the command line names. `-` is the standard input, which is read here.
fn named(spec: &Path, diags: &mut Diagnostics) -> Option<PathBuf> {
    if spec != Path::new("-") {
        return Some(spec.to_owned());
    }
    match take_standard_input(std::io::stdin().lock()) {
        Ok(()) => Some(STANDARD_INPUT.into()),
        Err(error) => {
            let message = format!("cannot read the standard input: {error}");
            diags.push(Diagnostic::new(Code::UnreadableFile, Place::None, message));
            None
        }
    }
}

/// The layers that the command line names.
fn given(folders: &[PathBuf]) -> Templates {
    Templates {
        layers: folders.iter().map(|path| Layer::folder(path, shown(path))).collect(),
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
        diags.push(
            Diagnostic::new(Code::BadOption, Place::None, message).help(format!("--api: one of {}", known.join(", "))),
        );
        return None;
    };
    folder(&root, only, diags)
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
        diags.push(
            Diagnostic::new(Code::BadOption, Place::None, message).help(format!("name one of {}", wanted.join(", "))),
        );
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

fn folder(root: &Path, api: &str, diags: &mut Diagnostics) -> Option<Job> {
    let base = root.join("specs").join(api);
    let config = project::read(&base.join("client.toml"), diags)?;
    job(root, api, &base, config, diags)
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

fn job(root: &Path, api: &str, base: &Path, config: Config, diags: &mut Diagnostics) -> Option<Job> {
    let layers = root.join("templates");
    let out = match &config.dir {
        Some(dir) => root.join(&dir.text),
        None => root.join("generated").join(api),
    };
    Some(Job {
        name: api.to_owned(),
        inputs: inputs(base, &config),
        templates: Templates {
            mount: config.mount_layers.is_some().then(|| out.clone()),
            ..Templates::of(&config, layers.is_dir().then_some(layers), base)
        },
        contents: Contents::Client(config.crate_name.clone()),
        config: project::for_manifest(config, base, &out, diags)?,
        out,
    })
}
