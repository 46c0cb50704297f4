//! `client.toml`: what a client's author chooses and a document cannot say. Imports nothing of ours.
//!
//! In: the text of the file, and of the `names.lock` beside it. Out: a plain [`Config`], or what is wrong and where. It opens
//! no files; paths stay as they are written.

mod choices;
mod glob;
mod keys;
mod lock;
mod read;
mod schema;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub use choices::{Additions, Choice, Enums, Kind, ModelRule, OperationRule, Part, Renames, SuccessRule};
pub use glob::matches as glob_matches;
pub use keys::did_you_mean;
pub use lock::{Lock, LockedName, LockedOperation};
pub use read::{is_host, is_rust_path};
pub use schema::schema;

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
    pub layers: Vec<String>,
    /// `output.mount-layers`: whether a crate goes along in which the layers' files are compiled where they stand.
    pub mount_layers: bool,
    /// `client.request-id-header`.
    pub request_id_header: Option<String>,
    /// `client.auto-retry-header`: the header by which the service says of a failed request that it may be sent again.
    pub auto_retry_header: Option<String>,
    /// `client.error-message-headers`: the headers in which the service says what went wrong; the first that there is counts.
    pub error_message_headers: Vec<String>,
    /// `client.fresh-connection-after`: after which answers a connection is not used again.
    pub fresh_connection_after: Option<FreshConnectionAfter>,
    /// `client.upload-hosts`: where uploads to URLs that the service names may go, besides its own hosts.
    pub upload_hosts: Vec<String>,
    /// `client.gzip-above`: request bodies of more bytes than this are compressed, unless the caller says otherwise. Without it
    /// none is: many services refuse what is compressed.
    pub gzip_above: Option<u64>,
    /// `client.env-prefix`: what the environment variables of `Client::from_env` begin with.
    pub env_prefix: Option<String>,
    /// `types`: `type/format` → Rust path.
    pub types: BTreeMap<String, String>,
    /// `types`: pointer of a schema → Rust path.
    pub schema_types: Vec<Choice>,
    /// `rename`: names of the author's choice.
    pub renames: Renames,
    /// `enums`: which are open and which are closed.
    pub enums: Enums,
    /// `models`: derives and attributes of types.
    pub models: Vec<ModelRule>,
    /// `operations`: derives and attributes of request types and methods, and what counts as a success.
    pub operations: Vec<OperationRule>,
    /// `parts`: what can be left out, sorted by name.
    pub parts: Vec<Part>,
    /// `dependencies`: crates that those types come from, as they stand in a manifest.
    pub dependencies: BTreeMap<String, String>,
    /// `dev-dependencies`: crates that the examples of a layer need.
    pub dev_dependencies: BTreeMap<String, String>,
    /// `features`: features of the client beside those that each one has; `default` adds to the default ones.
    pub features: BTreeMap<String, Vec<String>>,
    /// `examples`: examples of a layer that need features → those features.
    pub examples: BTreeMap<String, Vec<String>>,
    /// `gaps.skip`: pointers of gaps that are accepted.
    pub skip: Vec<Entry>,
    /// `select`: which operations are wanted.
    pub select: Select,
    /// The file itself, as shown to people; empty for choices made on the command line.
    pub file: String,
    /// The names that were given once, if they are kept.
    pub lock: Option<Lock>,
}

/// After which answers a connection is not used again, because a second answer may follow them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FreshConnectionAfter {
    /// Their statuses.
    pub statuses: Vec<u16>,
    /// Their media type; without it any counts.
    pub content_type: Option<String>,
}

/// A word of the file, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The word.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self { text, span: 0..0 }
    }
}

/// Which operations are wanted: those that any of the lists names, all if none is given, without those that are excluded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Globs over paths: `*` stands for a part of a segment, `**` for any segments.
    pub paths: Vec<Entry>,
    /// Tags.
    pub tags: Vec<Entry>,
    /// Values of `operationId`.
    pub operations: Vec<Entry>,
    /// Globs over paths.
    pub exclude_paths: Vec<Entry>,
    /// Tags.
    pub exclude_tags: Vec<Entry>,
    /// Values of `operationId`.
    pub exclude_operations: Vec<Entry>,
}

/// Where templates are read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// The folder that holds the layers that are given by name.
    pub root: Option<PathBuf>,
    /// The layers, the last one wins.
    pub layers: Vec<Layer>,
    /// The folder of the crate, if a crate goes along in which the layers' files are compiled where they stand.
    pub mount: Option<PathBuf>,
    /// Leaves out what is the same for every document: the runtime, and `API.txt`, which lists it. For those who try many
    /// documents, and look only at what depends on them.
    pub without_runtime: bool,
}

/// Where one layer of templates is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layer {
    /// A folder below [`Templates::root`].
    Named(String),
    /// Any other folder.
    Folder {
        /// The folder.
        path: PathBuf,
        /// As its author names it.
        shown: String,
    },
}

impl Templates {
    /// The layers of a `client.toml`: one that begins with `./` is a folder beside it.
    pub fn of(config: &Config, root: Option<PathBuf>, beside: &Path) -> Self {
        let layer = |name: &String| match name.strip_prefix("./") {
            Some(folder) => Layer::Folder {
                path: beside.join(folder),
                shown: name.clone(),
            },
            None => Layer::Named(name.clone()),
        };
        Self {
            root,
            layers: config.layers.iter().map(layer).collect(),
            ..Self::default()
        }
    }
}

/// What is wrong with a `client.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// In one sentence.
    pub message: String,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What to do about it.
    pub help: Option<String>,
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

    /// Reads the text of a `client.toml`.
    pub fn read(text: &str) -> Result<Self, ConfigError> {
        read::read(text)
    }
}

const VERSION: &str = "0.1.0";

/// Whether cargo takes this as the name of a package.
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
}
