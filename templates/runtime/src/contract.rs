//! The contract between generated code and the documents that it is generated from: the words that are taken.
//!
//! Generated code stands on names of its own: methods of the builder and of requests, imports, variants. Nothing that a
//! document names may be called like one of them. Each of these words stands here, once. Lowering reads the tables and
//! gives another name to whatever would clash; `tests/tests/contract.rs` compares each table with the runtime and with
//! generated code, and fails for a word too few as for one too many.
//!
//! Keywords are not in here, because they are a matter of spelling. Neither are names in macros: type parameters and
//! items that a macro of the runtime declares begin with `__`, which no generated name does, and everything else in it
//! has a path.

/// The number of the contract between generated code and the runtime crate, which a client states. It is raised when
/// generated code names something that runtimes of earlier contracts do not have, or when they have something that it
/// cannot do without.
///
/// | contract | what is new |
/// |---|---|
/// | 1 | |
/// | 2 | `text_enum!` and `closed_text_enum!` take the table of texts; `build!` and `setters!`; the table of a union, `union!`; the keys of a branch that is tried; `about!`, `success!` and `failure!` of operations; a client asks for the features that it needs; tags of unions, bodies that are not described, uploads from a `Source`; methods of any name; `threads!` of deep types; whole query strings, cookies as they are; ways of paging: `NextPage`, `PageFacts`, `EMPTY_CURSORS`; parameters that the client has for all requests; types of other crates |
pub const NUMBER: u32 = 2;

/// Types and traits that files of models, errors and webhooks name without a path. No type of a document has such a
/// name.
pub const MODEL_TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Default",
    "Empty",
    "From",
    "Into",
    "IntoIterator",
    "Nullable",
    "Number",
    "Option",
    "Secret",
    "Set",
    "SetOrChange",
    "SetOrNull",
    "String",
    "UnknownJson",
    "UnknownText",
    "Vec",
];

/// Types and traits that files of operations name without a path. No request and no handle of a group has such a name.
pub const OPERATION_TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Call",
    "Core",
    "Into",
    "IntoIterator",
    "Operation",
    "Option",
    "Paged",
    "PathStyle",
    "Request",
    "Result",
    "String",
    "Style",
    "Vec",
];

/// The variant of values that the document does not know. Closed enums keep it free as well, so opening one renames
/// nothing.
pub const UNKNOWN: &str = "Unknown";

/// The field of a record that takes all other keys.
pub const REST: &str = "additional_properties";

/// Methods whose names have a meaning of their own: those of traits that generated types implement, those that clippy
/// takes for the methods of a trait, and `new`. No setter, operation or group has such a name.
pub const METHODS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "fmt",
    "from",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into",
    "into_iter",
    "mul",
    "ne",
    "neg",
    "new",
    "next",
    "not",
    "partial_cmp",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "to_string",
];

/// Further methods of records. No setter has such a name.
pub const RECORD_METHODS: &[&str] = &["into_write", "validate"];

/// Further methods of requests. No setter has such a name. Some belong only to requests that can be paged, followed or
/// waited for; they are taken for all, so that a request that becomes one of them keeps the names of its setters.
pub const REQUEST_METHODS: &[&str] = &[
    "deadline",
    "feed",
    "header",
    "into_future",
    "items",
    "max_response",
    "pages",
    "retry",
    "send",
    "send_with_response",
    "timeout",
    "validate",
    "wait",
];

/// Fields of requests besides their arguments.
pub const REQUEST_FIELDS: &[&str] = &["body", "call"];

/// Methods of every client besides the accessors of groups.
pub const CLIENT_METHODS: &[&str] = &["builder", "from_env"];

/// Modules that no group may have: the one of types that several groups use, and those in which the modules of groups
/// are.
pub const GROUP_MODULES: &[&str] = &["models", "operations", "shared"];

/// Methods of every builder besides those for server variables and credentials.
pub const BUILDER_METHODS: &[&str] = &[
    "build",
    "client_credentials",
    "gzip_above",
    "header",
    "max_connections",
    "max_response",
    "origin",
    "retry",
    "server_url",
    "timeout",
    "token",
    "token_provider",
    "transport",
    "user_agent",
];

/// The same where operations have servers of their own.
pub const REDIRECT_SERVER: &str = "redirect_server";

/// The same where uploads are limited to certain hosts.
pub const UPLOAD_HOST: &str = "upload_host";

/// What every client reads from the environment, below the prefix: `PETSTORE_TOKEN`. A variable of the server is read by
/// the name of its setter, so no setter is called like this.
pub const ENVIRONMENT: &[&str] = &["token", "url"];

/// Modules that the root of every crate has by itself. A hand-written file of such a name takes the place of the generated
/// one; only [`BLOCKING`] has no file of its own. `env` is declared like a hand-written module.
pub const ROOT_MODULES: &[&str] = &["blocking", "client", "errors", "models", "operations", "runtime"];

/// The module that a crate takes from the runtime.
pub const BLOCKING: &str = "blocking";

/// Cargo features of every client besides `default`.
pub const FEATURES: &[&str] = &["rustls", "rustls-ring", "native-tls", "blocking"];
