//! The crates that the runtime needs, as its manifest names them.
//!
//! In: the manifest of the runtime, and that of the workspace, which has the versions; both are part of the program. Out: each crate
//! with what a manifest that stands alone says of it.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::layers;
use crate::plan::RuntimeFeature;

const WORKSPACE: &str = include_str!("../../../Cargo.toml");
const VERSION: &str = "version";
const OPTIONAL: &str = "optional";
const FEATURES: &str = "features";

/// All of them, sorted by name.
pub(super) fn all() -> Vec<(String, Value)> {
    let (own, workspace) = (table(layers::runtime_manifest()), table(WORKSPACE));
    let versions = workspace.get("workspace").and_then(|of| of.get("dependencies"));
    let all = own.get("dependencies").and_then(Value::as_table).into_iter().flatten();
    let alone = |(name, spec): (&String, &Value)| {
        let version = versions.and_then(|versions| versions.get(name)).unwrap_or(spec);
        let version = match is_optional(spec) {
            true => optional(version.clone()),
            false => version.clone(),
        };
        (name.clone(), version)
    };
    all.map(alone).collect()
}

/// Those of a copy with these features. What only a feature of the client brings, such as a way to TLS, stays optional.
pub(super) fn of_copy(on: &BTreeSet<RuntimeFeature>) -> Vec<(String, Value)> {
    let manifest = table(layers::runtime_manifest());
    let brings = |feature: &&RuntimeFeature, name: &str| {
        let list = manifest.get("features").and_then(|all| all.get(feature.name()));
        let mut list = list.and_then(Value::as_array).into_iter().flatten();
        list.any(|one| one.as_str().and_then(|one| one.strip_prefix("dep:")) == Some(name))
    };
    let needed = |(name, mut spec): (String, Value)| {
        if RuntimeFeature::ALL.iter().any(|feature| brings(&feature, &name)) {
            on.iter().find(|feature| brings(feature, &name))?;
            spec.as_table_mut().map(|spec| spec.remove(OPTIONAL));
        }
        Some((name, spec))
    };
    all().into_iter().filter_map(needed).collect()
}

/// The same crate, but only there if a feature brings it.
pub(super) fn optional(spec: Value) -> Value {
    let mut table = as_table(spec);
    table.insert(OPTIONAL.to_owned(), true.into());
    table.into()
}

/// What a manifest says of a crate, as people write it.
pub(crate) fn dependency(spec: &Value) -> String {
    let Some(spec) = spec
        .as_table()
        .filter(|spec| spec.len() > 1 || !spec.contains_key(VERSION))
    else {
        return spec.get(VERSION).unwrap_or(spec).to_string();
    };
    let order = |key: &str| {
        let known = ["package", VERSION, "default-features", FEATURES];
        known.iter().position(|known| *known == key).unwrap_or(known.len())
    };
    let mut entries: Vec<_> = spec.iter().collect();
    entries.sort_by_key(|(key, _)| order(key));
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// What an author says of a crate that the runtime needs as well: with the features that it needs.
pub(super) fn with_features(own: &str, needed: &Value) -> String {
    let list = |spec: &Value| {
        spec.get(FEATURES)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let of_author = format!("{VERSION} = {own}").parse::<Table>().ok();
    let Some(own_spec) = of_author.and_then(|mut table| table.remove(VERSION)) else {
        return own.to_owned();
    };
    let mut features = list(&own_spec);
    let before = features.len();
    features.extend(
        list(needed)
            .into_iter()
            .filter(|feature| !list(&own_spec).contains(feature)),
    );
    if features.len() == before {
        return own.to_owned();
    }
    let mut table = as_table(own_spec);
    table.insert(FEATURES.to_owned(), features.into());
    dependency(&table.into())
}

/// The form of a table, in which more can be said than the version.
fn as_table(spec: Value) -> Table {
    match spec {
        Value::Table(table) => table,
        version => Table::from_iter([(VERSION.to_owned(), version)]),
    }
}

fn is_optional(spec: &Value) -> bool {
    spec.get(OPTIONAL).and_then(Value::as_bool) == Some(true)
}

fn table(manifest: &str) -> Table {
    manifest.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_has_a_version() {
        let all = all();
        assert!(all.iter().any(|(name, _)| name == "reqwest"), "{all:?}");
        for (name, spec) in all {
            assert!(spec.is_str() || spec.get(VERSION).is_some(), "{name} = {spec}");
        }
    }

    #[test]
    fn an_author_says_the_version_and_the_runtime_its_features() {
        let needed: Value = toml::toml! { features = ["a", "b"] version = "1" }.into();
        let table = [
            ("\"2\"", "{ version = \"2\", features = [\"a\", \"b\"] }"),
            (
                "{ git = \"https://a.test\" }",
                "{ features = [\"a\", \"b\"], git = \"https://a.test\" }",
            ),
            (
                "{ version = \"2\", features = [\"b\", \"c\"] }",
                "{ version = \"2\", features = [\"b\", \"c\", \"a\"] }",
            ),
            ("{ features = [\"b\", \"a\"] }", "{ features = [\"b\", \"a\"] }"),
        ];
        for (own, both) in table {
            assert_eq!(with_features(own, &needed), both);
        }
    }

    #[test]
    fn a_copy_names_what_its_features_bring() {
        let of = |features: &[RuntimeFeature]| {
            let crates = of_copy(&features.iter().copied().collect());
            let names: Vec<String> = crates
                .iter()
                .map(|(name, spec)| format!("{name} = {}", dependency(spec)))
                .collect();
            names.join("\n")
        };
        let (none, bulk) = (of(&[]), of(&[RuntimeFeature::Bulk]));
        assert!(!none.contains("futures-core") && !none.contains("flate2"), "{none}");
        assert!(
            none.contains("rustls-with-ring = { package = \"rustls\", version = "),
            "{none}"
        );
        assert!(
            bulk.contains("futures-core = \"0.3\"\nfutures-util = { version = \"0.3\", default-features"),
            "{bulk}"
        );
    }
}
