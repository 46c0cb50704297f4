//! The modules that files of layers are: which the crate declares, which only some compile, and which nothing leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Filled;
use crate::contract;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::dress::attributes::is_conditional;
use crate::dress::declared;
use crate::dress::layers::Layered;
use crate::file::{File, twin};
use crate::lexer::{TokenKind, tokens};

/// The modules right below the root that hand-written files are, sorted.
pub(super) fn declared(outputs: &[Filled<'_>]) -> Vec<String> {
    let modules = outputs.iter().filter_map(|(_, _, subject)| module(&subject.path));
    modules.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A hand-written module of a layer: `src/env.rs` is `env`.
fn module(path: &str) -> Option<String> {
    let name = stem(path)?;
    let is_own = name == "lib" || contract::ROOT_MODULES.contains(&name);
    (!name.contains('/') && !is_own).then(|| name.to_owned())
}

/// The path of a module below the root: `env` of `src/env.rs` and of `src/env/mod.rs`.
fn stem(path: &str) -> Option<&str> {
    let stem = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    Some(stem.strip_suffix("/mod").unwrap_or(stem))
}

/// The folders and files of modules that begin with `#![cfg(…)]`.
pub(super) fn extras(outputs: &[Filled<'_>]) -> Vec<String> {
    let is_extra = |file: &Layered, path: &str| path.ends_with(".rs") && is_conditional(file.own());
    let extra = outputs
        .iter()
        .filter(|(file, _, subject)| is_extra(file, &subject.path));
    extra
        .map(|(_, _, subject)| subject.path.trim_end_matches("mod.rs").to_owned())
        .collect()
}

/// Says of which files of layers nothing comes, because they are not modules, and of which two are one module.
pub(super) fn check(outputs: &[Filled<'_>], files: &[File], diags: &mut Diagnostics) {
    let files: BTreeMap<&str, &str> = files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    let mine = outputs.iter().filter(|(file, ..)| file.edited_at.is_some());
    let mine = mine.map(|(file, _, subject)| (*file, subject.path.as_str()));
    let mine: Vec<(&Layered, &str)> = mine.filter(|(_, path)| is_of_library(path)).collect();
    let mut below = BTreeMap::new();
    let (mut named, mut doubles) = (BTreeSet::new(), BTreeSet::new());
    for (_, path) in &mine {
        named.extend(files.get(path).into_iter().flat_map(|text| named_in(path, text)));
    }
    for (file, path) in mine {
        if stem(path) == Some(contract::BLOCKING) {
            diags.push(taken(file, path));
        } else if let Some(twin) = twin(path).filter(|twin| files.contains_key(twin.as_str())) {
            // Of two files of layers the second is named as the other of the first.
            if !(twin.as_str() < path && doubles.contains(twin.as_str())) {
                diags.push(doubled(file, path, &twin));
                doubles.insert(path);
            }
        } else if !named.contains(path) && !is_declared(path, &files, &mut below) {
            diags.push(unreached(file, path));
        }
    }
}

/// Whether a file is to be a module of the library: neither its root nor a program, and not the runtime.
fn is_of_library(path: &str) -> bool {
    let is_root = |rest: &str| matches!(rest, "lib.rs" | "main.rs") || rest.starts_with("bin/");
    let rest = path.strip_prefix("src/").filter(|rest| rest.ends_with(".rs"));
    rest.is_some_and(|rest| !is_root(rest) && !rest.starts_with("runtime/"))
}

/// The modules that a file declares without a body, each with those that it stands in: `a::b` is `a/b`.
type Below<'a> = BTreeMap<&'a str, BTreeSet<String>>;

/// Whether a file of a module above declares this one.
fn is_declared<'a>(path: &str, files: &BTreeMap<&'a str, &'a str>, below: &mut Below<'a>) -> bool {
    let stem = path.trim_end_matches(".rs");
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    stem.match_indices('/').any(|(slash, _)| {
        let (above, name) = (&stem[..slash], &stem[slash + 1..]);
        let candidates = match above {
            "src" => vec!["src/lib.rs".to_owned()],
            above => vec![format!("{above}.rs"), format!("{above}/mod.rs")],
        };
        candidates
            .iter()
            .any(|candidate| match files.get_key_value(candidate.as_str()) {
                Some((path, text)) => below
                    .entry(path)
                    .or_insert_with(|| declared::modules(text))
                    .contains(name),
                None => false,
            })
    })
}

/// Rust files that the strings of a file name, as `#[path = "…"]` and `include!("…")` do.
fn named_in(path: &str, text: &str) -> Vec<String> {
    if !text.contains(".rs\"") {
        return Vec::new();
    }
    let (folder, _) = path.rsplit_once('/').unwrap_or(("", path));
    let named = tokens(text).filter(|token| token.kind == TokenKind::Quoted);
    let named = named.filter_map(|token| token.text.strip_prefix('"')?.strip_suffix('"'));
    let named = named.filter(|name| name.ends_with(".rs"));
    named.map(|name| joined(folder, name)).collect()
}

/// A path from a folder.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn unreached(file: &Layered, path: &str) -> Diagnostic {
    let message = format!("no module declares `{path}`, so it is not compiled");
    let name = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let name = name.rsplit('/').next().unwrap_or(name);
    Diagnostic::new(Code::UnreachedFile, Place::File(file.origin.clone()), message).help(format!(
        "write `mod {name};` in the module above it, or delete the file"
    ))
}

fn taken(file: &Layered, path: &str) -> Diagnostic {
    let message = format!("`{path}` is a module that each client has from the runtime");
    Diagnostic::new(Code::DuplicateOutput, Place::File(file.origin.clone()), message).help("give the file another name")
}

fn doubled(file: &Layered, path: &str, twin: &str) -> Diagnostic {
    let message = format!("`{path}` and `{twin}` are the same module");
    Diagnostic::new(Code::DuplicateOutput, Place::File(file.origin.clone()), message)
        .help("delete one of them, or give it another name")
}
