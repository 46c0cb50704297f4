//! How the branches of a union are recognised.

use serde_json::Value;

/// How a branch is recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// The tag has one of these values; the branch is the whole object.
    Tag(Vec<Constant>),
    /// The object has this key; the branch is the value below it.
    Member(String),
    /// The object has one of these keys; the branch is the whole object.
    Key(Vec<String>),
    /// The object has none of the other branches' keys; the branch is the whole object.
    Otherwise,
    /// The value is of one of these kinds.
    Kind(Vec<ValueKind>),
    /// It decodes, and these properties have these values if they are there; tried in order.
    Trial(Vec<(String, Constant)>),
}

/// Who writes the tag of a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagging {
    /// What the branch holds: the tag is a field of it that can be nothing else. So it is if no tag tells the branch.
    Held,
    /// The union: the tag is no field of what the branch holds.
    Added,
    /// The union: the tag is a field of what the branch holds, but may be missing or that of another branch.
    Corrected,
}

/// A value that tells a branch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constant {
    /// It is not there, or is no constant.
    Missing,
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A text.
    Text(String),
    /// A text that is none of those of other branches.
    AnyText,
}

impl Constant {
    /// Whether a JSON value is this one.
    pub fn is(&self, value: &Value) -> bool {
        match self {
            Self::Missing | Self::AnyText => false,
            Self::Null => value.is_null(),
            Self::Bool(flag) => value.as_bool() == Some(*flag),
            Self::Integer(number) => value.as_i64() == Some(*number),
            Self::Text(text) => value.as_str() == Some(text),
        }
    }
}

/// The kind of a JSON value. Displayed as the variant of the runtime's `Kind`, and as it stands in `names.lock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number without a fraction. Only decoders look so closely; a shape is a `Number`.
    Integer,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
    /// Any of them.
    Any,
}

impl ValueKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Bool => "Bool",
            Self::Integer => "Integer",
            Self::Number => "Number",
            Self::Text => "Text",
            Self::List => "List",
            Self::Object => "Object",
            Self::Any => "Any",
        }
    }

    /// Several, in words.
    pub fn words(kinds: &[Self]) -> String {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        format!("JSON {}", names.join(" or ").to_lowercase())
    }
}

/// How the branches of a union are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// By the discriminator of the document.
    Discriminator,
    /// By a field whose constant differs from branch to branch.
    Constant,
    /// By a field with constants, of which several branches may have the same.
    SharedConstant,
    /// Each branch has a single key, and no two have the same.
    OnlyKey,
    /// By a key that no other branch has.
    OwnKey,
    /// By the keys of a group that are there.
    Group,
    /// By the kind of JSON value.
    Kind,
    /// By the kind of JSON value, and of objects by a tag or by keys.
    KindAndObject,
    /// Not at all: the first branch that decodes.
    Trial,
}

impl Strategy {
    /// As the documentation of the type says it after "Told apart", and the report as it is.
    pub fn words(self) -> &'static str {
        match self {
            Self::Discriminator => "by the discriminator that the document declares",
            Self::Constant => "by a field with another constant in each branch",
            Self::SharedConstant => "by a field with a constant in each branch, those with the same one together",
            Self::OnlyKey => "by its only key",
            Self::OwnKey => "by a key that only one branch has",
            Self::Group => "by which of its keys the object has",
            Self::Kind => "by the kind of JSON value",
            Self::KindAndObject => "by the kind of JSON value, and objects by what they have",
            Self::Trial => {
                "by trial, in this order: the first that fits of those with fields for most keys of the value"
            }
        }
    }
}
