//! `[output] runtime`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::checks::error;
use crate::config::{ConfigError, Runtime};

/// Where the client has the runtime from. Only for the schema: a value that is neither has a message of ours.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Runtime")]
#[expect(dead_code, reason = "the schema is made from it")]
pub(super) enum RawRuntime {
    /// The client carries a copy in `src/runtime`.
    Copy(Copied),
    /// The client depends on the crate `oasmith-runtime`.
    Crate(RawCrate),
}

/// The word for a copy.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Copied {
    /// The client carries a copy in `src/runtime`.
    Copy,
}

/// Where cargo finds `oasmith-runtime`.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "the schema is made from it")]
pub(super) struct RawCrate {
    /// Its folder, relative to this file: the one that `oasmith runtime --out` has written.
    path: Option<String>,
    /// Its version in a registry.
    version: Option<String>,
    /// The registry, if it is not crates.io.
    registry: Option<String>,
    /// A git repository that has it.
    git: Option<String>,
    /// A branch of the repository.
    branch: Option<String>,
    /// A tag of the repository.
    tag: Option<String>,
    /// A revision of the repository.
    rev: Option<String>,
}

const A_RUNTIME: &str = "write `\"copy\"`, or where cargo finds oasmith-runtime: `{ path = \"../../oasmith-runtime\" }`, \
                         `{ version = \"0.1\" }` or `{ git = \"https://…\" }`";

/// Keys that say where a crate is, and those that say more about one of them.
const SOURCES: [(&str, &[&str]); 3] = [
    ("path", &["version"]),
    ("version", &["registry", "path"]),
    ("git", &["branch", "tag", "rev"]),
];

pub(super) fn runtime(value: Spanned<Value>) -> Result<Runtime, ConfigError> {
    let table = match value.get_ref() {
        Value::String(word) if word == "copy" => return Ok(Runtime::Copy),
        Value::Table(table) => table,
        _ => return Err(error("this does not say where the runtime is", &value, A_RUNTIME)),
    };
    let text = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
    let texts: Option<BTreeMap<String, String>> = table.iter().map(text).collect();
    let is_source = |texts: &BTreeMap<String, String>| {
        SOURCES.iter().any(|(source, more)| {
            let mut keys = texts.keys().map(String::as_str);
            texts.get(*source).is_some_and(|text| !text.is_empty())
                && keys.all(|key| key == *source || more.contains(&key))
        })
    };
    match texts.filter(is_source) {
        Some(texts) => Ok(Runtime::Crate(texts)),
        None => Err(error("this does not say where the runtime is", &value, A_RUNTIME)),
    }
}
