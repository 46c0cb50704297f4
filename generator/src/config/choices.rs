//! What an author chooses for single types, operations and parts of the client, as passes see it.

use std::collections::BTreeMap;

use super::entry::Entry;

/// A word of the author's choice, and what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// What it is for.
    pub of: Entry,
    /// The word.
    pub word: String,
}

/// Names of the author's choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames {
    /// Component or pointer → type.
    pub types: Vec<Assignment>,
    /// `operationId`, or method and path → `method` or `group.method`.
    pub operations: Vec<Assignment>,
    /// `Schema.property` → field.
    pub fields: Vec<Assignment>,
    /// `operationId`, or method and path → error type.
    pub errors: Vec<Assignment>,
}

/// Which enums and unions keep what they do not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enums {
    /// Those that do not.
    pub closed: Vec<Entry>,
    /// Those that do.
    pub open: Vec<Entry>,
}

/// What is added to an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Additions {
    /// Paths of derives.
    pub derive: Vec<String>,
    /// Attributes, without `#[` and `]`.
    pub attributes: Vec<String>,
}

/// A kind of generated type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelKind {
    /// A struct.
    Record,
    /// Named texts.
    Enum,
    /// One of several.
    Union,
}

/// What is added to types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelRule {
    /// Globs over Rust names.
    pub matches: Vec<Entry>,
    /// The kinds it is for; all if empty.
    pub kinds: Vec<ModelKind>,
    /// Only types that callers send, or do not.
    pub sent: Option<bool>,
    /// Only types that the service sends, or does not.
    pub received: Option<bool>,
    /// What is added.
    pub adds: Additions,
}

/// Which responses with a status from 200 to 299 are successes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuccessRule {
    /// Those that are declared, those that can be decoded, and what services often send in their place.
    Forgiving,
    /// Those that are declared.
    Declared,
    /// All.
    Any,
}

/// What is chosen for operations: what is added to their request types and methods, and what counts as a success.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationRule {
    /// Globs over Rust names of request types, or over `group.method`.
    pub matches: Vec<Entry>,
    /// What is added to the type.
    pub adds: Additions,
    /// Attributes of the method.
    pub methods: Vec<String>,
    /// What counts as a success.
    pub success: Option<SuccessRule>,
}

/// What can be left out of the client: a cargo feature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartChoice {
    /// The feature.
    pub name: Entry,
    /// What it is for.
    pub description: Option<String>,
    /// Documents whose operations are in it, as `input.documents` has them.
    pub documents: Vec<Entry>,
    /// Tags whose operations are in it.
    pub tags: Vec<Entry>,
    /// Operations that are in it, by `operationId`.
    pub operations: Vec<Entry>,
    /// Parts that come with it.
    pub needs: Vec<Entry>,
    /// Hand-written modules of layers that are there only with it.
    pub modules: Vec<Entry>,
    /// Crates that only it needs.
    pub dependencies: Vec<Entry>,
}

/// After which responses a connection is not used again, because a second response may follow them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FreshConnectionAfter {
    /// Their statuses.
    pub statuses: Vec<u16>,
    /// Their media type; without it any counts.
    pub content_type: Option<String>,
}

/// Where a client has the runtime from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RuntimeChoice {
    /// It carries a copy.
    #[default]
    Copy,
    /// It depends on the crate: where cargo finds that, by the keys of a manifest.
    Crate(BTreeMap<String, Entry>),
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
