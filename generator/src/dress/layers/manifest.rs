//! The manifest of the runtime, with what it takes from its workspace filled in.
//!
//! Crates and versions stand once, in the manifest of the workspace; the runtime, the crate that `oasmith runtime` writes and clients
//! with a copy have them from there.

use toml::{Table, Value};

use super::embedded::runtime_crate;

const WORKSPACE: &str = include_str!("../../../../Cargo.toml");

/// The manifest of the runtime as it would be outside of the workspace, without what only its tests need.
pub(in crate::dress) fn runtime_manifest() -> Table {
    let manifest = runtime_crate().find(|(path, _)| *path == "Cargo.toml");
    let mut manifest = table(manifest.map_or("", |(_, text)| text));
    let workspace = table(WORKSPACE);
    let of_workspace = |key: &str| Some(workspace.get("workspace")?.get(key)?.as_table()?.clone());
    for (key, inherited) in [("package", "package"), ("dependencies", "dependencies")] {
        let inherited = of_workspace(inherited).unwrap_or_default();
        if let Some(entries) = manifest.get_mut(key).and_then(Value::as_table_mut) {
            entries
                .iter_mut()
                .for_each(|(name, value)| inherit(name, value, &inherited));
        }
    }
    manifest.remove("dev-dependencies");
    manifest.remove("lints");
    manifest
}

/// Both texts are part of the program, and a test reads what comes of them.
fn table(text: &str) -> Table {
    text.parse().unwrap_or_default()
}

/// Puts the workspace's value in the place of `{ workspace = true }`; what else stands there is kept.
fn inherit(name: &str, value: &mut Value, inherited: &Table) {
    let Value::Table(own) = value else { return };
    if own.remove("workspace").is_none() {
        return;
    }
    let (own, theirs) = (std::mem::take(own), inherited.get(name));
    *value = match theirs.cloned() {
        Some(Value::Table(theirs)) => Value::Table(theirs.into_iter().chain(own).collect()),
        Some(version) if own.is_empty() => version,
        version => {
            let version = version.map(|version| ("version".to_owned(), version));
            Value::Table(version.into_iter().chain(own).collect())
        }
    };
}

/// Keys of a dependency in the order in which people write them.
const ORDER: [&str; 5] = ["package", "version", "default-features", "features", "optional"];

/// A dependency as people write it.
pub(crate) fn dependency(spec: &Value) -> String {
    let Value::Table(spec) = spec else {
        return spec.to_string();
    };
    let rank = |key: &str| ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
    let mut entries: Vec<(&String, &Value)> = spec.iter().collect();
    entries.sort_by_key(|(key, _)| rank(key));
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}
