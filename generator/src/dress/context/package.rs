//! The crate that is made.

use std::collections::BTreeMap;

use ::toml::Value;
use schemars::JsonSchema;
use serde::Serialize;

use super::runtime::CRATE;
use super::text::toml;
use crate::dress::cfg::condition;
use crate::dress::crates;
use crate::emit::docs::first_line;
use crate::manifest;
use crate::plan;

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
    pub keywords: Vec<String>,
    /// The title of its README.
    readme_title: String,
    /// What it needs beside what every client needs.
    pub dependencies: Vec<Dependency>,
    /// What its examples need beside what those of every client need.
    dev_dependencies: Vec<Dependency>,
    /// Default features beside those of every client: all parts, and what the author adds.
    pub default_features: Vec<String>,
    /// Parts of the client that can be left out, each a feature.
    pub parts: Vec<PartContext>,
    /// The author's own features.
    pub features: Vec<Feature>,
    /// Examples that need features.
    pub examples: Vec<Feature>,
}

/// A feature, or an example that needs features.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
pub(super) struct Feature {
    /// Its name.
    pub name: String,
    /// What a feature switches on, or what an example needs.
    pub list: Vec<String>,
}

/// A crate that is needed.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
pub(super) struct Dependency {
    /// Its name.
    pub name: String,
    /// What the manifest says of it: a version or a table, as TOML.
    pub spec: String,
}

/// A part of the client that can be left out: a feature.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Part")]
pub(super) struct PartContext {
    /// Its name.
    pub name: String,
    /// What it is, on one line.
    pub docs: Option<String>,
    /// What the feature switches on: other parts, crates, and features of the runtime's crate.
    pub list: Vec<String>,
}

/// A hand-written module.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Module")]
pub(super) struct ModuleContext {
    /// Its name.
    pub name: String,
    /// When it is there, as the condition of a `cfg`; nothing if that is always so.
    pub cfg: Option<String>,
}

impl ModuleContext {
    pub(super) fn new(package: &plan::Package, name: String) -> Self {
        let with = package.parts.iter().filter(|part| part.modules.contains(&name));
        let parts: Vec<String> = with.map(|part| part.name.clone()).collect();
        Self {
            name,
            cfg: condition(&parts),
        }
    }
}

impl Package {
    pub(super) fn new(package: &plan::Package, title: &str) -> Self {
        let description = package.description.clone();
        let description = description.unwrap_or_else(|| format!("Client of {title}"));
        let of_copy = match package.runtime {
            plan::Runtime::Copied => crates::of_copy(&package.runtime_features).into_iter().collect(),
            plan::Runtime::Crate(_) => BTreeMap::new(),
        };
        Self {
            name: package.name.clone(),
            library: package.library(),
            version: package.version.clone(),
            description: toml(&description),
            license: toml(&package.license),
            keywords: all_toml(&package.keywords),
            readme_title: first_line(&package.readme_title),
            dependencies: package
                .dependencies
                .iter()
                .map(|one| Dependency::new(one, of_copy.get(&one.name)))
                .collect(),
            dev_dependencies: package
                .dev_dependencies
                .iter()
                .map(|one| Dependency::new(one, None))
                .collect(),
            default_features: all_toml(&package.default_features),
            parts: package
                .parts
                .iter()
                .map(|part| PartContext::new(part, &package.runtime))
                .collect(),
            features: package.features.iter().map(Feature::new).collect(),
            examples: package.examples.iter().map(Feature::new).collect(),
        }
    }
}

impl PartContext {
    fn new(part: &plan::Part, runtime: &plan::Runtime) -> Self {
        let crates = part.dependencies.iter().map(|name| format!("dep:{name}"));
        // A copy has what any part needs.
        let has_crate = *runtime != plan::Runtime::Copied;
        let of_runtime = part.runtime.iter().filter(|_| has_crate);
        let of_runtime = of_runtime.map(|feature| format!("{CRATE}/{}", feature.name()));
        Self {
            name: part.name.clone(),
            docs: part.description.as_deref().map(first_line),
            list: part.needs.iter().cloned().chain(crates).chain(of_runtime).collect(),
        }
    }
}

impl Feature {
    fn new(feature: &plan::Feature) -> Self {
        Self {
            name: feature.name.clone(),
            list: all_toml(&feature.list),
        }
    }
}

impl Dependency {
    /// A crate of the author's choice, and what the runtime needs of it.
    fn new(dependency: &plan::Dependency, needed: Option<&Value>) -> Self {
        let plan::Dependency { name, spec, optional } = dependency;
        let spec = needed.map_or_else(|| spec.clone(), |needed| manifest::with_features(spec, needed));
        Self {
            name: name.clone(),
            spec: match optional {
                true => as_optional(&spec),
                false => spec,
            },
        }
    }
}

/// The same crate, but only there if a feature brings it. Invalid TOML is left for cargo to reject.
fn as_optional(spec: &str) -> String {
    let table = format!("spec = {spec}").parse::<::toml::Table>().ok();
    let spec_of = table.and_then(|mut table| table.remove("spec"));
    spec_of.map_or_else(
        || spec.to_owned(),
        |spec| manifest::dependency(&manifest::optional(spec)),
    )
}

fn all_toml(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| toml(text)).collect()
}
