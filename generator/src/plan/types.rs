//! Types of fields, arguments and bodies.

use super::ModelId;

/// A Rust type as the generator thinks of it; `emit` knows how each is spelled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `f64`
    F64,
    /// An exact JSON number.
    Number,
    /// `String`
    Text,
    /// Text that is never printed.
    Secret,
    /// Bytes that travel as base64 text.
    Base64,
    /// The same in the alphabet for URLs.
    Base64Url,
    /// The content of a file that is sent.
    Upload,
    /// Any JSON value.
    Json,
    /// Any JSON object.
    JsonObject,
    /// The object that is always empty.
    Empty,
    /// A type of the user's choice, by path.
    Path(String),
    /// A generated type.
    Model(ModelId),
    /// `Vec<T>`
    List(Box<Type>),
    /// `BTreeMap<String, T>`
    Map(Box<Type>),
    /// `Option<T>` inside a list or a map.
    Optional(Box<Type>),
    /// A value whose form on the wire is not the one that serde gives its type, so the runtime writes and reads it: an integer of 64
    /// bits in quotes, an `f64` that is in quotes where JSON has no word for it, [`Type::Time`] and [`Type::Decimal`].
    Quoted(Box<Type>),
    /// `time::OffsetDateTime`, a text of RFC 3339; only in [`Type::Quoted`].
    Time,
    /// `rust_decimal::Decimal`, a number whose digits are never rounded; only in [`Type::Quoted`].
    Decimal,
    /// `Box<T>`, where the type would contain itself.
    Boxed(Box<Type>),
    /// `{set: T}`
    Set(Box<Type>),
    /// `{set: T}` or `{setNull: true}`
    SetOrNull(Box<Type>),
    /// `{set: [T]}` or `{add: [T], remove: [T]}`
    SetOrChange(Box<Type>),
}

impl Type {
    /// The generated type that a value of this type holds directly, so that its size is part of this one's.
    pub fn by_value(&self) -> Option<ModelId> {
        match self {
            Self::Model(id) => Some(*id),
            Self::Optional(inner) | Self::Set(inner) | Self::SetOrNull(inner) => inner.by_value(),
            _ => None,
        }
    }

    /// The type that this one wraps.
    pub fn inner(&self) -> Option<&Type> {
        match self {
            Self::List(inner)
            | Self::Map(inner)
            | Self::Optional(inner)
            | Self::Quoted(inner)
            | Self::Boxed(inner)
            | Self::Set(inner)
            | Self::SetOrNull(inner)
            | Self::SetOrChange(inner) => Some(inner),
            _ => None,
        }
    }

    /// Whether a value of this type, or what is in its containers, may be quoted on the wire.
    pub fn is_quoted(&self) -> bool {
        matches!(self, Self::Quoted(_)) || self.inner().is_some_and(Self::is_quoted)
    }

    /// The generated type whose limits are checked with a value of this type; elements that may be null are not looked at.
    pub fn checked_model(&self) -> Option<ModelId> {
        match self {
            Self::Model(id) => Some(*id),
            Self::Optional(_) => None,
            _ => self.inner().and_then(Self::checked_model),
        }
    }

    /// The generated type that is named in this type.
    pub fn model(&self) -> Option<ModelId> {
        match self {
            Self::Model(id) => Some(*id),
            _ => self.inner().and_then(Self::model),
        }
    }
}

/// Text of a document, as its author wrote it: Markdown that nobody has checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The first paragraph stands alone in lists.
    pub summary: Option<String>,
    /// The rest.
    pub description: Option<String>,
    /// Sentences that the generator adds: limits, defaults, where a value comes from. Trusted.
    pub notes: Vec<String>,
    /// What the service takes if a value is not given, as JSON.
    pub default: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
}
