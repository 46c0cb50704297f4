//! `[dependencies]` and `[dev-dependencies]`: crates as a manifest has them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::checks::{CRATE_NAME, checked, error};
use super::requirement::{A_REQUIREMENT, is_requirement};
use crate::config::{ConfigError, is_crate_name};
use crate::manifest;

/// Crates as they stand in a manifest.
pub(super) type Dependencies = BTreeMap<String, Dependency>;

/// A crate as it stands in a manifest: a version, or a table. Only for the schema: cargo reads it.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the schema is made from it")]
pub(super) enum Dependency {
    /// A version, `"1"`.
    Version(String),
    /// A table, `{ version = "1", features = ["serde"], optional = true }`.
    Table(BTreeMap<String, serde_json::Value>),
}

/// Crates as they stand in a manifest: a version, or a table on one line.
pub(super) fn dependencies(
    table: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
) -> Result<BTreeMap<String, String>, ConfigError> {
    table.into_iter().map(dependency).collect()
}

/// The same with the crates of presets. Of one that the author names as well, the presets say only which features are needed.
pub(super) fn with_presets(
    mut of_author: BTreeMap<String, String>,
    presets: BTreeMap<String, toml::Table>,
) -> BTreeMap<String, String> {
    for (name, spec) in presets {
        let spec = spec.into();
        let both = match of_author.get(&name) {
            Some(own) => manifest::with_features(own, &spec),
            None => manifest::dependency(&spec),
        };
        of_author.insert(name, both);
    }
    of_author
}

fn dependency((name, spec): (Spanned<String>, Spanned<toml::Value>)) -> Result<(String, String), ConfigError> {
    if !spec.get_ref().is_str() && !spec.get_ref().is_table() {
        let help = "write a version, `\"1\"`, or a table, `{ version = \"1\", features = [\"serde\"] }`";
        return Err(error("this is no dependency", &spec, help));
    }
    let value = spec.get_ref();
    let version = value.as_str().or_else(|| value.get("version")?.as_str());
    if let Some(version) = version.filter(|version| !is_requirement(version)) {
        let message = format!("`{version}` is not a version requirement");
        return Err(error(message, &spec, A_REQUIREMENT));
    }
    if name.get_ref() == "oasmith-runtime" {
        return Err(error(
            "the runtime has an option of its own",
            &spec,
            "say in `[output] runtime` where it is",
        ));
    }
    Ok((checked(name, is_crate_name, CRATE_NAME)?, spec.get_ref().to_string()))
}
