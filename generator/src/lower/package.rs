//! The crate and its client's settings: what the author chooses, completed by what follows from the operations.
//!
//! In: the author's choices, and the finished groups of operations. Out: [`Package`] and [`Settings`]. Must not decide how texts are
//! escaped, which depends on where they are put.

use std::collections::BTreeSet;

use super::runtime::Needed;
use crate::config::{self, Config, Entry, is_host};
use crate::plan::{
    Dependency, Feature, FreshConnectionAfter, Group, Operation, Package, Part, Runtime, RuntimeFeature, Settings,
};

/// A licence that nobody chooses.
const LICENSE: &str = "Apache-2.0 OR MIT";
/// The author's feature whose list is added to the default ones.
const DEFAULT: &str = "default";

/// What the manifest says.
pub(super) fn package(config: &Config, of_runtime: Needed) -> Package {
    let Needed { always, mut of_parts } = of_runtime;
    let runtime = runtime(config, &always);
    let all = of_parts.values().flatten().chain(&always).copied().collect();
    let part = |one: &config::PartChoice| part(one, of_parts.remove(&one.name.text).unwrap_or_default());
    Package {
        name: config.crate_name.clone(),
        version: config.version.clone(),
        description: config.description.clone(),
        license: config.license.as_deref().unwrap_or(LICENSE).to_owned(),
        keywords: config.keywords.clone(),
        readme_title: config.readme_title.as_ref().unwrap_or(&config.crate_name).clone(),
        parts: config.parts.iter().map(part).collect(),
        features: features(config),
        default_features: default_features(config),
        runtime,
        runtime_features: all,
        dependencies: dependencies(config),
        dev_dependencies: config
            .dev_dependencies
            .iter()
            .map(|(name, spec)| dependency(name, spec, false))
            .collect(),
        examples: config.examples.iter().map(feature).collect(),
    }
}

/// How the client behaves where its users say nothing else.
pub(super) fn settings(config: &Config, groups: &[Group]) -> Settings {
    let fresh_connection_after = config.fresh_connection_after.as_ref();
    Settings {
        request_id_header: config.request_id_header.clone(),
        auto_retry_header: config.auto_retry_header.clone(),
        error_message_headers: config.error_message_headers.clone(),
        fresh_connection_after: fresh_connection_after.map(|after| FreshConnectionAfter {
            statuses: after.statuses.clone(),
            content_type: after.content_type.clone(),
        }),
        upload_hosts: upload_hosts(config, groups),
        gzip_above: config.gzip_above,
        servers_of_operations: operations(groups).any(|operation| operation.server.is_some()),
        env_prefix: config.env_prefix.clone().unwrap_or_else(|| prefix(&config.crate_name)),
    }
}

/// The runtime has features of its own, which those of the client switch on.
fn runtime(config: &Config, features: &BTreeSet<RuntimeFeature>) -> Runtime {
    match &config.runtime {
        config::RuntimeChoice::Copy => Runtime::Copied,
        config::RuntimeChoice::Crate(keys) => {
            let keys = keys
                .iter()
                .map(|(key, entry)| format!("{key} = {}, ", toml::Value::from(entry.text.as_str())));
            let keys: String = keys.collect();
            let names: Vec<String> = features
                .iter()
                .map(|feature| format!("\"{}\"", feature.name()))
                .collect();
            let features = match names.as_slice() {
                [] => String::new(),
                names => format!(", features = [{}]", names.join(", ")),
            };
            Runtime::Crate(format!("{{ {keys}default-features = false{features} }}"))
        }
    }
}

fn part(part: &config::PartChoice, runtime: BTreeSet<RuntimeFeature>) -> Part {
    let texts = |entries: &[config::Entry]| entries.iter().map(|entry| entry.text.clone()).collect();
    Part {
        name: part.name.text.clone(),
        description: part.description.clone(),
        needs: texts(&part.needs),
        dependencies: texts(&part.dependencies),
        modules: texts(&part.modules),
        runtime,
    }
}

/// The crates of the client; what only parts need is optional.
fn dependencies(config: &Config) -> Vec<Dependency> {
    let of_parts = config.parts.iter().flat_map(|part| &part.dependencies);
    let of_parts: BTreeSet<&str> = of_parts.map(|entry| entry.text.as_str()).collect();
    let each = config.dependencies.iter();
    each.map(|(name, spec)| dependency(name, spec, of_parts.contains(name.as_str())))
        .collect()
}

fn dependency(name: &str, spec: &str, optional: bool) -> Dependency {
    Dependency {
        name: name.to_owned(),
        spec: spec.to_owned(),
        optional,
    }
}

fn default_features(config: &Config) -> Vec<String> {
    let parts = config.parts.iter().map(|part| &part.name.text);
    let own = config.features.get(DEFAULT).into_iter().flatten();
    parts.chain(own.map(|entry| &entry.text)).cloned().collect()
}

fn features(config: &Config) -> Vec<Feature> {
    let own = config.features.iter().filter(|(name, _)| *name != DEFAULT);
    own.map(feature).collect()
}

fn feature((name, list): (&String, &Vec<Entry>)) -> Feature {
    Feature {
        name: name.clone(),
        list: list.iter().map(|entry| entry.text.clone()).collect(),
    }
}

fn upload_hosts(config: &Config, groups: &[Group]) -> Vec<String> {
    if config.upload_hosts.is_empty() {
        return Vec::new();
    }
    let servers = operations(groups).filter_map(|operation| operation.server.as_ref());
    let own = servers.filter_map(|server| host(&server.url));
    let all: BTreeSet<String> = config.upload_hosts.iter().cloned().chain(own).collect();
    all.into_iter().collect()
}

fn operations(groups: &[Group]) -> impl Iterator<Item = &Operation> {
    groups.iter().flat_map(|group| &group.operations)
}

/// The host of a server, if its URL has one that is the same for everybody.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next().filter(|host| is_host(host))?;
    Some(host.to_owned())
}

/// The name of a crate as that of an environment variable.
fn prefix(name: &str) -> String {
    name.to_uppercase()
        .replace(|letter: char| !letter.is_ascii_alphanumeric(), "_")
}
