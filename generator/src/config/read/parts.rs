//! `[parts]`: what users of the client can leave out.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::checks::{entry, words};
use super::features::FEATURES;
use crate::config::{Config, ConfigError, Entry, PartChoice, did_you_mean, is_crate_name};

/// A part of the client: the operations that any of its lists names.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Part")]
pub(super) struct RawPart {
    /// What it is for, in a sentence; it stands in the manifest and in the documentation.
    description: Option<String>,
    /// Documents whose operations are in it, as `[input]` names them.
    #[schemars(with = "Vec<String>")]
    documents: Vec<Spanned<String>>,
    /// Tags whose operations are in it.
    #[schemars(with = "Vec<String>")]
    tags: Vec<Spanned<String>>,
    /// Operations that are in it, by `operationId`.
    #[schemars(with = "Vec<String>")]
    operations: Vec<Spanned<String>>,
    /// Parts that come with it.
    #[schemars(with = "Vec<String>")]
    needs: Vec<Spanned<String>>,
    /// Hand-written modules of the layers that are there only with it: `functions` for `src/functions.rs` or
    /// `src/functions/mod.rs`. A module that several parts name is there with any of them.
    #[schemars(with = "Vec<String>")]
    modules: Vec<Spanned<String>>,
    /// Crates of `[dependencies]` that only this part needs, or these parts: they become optional.
    #[schemars(with = "Vec<String>")]
    dependencies: Vec<Spanned<String>>,
}

/// A part, by itself.
pub(super) fn part((name, raw): (Spanned<String>, RawPart)) -> Result<PartChoice, ConfigError> {
    let RawPart {
        description,
        documents,
        tags,
        operations,
        needs,
        modules,
        dependencies,
    } = raw;
    let help = "a part is a cargo feature: letters, digits, `-` and `_`, and none of `default`, `rustls`, `rustls-ring`, `native-tls` and `blocking`";
    let is_free = |name: &str| is_crate_name(name) && name != "default" && !FEATURES.contains(&name);
    let part = PartChoice {
        name: entry(name, is_free, help)?,
        description,
        documents: words(documents)?,
        tags: words(tags)?,
        operations: words(operations)?,
        needs: words(needs)?,
        modules: words(modules)?,
        dependencies: words(dependencies)?,
    };
    if part.documents.is_empty() && part.tags.is_empty() && part.operations.is_empty() {
        let message = format!("the part `{}` is empty", part.name.text);
        return Err(at(
            &part.name,
            message,
            "say what is in it: `documents`, `tags` or `operations`; what needs no operations is a feature, in `[features]`",
        ));
    }
    Ok(part)
}

/// Whether what parts say of other sections is there.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let parts: Vec<&str> = config.parts.iter().map(|part| part.name.text.as_str()).collect();
    let documents: Vec<&str> = config.documents.iter().filter_map(|path| path.to_str()).collect();
    let crates: Vec<&str> = config.dependencies.keys().map(String::as_str).collect();
    for part in &config.parts {
        if config.features.contains_key(&part.name.text) {
            let message = format!("`{}` is a feature already", part.name.text);
            return Err(at(
                &part.name,
                message,
                "take it out of `[features]`, or call the part otherwise",
            ));
        }
        all_known(&part.needs, "part", &parts)?;
        all_known(&part.documents, "document of `[input]`", &documents)?;
        all_known(&part.dependencies, "crate of `[dependencies]`", &crates)?;
    }
    Ok(())
}

fn all_known(entries: &[Entry], what: &str, known: &[&str]) -> Result<(), ConfigError> {
    match entries.iter().find(|entry| !known.contains(&entry.text.as_str())) {
        Some(entry) => Err(at(
            entry,
            format!("`{}` is no {what}", entry.text),
            &did_you_mean(&entry.text, known.iter().copied()),
        )),
        None => Ok(()),
    }
}

fn at(entry: &Entry, message: String, help: &str) -> ConfigError {
    ConfigError {
        message,
        span: entry.span.clone(),
        help: Some(help.to_owned()),
    }
}
