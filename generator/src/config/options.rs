//! All choices of a `client.toml`, as passes see them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::choices::{
    Assignment, Enums, FreshConnectionAfter, ModelRule, OperationRule, PartChoice, Renames, RuntimeChoice, Select,
};
use super::entry::Entry;
use super::lock::Lock;
use super::paging::PagingRules;

/// The choices for one client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `crate.name`: the package that is written.
    pub crate_name: String,
    /// `crate.version`; `0.1.0` if not given.
    pub version: String,
    /// `crate.description`.
    pub description: Option<String>,
    /// `crate.license`, an SPDX expression.
    pub license: Option<String>,
    /// `crate.keywords`.
    pub keywords: Vec<String>,
    /// `crate.readme-title`.
    pub readme_title: Option<String>,
    /// `input.documents`, relative to the file.
    pub documents: Vec<PathBuf>,
    /// `input.overlays`, relative to the file.
    pub overlays: Vec<PathBuf>,
    /// `input.allow-outside`: folders that references may lead to, relative to the file.
    pub allow_outside: Vec<PathBuf>,
    /// `output.dir`, relative to the workspace.
    pub dir: Option<Entry>,
    /// `output.allow-outside`: whether `output.dir` may lead out of the workspace.
    pub may_leave_workspace: bool,
    /// `output.layers`: folders of templates over the default ones, the last one wins; with `./` before it, one beside this file.
    pub layers: Vec<Entry>,
    /// `output.mount-layers`: the entry that asks for a crate in which the layers' files are compiled where they stand.
    pub mount_layers: Option<Entry>,
    /// `output.keep-identical`: whether inline schemas that are identical and called alike are types of their own.
    pub keep_identical: bool,
    /// `output.runtime`: where the client has the runtime from.
    pub runtime: RuntimeChoice,
    /// `output.runtime-features`: what the client needs of the runtime besides what its document has.
    pub runtime_features: Vec<Entry>,
    /// `client.request-id-header`.
    pub request_id_header: Option<String>,
    /// `client.auto-retry-header`: the header by which the service says of a failed request that it may be sent again.
    pub auto_retry_header: Option<String>,
    /// `client.error-message-headers`: the headers in which the service says what went wrong; the first that there is counts.
    pub error_message_headers: Vec<String>,
    /// `client.fresh-connection-after`: after which responses a connection is not used again.
    pub fresh_connection_after: Option<FreshConnectionAfter>,
    /// `client.upload-hosts`: where uploads to URLs that the service names may go, besides its own hosts.
    pub upload_hosts: Vec<String>,
    /// `client.gzip-above`: request bodies of more bytes than this are compressed, unless the caller says otherwise. Without it
    /// none is: many services refuse what is compressed.
    pub gzip_above: Option<u64>,
    /// `client.client-wide`: the headers and query parameters that are set once for the client; inferred without it.
    pub client_wide: Option<Vec<Entry>>,
    /// `client.env-prefix`: what the environment variables of `Client::from_env` begin with.
    pub env_prefix: Option<String>,
    /// `types`: `type/format` → Rust path.
    pub types: BTreeMap<String, Assignment>,
    /// `types`: pointer of a schema → Rust path.
    pub schema_types: Vec<Assignment>,
    /// `rename`: names of the author's choice.
    pub renames: Renames,
    /// `enums`: which are open and which are closed.
    pub enums: Enums,
    /// `models`: derives and attributes of types.
    pub models: Vec<ModelRule>,
    /// `operations`: derives and attributes of request types and methods, and what counts as a success.
    pub operations: Vec<OperationRule>,
    /// `parts`: what can be left out, sorted by name.
    pub parts: Vec<PartChoice>,
    /// `dependencies`: crates that those types come from, as they stand in a manifest.
    pub dependencies: BTreeMap<String, String>,
    /// `dev-dependencies`: crates that the examples of a layer need.
    pub dev_dependencies: BTreeMap<String, String>,
    /// `features`: features of the client beside those that each one has; `default` adds to the default ones.
    pub features: BTreeMap<String, Vec<Entry>>,
    /// `examples`: examples of a layer that need features → those features.
    pub examples: BTreeMap<String, Vec<Entry>>,
    /// `gaps.skip`: pointers of gaps that are accepted.
    pub skip: Vec<Entry>,
    /// `select`: which operations are wanted.
    pub select: Select,
    /// `paging`: how lists are paged.
    pub paging: PagingRules,
    /// The file itself, as shown to people; empty for choices made on the command line.
    pub file: String,
    /// The names that were given once, if they are kept.
    pub lock: Option<Lock>,
}

impl Config {
    /// The choices for a document without a `client.toml`.
    pub fn for_document(name: &str) -> Self {
        Self {
            crate_name: name.to_owned(),
            version: VERSION.to_owned(),
            ..Self::default()
        }
    }
}

/// The version of a package whose author gives none.
pub(super) const VERSION: &str = "0.1.0";
