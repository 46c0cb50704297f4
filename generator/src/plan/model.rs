//! Generated types.

use super::union::{Criterion, Strategy, Tagging};
use super::{Docs, Extras, FieldId, ModelId, Type};
use crate::pointer::Pointer;

/// A generated type.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its id.
    pub id: ModelId,
    /// Its Rust name.
    pub name: String,
    /// Its module below `models`.
    pub module: String,
    /// Its documentation.
    pub docs: Docs,
    /// The schema it came from.
    pub at: Pointer,
    /// What it is, in words that stay the same when the document grows.
    pub origin: String,
    /// Whether callers build it: then it has `new` and setters, else it is `#[non_exhaustive]`.
    pub sent: bool,
    /// Whether the service sends it.
    pub received: bool,
    /// Whether callers can check it against the limits that the document states.
    pub checked: bool,
    /// Whether it holds others so deeply that the compiler does not find out by itself that it may cross threads.
    pub deep: bool,
    /// Whether values can be compared, sorted and hashed, because others are found by them.
    pub key: bool,
    /// Whether a key is printed, as its parts with slashes between them.
    pub printed: bool,
    /// For the read half of a type that was split by direction: how the written half is made from it.
    pub conversion: Option<Conversion>,
    /// The parts of the client any of which bring it, sorted; none: it is always there.
    pub parts: Vec<String>,
    /// What the author adds to its definition.
    pub extras: Extras,
    /// What it is.
    pub definition: Definition,
}

/// What a generated type is.
#[derive(Clone, Debug)]
pub enum Definition {
    /// A struct.
    Record(Record),
    /// Named texts.
    TextEnum(TextEnum),
    /// One of several.
    Union(Union),
}

impl Definition {
    /// The types of its fields and of their map, or of its branches, in order.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Record(record) => record.types().chain(&record.rest).collect(),
            Self::Union(union) => union.types().collect(),
            Self::TextEnum(_) => Vec::new(),
        }
    }
}

/// A struct.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Its fields, in document order.
    pub fields: Vec<Field>,
    /// The type of keys that are no fields, where the document gives them one.
    pub rest: Option<Type>,
}

/// How the written half of a split type is made from the read half.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The written half.
    pub target: ModelId,
    /// Fields that must be written and are never read: arguments of the conversion.
    pub missing: Vec<Field>,
    /// All other fields of the written half, for a record.
    pub copied: Vec<Copied>,
    /// The map of all other keys, for a record that has one.
    pub rest: Option<ConversionStep>,
    /// The branches, for a union.
    pub variants: Vec<Turned>,
}

/// One field of a conversion.
#[derive(Clone, Debug)]
pub struct Copied {
    /// The field of the written half.
    pub to: FieldId,
    /// Where its value comes from.
    pub from: ValueOrigin,
}

/// Where the value of a written field comes from.
#[derive(Clone, Debug)]
pub enum ValueOrigin {
    /// This field of the read half, and what is done to its value.
    Read(FieldId, ConversionStep),
    /// It has a value by itself.
    Implied(Type, Literal),
    /// It has only one value, and the read half does not have it.
    Constant(Box<Field>),
    /// It is left out.
    Absent,
}

/// One branch of a conversion.
#[derive(Clone, Debug)]
pub struct Turned {
    /// The name of the variant in both halves.
    pub name: String,
    /// What is done to its value; `None` if it holds nothing.
    pub steps: Option<ConversionStep>,
}

/// What is done to a value on the way from the read half to the written half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversionStep {
    /// It is moved.
    Move,
    /// `x.into()`
    Into,
    /// `*x`, then the step.
    Unboxed(Box<ConversionStep>),
    /// The step, then `Box::new(x)`.
    Boxed(Box<ConversionStep>),
    /// What is in the `Option`.
    Option(Box<ConversionStep>),
    /// Each element of the `Vec`.
    List(Box<ConversionStep>),
    /// Each value of the map.
    Map(Box<ConversionStep>),
    /// What is in the `Option`, then `Nullable` of it.
    Nullable(Box<ConversionStep>),
}

impl ConversionStep {
    /// The step within a container; where nothing is done, the container is moved as a whole.
    #[must_use]
    pub fn within(self, container: fn(Box<ConversionStep>) -> ConversionStep) -> ConversionStep {
        match self {
            Self::Move => Self::Move,
            step => container(Box::new(step)),
        }
    }
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// The Rust name.
    pub name: String,
    /// The name of its setter.
    pub setter: String,
    /// The type of the value.
    pub ty: Type,
    /// Whether the value may be missing or null.
    pub presence: Presence,
    /// What it is on the wire.
    pub member: Member,
    /// Documentation.
    pub docs: Docs,
}

/// What a field of a struct is on the wire.
#[derive(Clone, Debug)]
pub enum Member {
    /// One member of the object.
    Single(Single),
    /// A group of members, of which at most one is there: what the author calls it.
    Group(String),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Single {
    /// Its key, verbatim.
    pub key: String,
    /// Its only value, a variant of its enum, a boolean or a number: filled in by `new`.
    pub constant: Option<Literal>,
    /// What `validate` checks.
    pub bounds: Vec<Bound>,
}

/// Whether a value may be missing or null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Always there, may be null.
    RequiredNullable,
    /// May be missing; a null that is read means missing.
    Optional,
    /// May be missing or null, and the two differ.
    Nullable,
    /// May be missing, which means this value: it is not written while it is that.
    Implied(Literal),
}

impl Presence {
    /// Whether the field is the value itself, without an `Option` around it.
    pub fn is_plain(&self) -> bool {
        matches!(self, Self::Required | Self::Implied(_))
    }

    /// Whether `new` asks for the value.
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }
}

/// A value that a field has by itself; its type is that of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(serde_json::Number),
    /// A text.
    Text(String),
    /// A variant of the field's enum.
    Variant(String),
    /// No elements, keys or bytes.
    Empty,
}

impl Literal {
    /// Whether it is what `Default` gives.
    pub fn is_default(&self) -> bool {
        match self {
            Self::Bool(flag) => !flag,
            Self::Number(number) => number.as_f64() == Some(0.0),
            Self::Text(text) => text.is_empty(),
            Self::Variant(_) => false,
            Self::Empty => true,
        }
    }
}

/// A limit of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// Characters of a text.
    MinLength(u64),
    /// Characters of a text.
    MaxLength(u64),
    /// Elements of a list.
    MinItems(u64),
    /// Elements of a list.
    MaxItems(u64),
    /// Keys of a map.
    MinProperties(u64),
    /// Keys of a map.
    MaxProperties(u64),
    /// Smallest value, as written.
    Minimum(serde_json::Number),
    /// Largest value, as written.
    Maximum(serde_json::Number),
    /// Above this value.
    Above(serde_json::Number),
    /// Below this value.
    Below(serde_json::Number),
}

/// Named texts.
#[derive(Clone, Debug)]
pub struct TextEnum {
    /// Its values.
    pub values: Vec<TextValue>,
    /// Whether unknown texts are kept.
    pub open: bool,
}

/// One text.
#[derive(Clone, Debug)]
pub struct TextValue {
    /// Rust name.
    pub name: String,
    /// Text on the wire.
    pub wire: String,
    /// Other texts that are read as this one.
    pub aliases: Vec<String>,
    /// What the document says of it.
    pub description: Option<String>,
}

/// One of several.
#[derive(Clone, Debug)]
pub struct Union {
    /// The branches.
    pub variants: Vec<Variant>,
    /// Whether a branch that is not known is kept.
    pub open: bool,
    /// The key that is looked at, for [`Criterion::Tag`].
    pub tag: Option<String>,
    /// How branches are told apart.
    pub strategy: Strategy,
}

impl Union {
    /// Whether its branches are members of a record, which has one field for all of them.
    pub fn is_group(&self) -> bool {
        self.strategy == Strategy::Group
    }

    /// Whether there is a variant for what is not known. A record cannot tell what it does not know of a group.
    pub fn keeps_unknown(&self) -> bool {
        self.open && !self.is_group()
    }
}

/// A branch.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Rust name.
    pub name: String,
    /// What it holds; `None` if it has only one value.
    pub ty: Option<Type>,
    /// For a variant that holds nothing: whether its only value is `true`, not the empty object.
    pub is_true: bool,
    /// How it is recognised.
    pub criterion: Criterion,
    /// Who writes the tag by which it is recognised.
    pub tagging: Tagging,
    /// Documentation.
    pub docs: Docs,
}
