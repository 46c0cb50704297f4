//! The cargo workspace around the new client: one is begun where there is none, and one that is there is not changed.

use std::path::Path;

use toml::Value;

use super::name::crate_name;
use crate::file::{File, read_text};

/// What stands at the root.
pub(super) enum Cargo {
    /// Nothing: a workspace is written.
    New,
    /// A workspace that has the client as a member.
    Member,
    /// A workspace without it.
    Workspace,
    /// A package.
    Package,
}

const MANIFEST: &str = "\
# The crates that `oasmith generate` makes are members of this workspace.
[workspace]
resolver = \"3\"
members = [\"generated/*\"]
";

impl Cargo {
    /// Looks at the root.
    pub(super) fn of(root: &Path, api: &str) -> Self {
        let Ok(text) = read_text(&root.join("Cargo.toml")) else {
            return Self::New;
        };
        let manifest: Option<toml::Table> = text.parse().ok();
        let workspace = manifest.as_ref().and_then(|manifest| manifest.get("workspace"));
        let Some(workspace) = workspace else {
            return Self::Package;
        };
        let members = workspace.get("members").and_then(Value::as_array).into_iter().flatten();
        let folder = format!("generated/{api}");
        let is_ours = |member: &Value| {
            let member = member.as_str().unwrap_or_default().trim_start_matches("./");
            member == "generated/*" || member.trim_end_matches('/') == folder
        };
        if members.into_iter().any(is_ours) {
            Self::Member
        } else {
            Self::Workspace
        }
    }

    /// The manifest of a new workspace.
    pub(super) fn file(&self) -> Option<File> {
        matches!(self, Self::New).then(|| File {
            path: "Cargo.toml".to_owned(),
            text: MANIFEST.to_owned(),
        })
    }

    /// The command that checks the client.
    pub(super) fn check(&self, api: &str) -> String {
        match self {
            Self::Package => format!("cargo check --manifest-path generated/{api}/Cargo.toml"),
            _ => format!("cargo check -p {}", crate_name(api)),
        }
    }

    /// What has to be done by hand.
    pub(super) fn advice(&self, api: &str) -> Option<String> {
        match self {
            Self::New | Self::Member => None,
            Self::Workspace => Some("in Cargo.toml, add \"generated/*\" to `members` of [workspace]".to_owned()),
            Self::Package => Some(format!(
                "to use it in this package, add to [dependencies]:\n  {} = {{ path = \"generated/{api}\" }}",
                crate_name(api)
            )),
        }
    }
}
