//! The runtime, as the client has it: a copy in `src/runtime`, or a crate that it depends on.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::contract;
use crate::dress::{crates, exports};
use crate::manifest;
use crate::plan::{Dependency, Package, Runtime, RuntimeFeature};

/// The crate, as cargo names it.
pub(super) const CRATE: &str = "oasmith-runtime";

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
    /// What a client re-exports of it, as the lines of one `use`, and of another for each set of parts that bring more.
    exports: Vec<String>,
}

impl RuntimeContext {
    pub(super) fn new(package: &Package) -> Self {
        match package.runtime {
            Runtime::Copied => Self {
                module: vec!["#[doc(hidden)]".to_owned(), "pub mod runtime;".to_owned()],
                crate_items: Vec::new(),
                path: "runtime",
                tls: "reqwest",
                ring: r#""dep:rustls-with-ring", "reqwest/rustls-no-provider""#,
                blocking: "tokio/rt-multi-thread",
                exports: exports::of_runtime("runtime", &package.runtime_features),
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
                exports: exports::by_parts("oasmith_runtime", package),
            },
        }
    }
}

/// The crates that a client needs without its author's choice, each with what the manifest says of it. What the author says of one
/// of them counts instead.
pub(super) fn dependencies(
    runtime: &Runtime,
    features: &BTreeSet<RuntimeFeature>,
    own: &[Dependency],
) -> Vec<(String, String)> {
    let all: Vec<(String, String)> = match runtime {
        Runtime::Copied => {
            let crates = crates::of_copy(features).into_iter();
            crates.map(|(name, spec)| (name, manifest::dependency(&spec))).collect()
        }
        Runtime::Crate(spec) => vec![(CRATE.to_owned(), spec.clone())],
    };
    let is_open = |(name, _): &(String, String)| own.iter().all(|own| own.name != *name);
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
        let has = |name: &str| copied.iter().any(|one| one == name);
        assert!(copied.is_sorted() && has("tracing") && !has("url"), "{copied:?}");
        let shared = names(&Runtime::Crate("{ path = \"a\" }".to_owned()));
        assert_eq!(shared, [CRATE]);
    }
}
