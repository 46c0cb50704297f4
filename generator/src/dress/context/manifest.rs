//! Lines of the manifest that not every crate has.

use schemars::JsonSchema;
use serde::Serialize;

use super::package::{Feature, Package};
use super::runtime;
use crate::plan;

/// Lines of the manifest, as TOML, that not every crate has.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
pub(super) struct Manifest {
    /// Lines of `[package]`: the keywords, if there are any.
    package: Vec<String>,
    /// Default features besides those of every client, each with a comma before it.
    default_features: String,
    /// Lines of `[features]`: the parts of the client and the author's own features.
    features: Vec<String>,
    /// Lines of `[dependencies]`: what clients need, and what the author adds.
    dependencies: Vec<String>,
    /// The tables of examples that need features, each with an empty line before it.
    examples: Vec<String>,
}

impl Manifest {
    pub(super) fn new(package: &Package, needed: &plan::Package) -> Self {
        let keywords = Some(&package.keywords).filter(|words| !words.is_empty());
        let default_features = package.default_features.iter();
        Self {
            package: keywords
                .iter()
                .map(|words| format!("keywords = {}", list(words)))
                .collect(),
            default_features: default_features.map(|name| format!(", \"{name}\"")).collect(),
            features: features(package),
            dependencies: dependencies(package, needed),
            examples: package.examples.iter().flat_map(example).collect(),
        }
    }
}

fn features(package: &Package) -> Vec<String> {
    let mut out = Vec::new();
    for part in &package.parts {
        out.extend(part.docs.iter().map(|docs| format!("## {docs}")));
        out.push(format!("{} = {}", part.name, list(&part.list)));
    }
    let own = package.features.iter();
    out.extend(own.map(|feature| format!("{} = {}", feature.name, list(&feature.list))));
    out
}

fn dependencies(package: &Package, needed: &plan::Package) -> Vec<String> {
    let line = |name: &str, spec: &str| format!("{name} = {spec}");
    let needed = runtime::dependencies(&needed.runtime, &needed.runtime_features, &needed.dependencies);
    let needed = needed.iter().map(|(name, spec)| line(name, spec));
    let own = package.dependencies.iter().map(|one| line(&one.name, &one.spec));
    needed.chain(own).collect()
}

fn example(example: &Feature) -> [String; 4] {
    [
        String::new(),
        "[[example]]".to_owned(),
        format!("name = \"{}\"", example.name),
        format!("required-features = {}", list(&example.list)),
    ]
}

/// Texts that are escaped already as an array.
fn list(texts: &[String]) -> String {
    let each: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    format!("[{}]", each.join(", "))
}
