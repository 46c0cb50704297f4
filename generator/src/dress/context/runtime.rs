//! The runtime, as the client has it: a copy in `src/runtime`, or a crate that it depends on.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::contract;
use crate::dress::exports;
use crate::plan::{Dependency, Package, Runtime, RuntimeFeature};

/// What the runtime needs, so a client with a copy of it.
const OF_RUNTIME: [(&str, &str); 16] = [
    ("bytes", r#""1""#),
    ("fastrand", r#""2""#),
    ("flate2", r#""1""#),
    ("futures-core", r#""0.3""#),
    (
        "futures-util",
        r#"{ version = "0.3", default-features = false, features = ["alloc"] }"#,
    ),
    ("http", r#""1""#),
    ("httpdate", r#""1""#),
    (
        "hyper",
        r#"{ version = "1", default-features = false, features = ["http1"] }"#,
    ),
    ("percent-encoding", r#""2""#),
    (
        "reqwest",
        r#"{ version = "0.13", default-features = false, features = ["http2", "gzip"] }"#,
    ),
    (
        "rustls-with-ring",
        r#"{ package = "rustls", version = "0.23", default-features = false, features = ["ring", "std"], optional = true }"#,
    ),
    ("serde", r#"{ version = "1", features = ["derive"] }"#),
    ("serde_json", r#"{ version = "1", features = ["float_roundtrip"] }"#),
    (
        "tokio",
        r#"{ version = "1", default-features = false, features = ["rt", "sync", "time"] }"#,
    ),
    ("tracing", r#"{ version = "0.1", default-features = false }"#),
    ("url", r#""2""#),
];

/// The crates that a copy needs only with a feature of the runtime.
const OF_FEATURES: [(&str, RuntimeFeature); 2] = [
    ("flate2", RuntimeFeature::Bodies),
    ("futures-util", RuntimeFeature::Bulk),
];

/// The crate, as cargo names it.
const CRATE: &str = "oasmith-runtime";

/// The runtime, as the client has it: a copy in `src/runtime`, or a crate that it depends on.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Runtime")]
pub(super) struct RuntimeContext {
    /// The declaration of the module that holds a copy, line by line; nothing for a crate.
    module: Vec<String>,
    /// What a client says of the crate, line by line: its name in the client, and the contract that the client was generated for;
    /// nothing for a copy.
    crate_items: Vec<String>,
    /// The path of what is documented of it: `runtime`, or `oasmith_runtime`.
    path: &'static str,
    /// The crate whose features `rustls` and `native-tls` those of the client switch on.
    tls: &'static str,
    /// What the feature `rustls-ring` switches on, as a list of TOML without its brackets.
    ring: &'static str,
    /// What the feature `blocking` switches on.
    blocking: &'static str,
    /// What a client re-exports of it, as lines of one `use`.
    exports: Vec<String>,
}

impl RuntimeContext {
    pub(super) fn new(package: &Package) -> Self {
        let exports = |path: &str| exports::of_runtime(path, &package.runtime_features);
        match package.runtime {
            Runtime::Copied => Self {
                module: vec!["#[doc(hidden)]".to_owned(), "pub mod runtime;".to_owned()],
                crate_items: Vec::new(),
                path: "runtime",
                tls: "reqwest",
                ring: r#""dep:rustls-with-ring", "reqwest/rustls-no-provider""#,
                blocking: "tokio/rt-multi-thread",
                exports: exports("runtime"),
            },
            Runtime::Crate(_) => Self {
                module: Vec::new(),
                crate_items: vec![
                    format!("oasmith_runtime::contract!({});", contract::NUMBER),
                    String::new(),
                    "#[doc(hidden)]".to_owned(),
                    "pub use oasmith_runtime::codegen as runtime;".to_owned(),
                ],
                path: "oasmith_runtime",
                tls: CRATE,
                ring: r#""oasmith-runtime/rustls-ring""#,
                blocking: "oasmith-runtime/blocking",
                exports: exports("oasmith_runtime"),
            },
        }
    }
}

/// The crates that the runtime needs, sorted by name, each with what the manifest says of it.
pub(in crate::dress) fn of_runtime() -> impl Iterator<Item = (&'static str, &'static str)> {
    OF_RUNTIME.into_iter()
}

/// The same that the manifest says of a crate, for one that a feature brings.
pub(in crate::dress) fn optional(spec: &str) -> String {
    match spec.strip_suffix(" }") {
        Some(_) if spec.contains("optional") => spec.to_owned(),
        Some(table) => format!("{table}, optional = true }}"),
        None => format!("{{ version = {spec}, optional = true }}"),
    }
}

/// The crates that a client needs without its author's choice, each with what the manifest says of it. What the author says of one
/// of them counts instead.
pub(super) fn dependencies(
    runtime: &Runtime,
    features: &BTreeSet<RuntimeFeature>,
    own: &[Dependency],
) -> Vec<(&'static str, String)> {
    let is_needed = |name: &str| {
        let mut of_features = OF_FEATURES.iter().filter(|(one, _)| *one == name);
        of_features.all(|(_, feature)| features.contains(feature))
    };
    let all: Vec<(&'static str, String)> = match runtime {
        Runtime::Copied => of_runtime()
            .filter(|(name, _)| is_needed(name))
            .map(|(name, spec)| (name, spec.to_owned()))
            .collect(),
        Runtime::Crate(spec) => vec![(CRATE, spec.clone())],
    };
    let is_open = |(name, _): &(&'static str, String)| own.iter().all(|own| own.name != *name);
    all.into_iter().filter(is_open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_author_says_of_a_crate_counts() {
        let own = ["url", "zip"].map(|name| Dependency {
            name: name.to_owned(),
            spec: "\"9\"".to_owned(),
            optional: false,
        });
        let names = |runtime: &Runtime| {
            dependencies(runtime, &BTreeSet::from([RuntimeFeature::Bulk]), &own)
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        };
        let copied = names(&Runtime::Copied);
        assert!(
            copied.is_sorted() && copied.contains(&"tracing") && !copied.contains(&"url"),
            "{copied:?}"
        );
        assert!(
            copied.contains(&"futures-util") && !copied.contains(&"flate2"),
            "{copied:?}"
        );
        let shared = names(&Runtime::Crate("{ path = \"a\" }".to_owned()));
        assert_eq!(shared, [CRATE]);
    }
}
