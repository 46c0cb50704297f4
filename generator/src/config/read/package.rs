//! `[crate]`, `[input]`, `[output]`, `[client]` and `[gaps]`.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::connection::RawFreshConnectionAfter;
use super::runtime::{RawRuntime, Written};

pub(super) const A_VERSION: &str = "write three numbers, `0.1.0`";

/// The package that is written.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Package {
    /// Its name, `petstore-client`: letters, digits, `-` and `_`, a letter first.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// Its version, three numbers; `0.1.0` if not given.
    #[schemars(with = "Option<String>")]
    pub version: Option<Spanned<String>>,
    /// What it is, in a sentence: the description of the package, and the first words of its documentation.
    pub description: Option<String>,
    /// An SPDX expression; `Apache-2.0 OR MIT` if not given.
    pub license: Option<String>,
    /// Keywords of the package.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The title of its README; the name of the package if not given.
    pub readme_title: Option<String>,
}

/// The documents of the API.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Input {
    /// OpenAPI 3.0, 3.1 or 3.2 documents, YAML or JSON, relative to this file. Several are merged; the first gives `info`, `servers`
    /// and `security`.
    #[schemars(with = "Vec<PathBuf>", length(min = 1))]
    pub documents: Spanned<Vec<PathBuf>>,
    /// OpenAPI Overlay 1.0 documents, relative to this file, applied in this order to the merged document.
    #[serde(default)]
    pub overlays: Vec<PathBuf>,
    /// Folders, relative to this file, that references of the documents may lead to. Without it they may only lead below the folders
    /// of the documents.
    #[serde(default)]
    pub allow_outside: Vec<PathBuf>,
}

/// Where the crate goes, and the templates that it is made from.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Output {
    /// The folder of the crate, relative to the workspace; `generated/<api>` if not given.
    #[schemars(with = "Option<PathBuf>")]
    pub dir: Option<Spanned<String>>,
    /// Whether `dir` may lead out of the workspace; `false` if not given.
    #[serde(default)]
    pub allow_outside: bool,
    /// Folders of templates over the default ones: names of folders below `templates`, or paths from this file that begin with
    /// `./`, like `./templates`. Of files with the same path the last one counts.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub layers: Vec<Spanned<String>>,
    /// Whether to add the crate `<dir>/layers`, which compiles the files of the layers where they are edited, so that rust-analyzer,
    /// clippy and `cargo fmt` work on them; `false` if not given. It belongs to the members of the workspace.
    #[schemars(with = "Option<bool>")]
    pub mount_layers: Option<Spanned<bool>>,
    /// Whether inline schemas with the same content remain types of their own; `false` if not given. By default those that are called
    /// alike, such as the property `address` of two schemas or the error bodies of all operations, become one type.
    #[serde(default)]
    pub keep_identical: bool,
    /// Where the client has the runtime from: `"copy"`, which is the default, or where cargo finds the crate `oasmith-runtime`,
    /// `{ path = "../../oasmith-runtime" }`. Clients that depend on one crate share its types, and compile it once.
    #[schemars(with = "Option<RawRuntime>")]
    pub runtime: Option<Spanned<Written>>,
    /// What hand-written modules need of the runtime besides what the document has, as features of `oasmith-runtime`:
    /// `["uploads"]`. With `"tokens"` the client fetches and renews bearer tokens though the document has no scheme for them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub runtime_features: Vec<Spanned<String>>,
}

/// How the client behaves at run time, where its users say nothing else.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Client {
    /// The header of a response that names the request for the service's support, `x-request-id`.
    #[schemars(with = "Option<String>")]
    pub request_id_header: Option<Spanned<String>>,
    /// The header by which the service says of a failed request that it may be sent again: it is `true` then.
    #[schemars(with = "Option<String>")]
    pub auto_retry_header: Option<Spanned<String>>,
    /// Headers in which the service says what went wrong, percent-encoded or plain, `["grpc-message"]`: the first that there is counts
    /// where the body of an error has no words.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub error_message_headers: Vec<Spanned<String>>,
    /// After which responses a connection is not used again: for services that send more than one response to a request, the second
    /// of which would be taken for that to another request. Each request has a connection for itself then.
    pub fresh_connection_after: Option<RawFreshConnectionAfter>,
    /// Hosts to which the client uploads at URLs that the service names, besides those of its servers, `["*.blob.example.net"]`: a
    /// `*` at the beginning is one label or several, further on just one. Uploads elsewhere are refused.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub upload_hosts: Vec<Spanned<String>>,
    /// Headers and query parameters that are set once, on the client's builder, and are no arguments of single operations,
    /// `["Tenant-Id"]`. Without it those are that nine of ten operations have and whose names leave no doubt: tenants, accounts, versions,
    /// keys. `[]` for none.
    #[schemars(with = "Option<Vec<String>>")]
    pub client_wide: Option<Vec<Spanned<String>>>,
    /// What the environment variables of `Client::from_env` begin with, `PETSTORE`; the name of the crate if not given.
    #[schemars(with = "Option<String>")]
    pub env_prefix: Option<Spanned<String>>,
    /// Request bodies of more bytes than this are compressed, unless the caller says otherwise. Without it none is: many services
    /// refuse what is compressed. In bytes, `1024`.
    pub gzip_above: Option<u64>,
}

/// What may be lost.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Gaps {
    /// Pointers of gaps that are accepted, `#/components/schemas/Odd`: they are not told of any more, and `--strict` passes.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub skip: Vec<Spanned<String>>,
}

pub(super) fn is_version(text: &str) -> bool {
    semver::Version::parse(text).is_ok()
}

pub(super) const A_HEADER: &str = "the name of a header is letters, digits, `-` and `_`";

pub(super) fn is_header(name: &str) -> bool {
    let may_stand = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    !name.is_empty() && name.chars().all(may_stand)
}

pub(super) const A_PREFIX: &str = "use letters, digits and `_`, and begin with a letter: `PETSTORE`";

pub(super) const A_HOST: &str =
    "write the name of a host without scheme, port or path, `files.example.net` or `*.files.example.net`";

/// Whether this is the name of a host, of which labels may be `*`.
pub fn is_host(name: &str) -> bool {
    let may_stand = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    name.split('.')
        .all(|label| label == "*" || !label.is_empty() && label.chars().all(may_stand))
}

pub(super) const A_LAYER: &str =
    "a layer is the name of a folder below `templates/`, or a path from this file that begins with `./`";

/// A folder below `templates`, or one beside the file.
pub(super) fn is_layer(name: &str) -> bool {
    match name.strip_prefix("./") {
        Some(path) => path.split('/').all(is_folder),
        None => is_folder(name),
    }
}

fn is_folder(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\'])
}
