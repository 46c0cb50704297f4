//! The crate that is made.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::docs::first_line;
use super::text::toml;
use crate::config::Config;

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
    /// What the author adds to the default features.
    default_features: Vec<String>,
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
            dependencies: config.dependencies.iter().map(dependency).collect(),
            dev_dependencies: config.dev_dependencies.iter().map(dependency).collect(),
            default_features: default_features(config),
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

fn default_features(config: &Config) -> Vec<String> {
    let named = config.features.get("default").into_iter().flatten();
    named.map(|name| toml(name)).collect()
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
