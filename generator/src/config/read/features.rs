//! `[features]` and `[examples]`: cargo features of the author's choice, and what needs them.

use std::collections::BTreeMap;

use toml::Spanned;

use super::checks::{checked, words};
use crate::config::{Config, ConfigError, Entry, did_you_mean, is_crate_name};
use crate::contract::FEATURES;

/// The feature that switches on what is on by default.
const DEFAULT: &str = "default";

/// A table from names to features.
pub(super) type Table = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// Features as they stand in a manifest: what each switches on.
pub(super) fn features(table: Table) -> Result<BTreeMap<String, Vec<Entry>>, ConfigError> {
    let help = "a feature is named by letters, digits, `-` and `_`; `rustls`, `rustls-ring`, `native-tls` and `blocking` are there already";
    lists(table, |name| is_crate_name(name) && !FEATURES.contains(&name), help)
}

/// Examples, and the features that each needs.
pub(super) fn examples(table: Table) -> Result<BTreeMap<String, Vec<Entry>>, ConfigError> {
    let help = "an example is named like its file or folder, by letters, digits, `-` and `_`";
    lists(table, is_crate_name, help)
}

fn lists(table: Table, good: fn(&str) -> bool, help: &str) -> Result<BTreeMap<String, Vec<Entry>>, ConfigError> {
    let each = table.into_iter();
    each.map(|(name, list)| Ok((checked(name, good, help)?, words(list)?)))
        .collect()
}

/// Whether the features that are named are there. A feature of a crate, `tokio/rt`, is for cargo to judge.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let crates: Vec<&str> = config.dependencies.keys().map(String::as_str).collect();
    let parts = config.parts.iter().map(|part| part.name.text.as_str());
    let own = config.features.keys().map(String::as_str).chain(parts);
    let features: Vec<&str> = own.chain(FEATURES.iter().copied()).chain([DEFAULT]).collect();
    for entry in config.examples.values().flatten() {
        known(entry, &entry.text, "feature", &features)?;
    }
    for entry in config
        .features
        .values()
        .flatten()
        .filter(|entry| !entry.text.contains('/'))
    {
        match entry.text.strip_prefix("dep:") {
            Some(name) => known(entry, name, "crate of `[dependencies]`", &crates)?,
            None => known(entry, &entry.text, "feature", &features)?,
        }
    }
    Ok(())
}

fn known(entry: &Entry, name: &str, what: &str, known: &[&str]) -> Result<(), ConfigError> {
    if known.contains(&name) {
        return Ok(());
    }
    Err(ConfigError {
        message: format!("`{name}` is not a {what}"),
        span: entry.span.clone(),
        help: Some(did_you_mean(name, known.iter().copied())),
    })
}
