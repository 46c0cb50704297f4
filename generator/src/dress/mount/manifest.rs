//! The manifest of the crate `layers`: that of the client, with the features that its layers ask about switched on.

use toml::{Table, Value};

use super::paths::Paths;
use crate::dress::header::HEADER;

/// Features that stay off, because they are other ways to TLS: the first needs a library of the machine, the second would only be
/// compiled in vain.
const OTHER_TLS: [&str; 2] = ["native-tls", "rustls-ring"];

/// The text of the manifest; `None` if that of the client is not what a manifest is.
pub(super) fn manifest(client: &str, paths: &Paths) -> Option<String> {
    let mut all: Table = client.parse().ok()?;
    let package = all.get_mut("package")?.as_table_mut()?;
    let name = package.get("name")?.as_str()?.to_owned();
    let kept = ["edition", "rust-version", "license"];
    package.retain(|key, _| kept.contains(&key));
    package.insert("name".to_owned(), format!("{name}-layers").into());
    package.insert("publish".to_owned(), false.into());
    let features = all.get_mut("features")?.as_table_mut()?;
    let on: Vec<Value> = features
        .keys()
        .filter(|feature| *feature != "default" && !OTHER_TLS.contains(&feature.as_str()))
        .map(|feature| feature.as_str().into())
        .collect();
    features.insert("default".to_owned(), on.clone().into());
    all.insert("lib".to_owned(), library().into());
    for kind in ["dependencies", "dev-dependencies"] {
        let dependencies = all.get_mut(kind).and_then(Value::as_table_mut);
        dependencies.into_iter().for_each(move_paths);
    }
    let examples: Vec<Value> = paths.examples().map(example).collect();
    all.remove("example");
    if !examples.is_empty() {
        let needed = all.entry("dev-dependencies").or_insert_with(|| Table::new().into());
        needed.as_table_mut()?.insert(name, client_with(on).into());
        all.insert("example".to_owned(), examples.into());
    }
    let text = toml::to_string(&all).ok()?;
    let header = HEADER.replacen("//", "#", 1);
    Some(format!("{header}\n{text}"))
}

/// The library: it is checked, and neither tested nor documented, because the client is.
fn library() -> Table {
    let off = ["test", "doctest", "doc"].map(|key| (key.to_owned(), false.into()));
    let path = ("path".to_owned(), "lib.rs".into());
    off.into_iter().chain([path]).collect()
}

/// An example, which has another name than in the client: both are built into one folder.
fn example((name, path): (&str, String)) -> Value {
    let entries = [("name", format!("layers-{name}")), ("path", path)];
    let table: Table = entries
        .map(|(key, text)| (key.to_owned(), text.into()))
        .into_iter()
        .collect();
    table.into()
}

/// The client, for examples.
fn client_with(features: Vec<Value>) -> Table {
    let entries = [("path", Value::from("..")), ("features", features.into())];
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

/// Paths of a manifest one folder further down.
fn move_paths(dependencies: &mut Table) {
    let tables = dependencies.iter_mut().filter_map(|(_, spec)| spec.as_table_mut());
    for path in tables.filter_map(|spec| spec.get_mut("path")) {
        if let Some(relative) = path.as_str().filter(|path| !path.starts_with('/')) {
            *path = format!("../{relative}").into();
        }
    }
}
