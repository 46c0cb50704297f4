//! A workspace below the target folder, for crates that are generated only to be compiled.
//!
//! All such workspaces share one target folder. Files that are the same as in the last run keep their time, so that only
//! what changed is compiled again.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use oasmith::config::{Config, RuntimeChoice};
use oasmith::file::File;

const MANIFEST: &str =
    "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.dev]\ndebug = 0\nincremental = false\n";

/// A workspace with its crates in `crates`.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace `name` below `CARGO_TARGET_TMPDIR`, which only tests are told.
    pub fn open(tmp: &Path, name: &str) -> Self {
        let root = tmp.join(name);
        write(&root.join("Cargo.toml"), MANIFEST);
        write_lock(&root);
        Self {
            root,
            target: tmp.join("cases/target"),
        }
    }

    /// Removes crates with other names than these.
    pub fn keep(&self, names: &[&str]) {
        let crates = fs::read_dir(self.root.join("crates")).into_iter().flatten().flatten();
        let gone = crates.filter(|entry| !entry.file_name().to_str().is_some_and(|name| names.contains(&name)));
        gone.for_each(|entry| fs::remove_dir_all(entry.path()).expect("the scratch workspace can be cleaned"));
    }

    /// Writes a crate, and removes source files that it does not have any more.
    pub fn write_crate(&self, name: &str, files: &[File]) {
        let folder = self.folder(name);
        let wanted: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
        for path in files_below(&folder.join("src")) {
            if !wanted.contains(&path) {
                fs::remove_file(&path).expect("the scratch workspace can be cleaned");
            }
        }
        for (path, file) in wanted.iter().zip(files) {
            write(path, &file.text);
        }
    }

    /// The folder of a crate.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(name)
    }

    /// Runs cargo in a folder of the workspace, without the network if that is possible.
    pub fn cargo(&self, folder: &Path, command: &[impl AsRef<OsStr>], rest: &[&str]) -> Output {
        let run = |offline: &[&str]| {
            Command::new(env!("CARGO"))
                .args(command)
                .args(["--no-default-features", "--quiet"])
                .args(offline)
                .args(rest)
                .current_dir(folder)
                .env("CARGO_TARGET_DIR", &self.target)
                .env("CARGO_TERM_COLOR", "never")
                .env("RUSTDOCFLAGS", "-D warnings")
                .env_remove("RUSTFLAGS")
                .output()
                .expect("cargo can be started")
        };
        let first = run(&["--offline"]);
        let needs_network = String::from_utf8_lossy(&first.stderr).contains("--offline");
        if needs_network && !first.status.success() {
            run(&[])
        } else {
            first
        }
    }

    /// A program that was built in the workspace.
    pub fn program(&self, name: &str) -> PathBuf {
        self.target
            .join("debug")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

/// Starts from the versions of this workspace, so that nothing else has to be built or fetched.
fn write_lock(root: &Path) {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let text = fs::read_to_string(lock).expect("the workspace has a Cargo.lock");
    let copied = root.join("copied.lock");
    if fs::read_to_string(&copied).is_ok_and(|old| old == text) {
        return;
    }
    write(&copied, &text);
    write(&root.join("Cargo.lock"), &text);
}

/// The crate of the runtime.
pub fn runtime_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime")
}

/// The choices for a client that depends on that crate, so that it is compiled once and not for each client.
pub fn on_shared_runtime(config: Config) -> Config {
    let path = ("path".to_owned(), runtime_folder().display().to_string().into());
    Config {
        runtime: RuntimeChoice::Crate([path].into()),
        ..config
    }
}

/// All files in a folder and the folders below it.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths
        .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
        .collect()
}

/// Writes a file unless it has that text already.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("the target folder can be written");
    fs::write(path, text).expect("the target folder can be written");
}
