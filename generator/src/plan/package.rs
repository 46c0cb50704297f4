//! The crate that is made, and how its client behaves where its users say nothing else: what the author chooses.

use std::collections::{BTreeMap, BTreeSet};

use super::runtime::{Runtime, RuntimeFeature};

/// What the manifest says.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name, `petstore-client`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it is, in the author's words.
    pub description: Option<String>,
    /// Its licence, an SPDX expression.
    pub license: String,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// The title of its README.
    pub readme_title: String,
    /// Parts of the client that can be left out, each a feature, sorted by name.
    pub parts: Vec<Part>,
    /// The author's own features.
    pub features: Vec<Feature>,
    /// Default features besides those of every client: all parts, and what the author adds.
    pub default_features: Vec<String>,
    /// Where it has the runtime from.
    pub runtime: Runtime,
    /// What it needs of the runtime with all of its parts, and all that this stands on.
    pub runtime_features: BTreeSet<RuntimeFeature>,
    /// What it needs besides what every client needs.
    pub dependencies: Vec<Dependency>,
    /// What its examples need besides what those of every client need.
    pub dev_dependencies: Vec<Dependency>,
    /// Examples that need features.
    pub examples: Vec<Feature>,
}

/// A part of the client that can be left out.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its feature.
    pub name: String,
    /// What it is, in the author's words.
    pub description: Option<String>,
    /// Parts that come with it.
    pub needs: Vec<String>,
    /// Crates that only it needs.
    pub dependencies: Vec<String>,
    /// Hand-written modules that are there only with it.
    pub modules: Vec<String>,
    /// What it needs of the runtime besides what the client always needs.
    pub runtime: BTreeSet<RuntimeFeature>,
}

/// A feature with what it switches on, or an example with the features that it needs.
#[derive(Clone, Debug)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// What it switches on, or needs.
    pub list: Vec<String>,
}

/// A crate that is needed.
#[derive(Clone, Debug)]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// A version or a table, as TOML.
    pub spec: String,
    /// Whether only parts need it.
    pub optional: bool,
}

/// How the client behaves where its users say nothing else.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The header of a response that holds the id of the request.
    pub request_id_header: Option<String>,
    /// The header by which the service says that a failed request may be sent again.
    pub auto_retry_header: Option<String>,
    /// The headers of a response that may hold the message of an error.
    pub error_message_headers: Vec<String>,
    /// After which responses a connection is not used again.
    pub fresh_connection_after: Option<FreshConnectionAfter>,
    /// Hosts to which the client uploads at URLs that the service names, with those of the operations' own servers, sorted. Empty
    /// unless the author names some.
    pub upload_hosts: Vec<String>,
    /// Request bodies of more bytes than this are compressed.
    pub gzip_above: Option<u64>,
    /// Whether an operation has a server of its own.
    pub servers_of_operations: bool,
    /// What the environment variables of the client begin with.
    pub env_prefix: String,
}

/// After which responses a connection is not used again.
#[derive(Clone, Debug)]
pub struct FreshConnectionAfter {
    /// Their statuses.
    pub statuses: Vec<u16>,
    /// Their media type; without it any counts.
    pub content_type: Option<String>,
}

impl Package {
    /// Its name in Rust, `petstore_client`.
    pub fn library(&self) -> String {
        self.name.replace('-', "_")
    }

    /// What it needs of the runtime, each with the parts any of which need it; none for what is always needed.
    pub fn runtime_by_parts(&self) -> BTreeMap<Vec<String>, BTreeSet<RuntimeFeature>> {
        let mut out = BTreeMap::from([(Vec::new(), BTreeSet::new())]);
        for feature in &self.runtime_features {
            let parts = self.parts.iter().filter(|part| part.runtime.contains(feature));
            let parts = parts.map(|part| part.name.clone()).collect();
            out.entry(parts).or_insert_with(BTreeSet::new).insert(*feature);
        }
        out
    }
}
