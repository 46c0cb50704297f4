//! The crates that the runtime needs, as its manifest names them.
//!
//! In: the manifest of the runtime, and that of the workspace, which has the versions; both are part of the program. Out: each crate
//! with what a manifest that stands alone says of it.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::layers;
use crate::manifest::{OPTIONAL, optional};
use crate::plan::RuntimeFeature;

const WORKSPACE: &str = include_str!("../../../Cargo.toml");

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

fn is_optional(spec: &Value) -> bool {
    spec.get(OPTIONAL).and_then(Value::as_bool) == Some(true)
}

fn table(manifest: &str) -> Table {
    manifest.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::{VERSION, dependency};

    #[test]
    fn each_crate_has_a_version() {
        let all = all();
        assert!(all.iter().any(|(name, _)| name == "reqwest"), "{all:?}");
        for (name, spec) in all {
            assert!(spec.is_str() || spec.get(VERSION).is_some(), "{name} = {spec}");
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
