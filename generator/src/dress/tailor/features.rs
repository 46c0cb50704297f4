//! The features of the runtime, as its manifest has them.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// The feature that brings all those that an API may need.
const FULL: &str = "full";

/// Features of the runtime.
pub(in crate::dress) struct Features {
    /// Those of which attributes may speak. Others are the client's own business.
    pub(super) known: BTreeSet<String>,
    /// Those of them that are on.
    pub(super) on: BTreeSet<String>,
}

impl Features {
    /// These features with all that they bring, by the manifest of the runtime. It is part of the program, and a test of this module
    /// reads it; without one, nothing is known.
    pub(in crate::dress) fn new<'a>(manifest: &str, wanted: impl IntoIterator<Item = &'a str>) -> Self {
        let manifest: Table = manifest.parse().unwrap_or_default();
        let features = manifest.get("features").and_then(Value::as_table);
        let brought = |name: &str| {
            let list = features.and_then(|features| features.get(name)?.as_array());
            list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
        };
        let known: BTreeSet<String> = brought(FULL).collect();
        let (mut on, mut todo) = (BTreeSet::new(), Vec::new());
        todo.extend(wanted.into_iter().map(str::to_owned));
        while let Some(name) = todo.pop() {
            if name == FULL {
                todo.extend(known.clone());
            } else if known.contains(&name) && !on.contains(&name) {
                todo.extend(brought(&name));
                on.insert(name);
            }
        }
        Self { known, on }
    }
}

#[cfg(test)]
mod tests {
    use super::Features;

    #[test]
    fn what_a_feature_brings_is_on_too() {
        let manifest = "[features]\nfull = [\"a\", \"b\", \"c\"]\na = [\"b\", \"dep:x\"]\nb = []\nc = []\n";
        let features = Features::new(manifest, ["a", "unknown"]);
        assert_eq!(Vec::from_iter(features.known), ["a", "b", "c"]);
        assert_eq!(Vec::from_iter(features.on), ["a", "b"]);
    }
}
