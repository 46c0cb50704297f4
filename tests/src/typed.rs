//! Type-checks many clients at once: each is a module, and some of them together are a crate on the shared runtime.
//!
//! A crate for each client would cost more in starting the compiler and reading the dependencies than in checking. The
//! compiler shows the faults of one phase only, so what is broken is taken out and the rest is checked again.

use std::collections::BTreeMap;
use std::path::Path;

use oasmith::file::File;

use crate::scratch::{Workspace, runtime_folder};

/// So many clients are one crate: few enough that two cores have work, many enough that starting does not count.
const TOGETHER: usize = 8;

/// So often the rest is checked again. Each time something was taken out, so this bound is never met in a good state.
const ROUNDS: usize = 12;

/// Where the clients of a crate have the runtime from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimeFrom {
    /// From the crate of the runtime.
    Crate,
    /// From a copy in the crate that the clients are part of: those that have the same are one crate.
    Copy,
}

/// What the compiler says about the clients, by their names; nothing about those that are in order. A warning is a fault.
///
/// `tmp` is the folder for temporary files below the target folder, `name` that of the workspace in it.
///
/// # Panics
///
/// Cargo fails for another reason than a client.
pub fn faults(
    tmp: &Path,
    name: &str,
    clients: &[(String, Vec<File>)],
    from: RuntimeFrom,
) -> BTreeMap<String, Vec<String>> {
    let workspace = Workspace::open(tmp, name);
    let batches = batches(clients, from);
    let crates: Vec<String> = (0..batches.len()).map(|number| format!("{name}-{number}")).collect();
    workspace.keep(&crates.iter().map(String::as_str).collect::<Vec<_>>());
    let mut out = BTreeMap::new();
    for _ in 0..ROUNDS {
        for (name, clients) in crates.iter().zip(&batches) {
            let left = clients.iter().filter(|(name, _)| !out.contains_key(name)).copied();
            workspace.write_crate(name, &together(name, &left.collect::<Vec<_>>(), from));
        }
        let more = check(&workspace);
        if more.is_empty() {
            return out;
        }
        out.extend(more);
    }
    out
}

/// The clients of each crate.
fn batches(clients: &[(String, Vec<File>)], from: RuntimeFrom) -> Vec<Vec<&(String, Vec<File>)>> {
    let mut groups: BTreeMap<String, Vec<&(String, Vec<File>)>> = BTreeMap::new();
    for client in clients {
        let key = match from {
            RuntimeFrom::Crate => String::new(),
            RuntimeFrom::Copy => copy(&client.1).map(|file| file.text.as_str()).collect(),
        };
        groups.entry(key).or_default().push(client);
    }
    let chunks = groups.values().flat_map(|group| group.chunks(TOGETHER));
    chunks.map(<[_]>::to_vec).collect()
}

/// The copy of the runtime in a client.
fn copy(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.starts_with("src/runtime/"))
}

fn check(workspace: &Workspace) -> BTreeMap<String, Vec<String>> {
    let command = [
        "check",
        "--workspace",
        "--lib",
        "--keep-going",
        "--message-format=short",
    ];
    let output = workspace.cargo(&workspace.root, &command, &[]);
    let text = String::from_utf8_lossy(&output.stderr);
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text
        .lines()
        .filter(|line| line.contains(": error") || line.contains(": warning"))
    {
        if let Some((_, below)) = line.split_once("/src/")
            && let Some((client, _)) = below.split_once('/')
        {
            out.entry(client.to_owned()).or_default().push(line.to_owned());
        }
    }
    assert!(output.status.success() || !out.is_empty(), "cargo check:\n{text}");
    out
}

/// The files of a crate with a module for each client.
fn together(name: &str, clients: &[&(String, Vec<File>)], from: RuntimeFrom) -> Vec<File> {
    let mut out: Vec<File> = clients
        .iter()
        .flat_map(|(name, files)| module(name, files, from))
        .collect();
    let (runtime, rest) = match from {
        RuntimeFrom::Crate => {
            let folder = runtime_folder().display().to_string();
            let line =
                format!("oasmith-runtime = {{ path = {folder:?}, default-features = false, features = [\"full\"] }}\n");
            ("", format!("[features]\nblocking = []\n\n[dependencies]\n{line}"))
        }
        RuntimeFrom::Copy => {
            let files = clients.first().map_or(&[][..], |(_, files)| files);
            out.extend(copy(files).cloned());
            ("pub mod runtime;\n", features_and_dependencies(files))
        }
    };
    let modules = clients.iter().map(|(name, _)| format!("pub mod {name};\n"));
    out.push(File {
        path: "src/lib.rs".to_owned(),
        text: format!("//! Generated clients.\n\n{runtime}{}", modules.collect::<String>()),
    });
    out.push(File {
        path: "Cargo.toml".to_owned(),
        text: format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{rest}"),
    });
    out
}

/// What the manifest of a client says of its features and dependencies, but without the default features: TLS costs time.
fn features_and_dependencies(files: &[File]) -> String {
    let manifest = files.iter().find(|file| file.path == "Cargo.toml");
    let lines = manifest.map_or("", |file| file.text.as_str()).lines();
    let lines = lines
        .skip_while(|line| *line != "[features]")
        .take_while(|line| *line != "[dev-dependencies]");
    lines
        .filter(|line| !line.starts_with("default = "))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The library of a client as a module; what is the runtime in it stands elsewhere.
fn module(name: &str, files: &[File], from: RuntimeFrom) -> Vec<File> {
    let is_source = |file: &&File| file.path.starts_with("src/") && !file.path.starts_with("src/runtime/");
    let own = format!("crate::{name}::");
    let moved = files.iter().filter(is_source).map(|file| File {
        path: match file.path.as_str() {
            "src/lib.rs" => format!("src/{name}/mod.rs"),
            path => path.replacen("src/", &format!("src/{name}/"), 1),
        },
        text: file.text.replace("crate::", &own),
    });
    let path = match from {
        RuntimeFrom::Crate => "oasmith_runtime::codegen",
        RuntimeFrom::Copy => "crate::runtime",
    };
    let runtime = File {
        path: format!("src/{name}/runtime.rs"),
        text: format!("pub use {path}::*;\n"),
    };
    moved.chain([runtime]).collect()
}
