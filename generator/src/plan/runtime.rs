//! Where a client has the runtime from, and what it needs of it.

use std::collections::BTreeSet;

/// Where a client has the runtime from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// It carries a copy.
    Copied,
    /// It depends on the crate: a table, as TOML.
    Crate(String),
}

/// What only some clients need of the runtime: a feature of its crate, which says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the manifest of the runtime has a line for each")]
pub enum RuntimeFeature {
    Base64,
    Base64Url,
    Bodies,
    Bulk,
    ClientWide,
    Connections,
    Decimals,
    Deep,
    Enums,
    Feeds,
    Forms,
    Limits,
    Numbers,
    Paging,
    Parameters,
    Patches,
    Quoted,
    RawBodies,
    Records,
    Security,
    Servers,
    Sources,
    Streams,
    Tags,
    Times,
    Tokens,
    Unions,
    Uploads,
    Waiting,
}

impl RuntimeFeature {
    /// All of them, sorted by name.
    pub const ALL: [Self; 29] = [
        Self::Base64,
        Self::Base64Url,
        Self::Bodies,
        Self::Bulk,
        Self::ClientWide,
        Self::Connections,
        Self::Decimals,
        Self::Deep,
        Self::Enums,
        Self::Feeds,
        Self::Forms,
        Self::Limits,
        Self::Numbers,
        Self::Paging,
        Self::Parameters,
        Self::Patches,
        Self::Quoted,
        Self::RawBodies,
        Self::Records,
        Self::Security,
        Self::Servers,
        Self::Sources,
        Self::Streams,
        Self::Tags,
        Self::Times,
        Self::Tokens,
        Self::Unions,
        Self::Uploads,
        Self::Waiting,
    ];

    /// Its name in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
            Self::Bodies => "bodies",
            Self::Bulk => "bulk",
            Self::ClientWide => "client-wide",
            Self::Connections => "connections",
            Self::Decimals => "decimals",
            Self::Deep => "deep",
            Self::Enums => "enums",
            Self::Feeds => "feeds",
            Self::Forms => "forms",
            Self::Limits => "limits",
            Self::Numbers => "numbers",
            Self::Paging => "paging",
            Self::Parameters => "parameters",
            Self::Patches => "patches",
            Self::Quoted => "quoted",
            Self::RawBodies => "raw-bodies",
            Self::Records => "records",
            Self::Security => "security",
            Self::Servers => "servers",
            Self::Sources => "sources",
            Self::Streams => "streams",
            Self::Tags => "tags",
            Self::Times => "times",
            Self::Tokens => "tokens",
            Self::Unions => "unions",
            Self::Uploads => "uploads",
            Self::Waiting => "waiting",
        }
    }

    /// Whether the feature `full` of the runtime has it: it brings no crate that only an author's choice of types needs.
    pub fn is_full(self) -> bool {
        !matches!(self, Self::Decimals | Self::Times)
    }

    /// The features that it stands on.
    pub fn brings(self) -> &'static [Self] {
        match self {
            Self::Base64Url => &[Self::Base64],
            Self::Bulk => &[Self::Bodies],
            Self::ClientWide => &[Self::Parameters, Self::Security],
            Self::Decimals | Self::Times => &[Self::Quoted],
            Self::Forms => &[Self::Bodies, Self::Parameters],
            Self::Limits => &[Self::Base64, Self::Bodies, Self::Parameters, Self::Patches],
            Self::Quoted => &[Self::Numbers, Self::Patches],
            Self::Sources => &[Self::Forms],
            Self::Tags => &[Self::Unions],
            Self::Unions => &[Self::Numbers, Self::Records],
            Self::Uploads => &[Self::Servers],
            _ => &[],
        }
    }

    /// These features with all that they stand on.
    pub fn closed(wanted: impl IntoIterator<Item = Self>) -> BTreeSet<Self> {
        let (mut out, mut todo) = (BTreeSet::new(), Vec::from_iter(wanted));
        while let Some(feature) = todo.pop() {
            if out.insert(feature) {
                todo.extend(feature.brings());
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::RuntimeFeature;

    /// What the manifest of the runtime says counts for cargo, and the table here for copies.
    #[test]
    fn the_manifest_has_the_same_features() {
        let manifest: toml::Table = include_str!("../../../templates/runtime/Cargo.toml")
            .parse()
            .expect("a manifest is TOML");
        let list = |name: &str| -> Vec<&str> {
            let list = manifest["features"][name].as_array().into_iter().flatten();
            let names = list.filter_map(toml::Value::as_str);
            names.filter(|name| !name.starts_with("dep:")).collect()
        };
        let names = |features: &[RuntimeFeature]| -> Vec<&str> { features.iter().map(|one| one.name()).collect() };
        let mut full = RuntimeFeature::ALL.to_vec();
        full.retain(|feature| feature.is_full());
        assert_eq!(list("full"), names(&full));
        for feature in RuntimeFeature::ALL {
            assert_eq!(list(feature.name()), names(feature.brings()), "{feature:?}");
        }
    }
}
