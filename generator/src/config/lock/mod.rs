//! `names.lock`: the names that were given once. Tables of groups, operations, types, their members and variants of errors, what elements of
//! lists were like, and doubts. All are sorted by place, but members, which keep their order.
//!
//! The text of the file is read by `read` and written by `text`. Whether the names are good is not decided here.

mod members;
mod read;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;

pub use members::with_type;

/// The names of a client that do not change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The file, as shown to people.
    pub file: String,
    /// The form in which it was written.
    pub form: LockForm,
    /// The first document, whose components have keys without a file. Its path leads there from the lock.
    pub document: String,
    /// What a setter of the client's builder is for → its name; `None` in a lock that does not have them.
    pub setters: Option<LockedMembers>,
    /// The bytes of that list.
    pub setters_at: Range<usize>,
    /// Tag, or what else names a group in the document → accessor.
    pub groups: BTreeMap<String, LockedName>,
    /// Place → method and request type.
    pub operations: BTreeMap<String, LockedOperation>,
    /// What a type is → its name.
    pub types: BTreeMap<String, LockedName>,
    /// The keys of the types that no operation needed in the last run.
    pub idle: BTreeSet<String>,
    /// Pointer to a response of an operation → its variant.
    pub variants: BTreeMap<String, LockedName>,
    /// Pointer to a webhook, or to a request of a callback → the type of its body.
    pub webhooks: BTreeMap<String, LockedName>,
    /// Enum that operations share → a word for the type of the body of each variant.
    pub bodies: BTreeMap<String, BTreeMap<String, String>>,
    /// List that a key leads through → the label of each element, and in numbers what it is like.
    pub elements: BTreeMap<String, Vec<(String, String)>>,
    /// Name → why it is not certain that it is the name of the same thing. The author removes what is settled.
    pub doubts: BTreeMap<String, Doubt>,
}

/// Why a name may be that of something else than before.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// What has it was changed very much.
    Changed,
    /// It is in another status or media type.
    Replaced,
    /// It is a parameter of one of the operations that have one each in place of the one of their path.
    Divided,
    /// What had it is a reference to this now.
    Referred,
    /// What had it is gone.
    Reused,
    /// Operations declare different bodies for this variant.
    Bodies,
    /// The operation has another `operationId`.
    Renamed,
    /// The component is in another file.
    Relocated,
    /// The first document is another file, which lacks some of what that one had.
    Exchanged,
}

/// The forms of locks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LockForm {
    /// Its keys are pointers to what it names.
    Positions,
    /// Elements of lists have labels, and nothing else is known of them.
    Unmarked,
    /// Components of all files have the names that they have in the merged document.
    Merged,
    /// Elements of lists are not known by their tags and titles.
    Untagged,
    /// What types and requests consist of has no names.
    Hollow,
    /// The form that is written.
    #[default]
    Current,
}

/// A name, and where it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedName {
    /// The name.
    pub name: String,
    /// Its bytes.
    pub span: Range<usize>,
    /// Of a type: what its fields or variants are called.
    pub members: LockedMembers,
}

/// What a field, a variant or an argument is → its name, in the order of the generated code.
pub type LockedMembers = Vec<(String, String)>;

/// What an operation is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedOperation {
    /// The accessor of its group.
    pub group: LockedName,
    /// Its method; `None` until it is named in a group where another operation has the name that it had.
    pub method: Option<LockedName>,
    /// Its request type; `None` until it is named after a method that has just got another name.
    pub request: Option<LockedName>,
    /// Its own name for its error type, if it has one.
    pub error: Option<LockedName>,
    /// The enum of its error bodies, if that is another name.
    pub shared: Option<LockedName>,
    /// The form of the body that the method sends, unless that is `application/json`: `multipart`, or a dialect of JSON.
    pub body: Option<LockedName>,
    /// The form of the body that it receives, in the same way.
    pub reply: Option<LockedName>,
    /// The enum of what it gives, if that differs by status.
    pub output: Option<LockedName>,
    /// What its arguments and setters are called, and the variants of that enum.
    pub members: LockedMembers,
    /// The `operationId` that it had, by which it is noticed that its path is given to another one.
    pub id: Option<LockedName>,
}

impl Lock {
    /// The type that a variant of a shared enum had as its body.
    pub fn body(&self, of: &str, variant: &str) -> Option<&str> {
        self.bodies.get(of)?.get(variant).map(String::as_str)
    }

    /// The doubts about what a type or a request consists of: `Pet::name`.
    pub fn doubts_within(&self, owner: &str) -> BTreeMap<String, Doubt> {
        let start = format!("{owner}::");
        let from = self.doubts.range(start.clone()..);
        let within = from.take_while(|(name, _)| name.starts_with(&start));
        within.map(|(name, doubt)| (name.clone(), *doubt)).collect()
    }

    /// The locked variant of a response.
    pub fn variant(&self, at: &str) -> Option<&str> {
        self.variants.get(at).map(|locked| locked.name.as_str())
    }

    /// All locked names of error types.
    pub fn errors(&self) -> impl Iterator<Item = &str> {
        let names = self
            .operations
            .values()
            .flat_map(|locked| [&locked.error, &locked.shared]);
        names.flatten().map(|locked| locked.name.as_str())
    }
}

impl Doubt {
    /// The word for it in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Replaced => "replaced",
            Self::Divided => "divided",
            Self::Referred => "referred",
            Self::Reused => "reused",
            Self::Bodies => "bodies",
            Self::Renamed => "renamed",
            Self::Relocated => "relocated",
            Self::Exchanged => "exchanged",
        }
    }
}

impl LockedOperation {
    /// What is left of it if it has no method in this form any more.
    pub fn without_method(&self) -> Self {
        let Self {
            group,
            error,
            shared,
            id,
            ..
        } = self.clone();
        Self {
            group,
            error,
            shared,
            id,
            ..Self::default()
        }
    }

    /// Its method with its group: `tasks.list`.
    pub fn path(&self) -> Option<String> {
        let method = self.method.as_ref()?;
        Some(format!("{}.{}", self.group.name, method.name))
    }
}

impl From<String> for LockedName {
    fn from(name: String) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }
}
