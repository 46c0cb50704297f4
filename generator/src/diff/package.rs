//! The crate: its name and its features.

use std::collections::BTreeSet;

use super::log::Log;
use crate::plan::{Feature, Package, Part, RuntimeFeature};
use crate::pointer::Pointer;

/// The crate comes with the client, first.
const RANK: usize = 0;

/// The setters of builders that stand on features of the runtime. What else a feature brings is used by operations or models, which
/// are compared.
const SETTERS: [(RuntimeFeature, &[&str]); 2] = [
    (RuntimeFeature::Bodies, &["gzip_above"]),
    (RuntimeFeature::Tokens, &["client_credentials", "token_provider"]),
];

pub(super) fn compare(log: &mut Log, old: &Package, new: &Package) {
    // The rest changes nothing that callers write: what the crate says of itself and needs, and whether the runtime is a copy, since
    // its items have the same paths either way.
    let Package {
        name,
        version: _,
        description: _,
        license: _,
        keywords: _,
        readme_title: _,
        parts: _,
        features: _,
        default_features: _,
        runtime: _,
        runtime_features,
        dependencies: _,
        dev_dependencies: _,
        examples: _,
    } = old;
    log.about(RANK, "Crate", &Pointer::root());
    if *name != new.name {
        log.compile(
            "crate-name",
            format!("it is called `{}`, was called `{name}`", new.name),
        );
    }
    let (was, is) = (features(old), features(new));
    for feature in was.difference(&is) {
        log.compile("feature-removed", format!("the feature `{feature}` is gone"));
    }
    for feature in is.difference(&was) {
        log.compatible("feature-added", format!("the feature `{feature}` is new"));
    }
    let (before, after) = (defaults(old), defaults(new));
    for feature in before.difference(&after).filter(|feature| is.contains(*feature)) {
        log.compile(
            "feature-not-default",
            format!("the feature `{feature}` has to be asked for, was on by default"),
        );
    }
    for feature in after.difference(&before).filter(|feature| was.contains(*feature)) {
        log.compatible("feature-default", format!("the feature `{feature}` is on by default"));
    }
    log.about(RANK, "Client", &Pointer::root());
    for (feature, setters) in SETTERS {
        for setter in setters {
            match (
                runtime_features.contains(&feature),
                new.runtime_features.contains(&feature),
            ) {
                (true, false) => log.compile("setter-removed", format!("the builder's `{setter}` is gone")),
                (false, true) => log.compatible("setter-added", format!("the builder's `{setter}` is new")),
                (true, true) | (false, false) => {}
            }
        }
    }
}

/// The features that not every client has.
fn features(package: &Package) -> BTreeSet<&str> {
    let parts = package.parts.iter().map(|Part { name, .. }| name);
    let own = package.features.iter().map(|Feature { name, .. }| name);
    parts.chain(own).map(String::as_str).collect()
}

fn defaults(package: &Package) -> BTreeSet<&str> {
    package.default_features.iter().map(String::as_str).collect()
}
