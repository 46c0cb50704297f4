//! `[types]`, `[dependencies]` and `[dev-dependencies]`: tables whose keys are the author's.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::checks::{CRATE_NAME, checked, entry, error, is_rust_path};
use super::requirement::{A_REQUIREMENT, is_requirement};
use crate::config::{Assignment, ConfigError, is_crate_name};

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

/// A table that is written twice in `client.toml`, told apart by its keys.
type Table = BTreeMap<Spanned<String>, Spanned<String>>;

/// Types by `type/format`, and types of single schemas.
pub(super) fn types(table: Table) -> Result<(BTreeMap<String, Assignment>, Vec<Assignment>), ConfigError> {
    let (mut formats, mut schemas) = (BTreeMap::new(), Vec::new());
    let a_key = "write `\"type/format\" = \"path::of::Type\"`, or `\"#/components/schemas/Name\"` for one schema";
    let a_path = "write the path of a type, `crate::time::Timestamp`";
    for (key, path) in table {
        if key.get_ref().starts_with("#/") {
            schemas.push(Assignment {
                of: entry(key, |_| true, a_key)?,
                word: checked(path, is_rust_path, a_path)?,
            });
        } else {
            let of = entry(key, |key| key.split('/').count() == 2, a_key)?;
            let word = checked(path, is_rust_path, a_path)?;
            formats.insert(of.text.clone(), Assignment { of, word });
        }
    }
    Ok((formats, schemas))
}

/// Crates as they stand in a manifest: a version, or a table on one line.
pub(super) fn dependencies(
    table: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
) -> Result<BTreeMap<String, String>, ConfigError> {
    table.into_iter().map(dependency).collect()
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
