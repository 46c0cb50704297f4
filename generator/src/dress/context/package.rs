//! The crate that is made.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::toml;
use crate::config::{Config, Part};
use crate::dress::cfg::{condition, of_module};
use crate::emit::docs::first_line;

/// The crate that is made. Texts are escaped for TOML strings.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
pub(super) struct Package {
    /// Its name, `petstore-client`.
    name: String,
    /// Its name in Rust, `petstore_client`.
    library: String,
    /// Its version, `0.1.0`.
    version: String,
    /// What it is, in a sentence.
    description: String,
    /// Its licence, an SPDX expression.
    license: String,
    /// Its keywords.
    keywords: Vec<String>,
    /// The title of its README.
    readme_title: String,
    /// What it needs beside what every client needs.
    dependencies: Vec<Dependency>,
    /// What its examples need beside what those of every client need.
    dev_dependencies: Vec<Dependency>,
    /// Default features beside those of every client: all parts, and what the author adds.
    default_features: Vec<String>,
    /// Parts of the client that can be left out, each a feature.
    parts: Vec<PartContext>,
    /// The author's own features.
    features: Vec<Feature>,
    /// Examples that need features.
    examples: Vec<Feature>,
}

/// A feature, or an example that needs features.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
struct Feature {
    /// Its name.
    name: String,
    /// What a feature switches on, or what an example needs.
    list: Vec<String>,
}

/// A crate that is needed.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
struct Dependency {
    /// Its name.
    name: String,
    /// What the manifest says of it: a version or a table, as TOML.
    spec: String,
}

/// A part of the client that can be left out: a feature.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Part")]
struct PartContext {
    /// Its name.
    name: String,
    /// What it is, on one line.
    docs: Option<String>,
    /// What the feature switches on: other parts, and crates.
    list: Vec<String>,
}

/// A hand-written module.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Module")]
pub(super) struct ModuleContext {
    /// Its name.
    name: String,
    /// When it is there, as the condition of a `cfg`; nothing if that is always so.
    cfg: Option<String>,
}

impl ModuleContext {
    pub(super) fn new(config: &Config, name: String) -> Self {
        let cfg = condition(&of_module(config, &name));
        Self { name, cfg }
    }
}

impl PartContext {
    fn new(part: &Part) -> Self {
        let needs = part.needs.iter().map(|need| need.text.clone());
        let crates = part.dependencies.iter().map(|name| format!("dep:{}", name.text));
        Self {
            name: part.name.text.clone(),
            docs: part.description.as_deref().map(first_line),
            list: needs.chain(crates).collect(),
        }
    }
}

impl Package {
    pub(super) fn new(config: &Config, title: &str) -> Self {
        let description = config.description.clone();
        let description = description.unwrap_or_else(|| format!("Client of {title}"));
        let license = config.license.as_deref().unwrap_or("Apache-2.0 OR MIT");
        Self {
            name: config.crate_name.clone(),
            library: config.crate_name.replace('-', "_"),
            version: config.version.clone(),
            description: toml(&description),
            license: toml(license),
            keywords: config.keywords.iter().map(|word| toml(word)).collect(),
            readme_title: first_line(config.readme_title.as_deref().unwrap_or(&config.crate_name)),
            dependencies: dependencies(config),
            dev_dependencies: config.dev_dependencies.iter().map(dependency).collect(),
            default_features: default_features(config),
            parts: config.parts.iter().map(PartContext::new).collect(),
            features: features(config),
            examples: config.examples.iter().map(feature).collect(),
        }
    }
}

fn dependency((name, spec): (&String, &String)) -> Dependency {
    Dependency {
        name: name.clone(),
        spec: spec.clone(),
    }
}

/// The crates of the client; what only parts need is optional.
fn dependencies(config: &Config) -> Vec<Dependency> {
    let of_part = |name: &String| {
        let mut crates = config.parts.iter().flat_map(|part| &part.dependencies);
        crates.any(|entry| entry.text == *name)
    };
    let each = config.dependencies.iter().map(|(name, spec)| Dependency {
        name: name.clone(),
        spec: if of_part(name) { optional(spec) } else { spec.clone() },
    });
    each.collect()
}

fn optional(spec: &str) -> String {
    match spec.strip_suffix('}') {
        Some(_) if spec.contains("optional = true") => spec.to_owned(),
        Some(table) => format!("{}, optional = true }}", table.trim_end()),
        None => format!("{{ version = {spec}, optional = true }}"),
    }
}

fn default_features(config: &Config) -> Vec<String> {
    let parts = config.parts.iter().map(|part| part.name.text.clone());
    let own = config.features.get("default").into_iter().flatten();
    parts.chain(own.map(|name| toml(name))).collect()
}

fn features(config: &Config) -> Vec<Feature> {
    let own = config.features.iter().filter(|(name, _)| *name != "default");
    own.map(feature).collect()
}

fn feature((name, list): (&String, &Vec<String>)) -> Feature {
    Feature {
        name: name.clone(),
        list: list.iter().map(|item| toml(item)).collect(),
    }
}
