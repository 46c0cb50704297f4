//! What is wrong, as data: remedies read it, and the sentence about it is made here.

use std::fmt;

use serde_json::{Number, Value};

/// The data of a message, for those codes whose remedy needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// A value is not what its place needs.
    Mismatch(Mismatch),
    /// A path has a name between braces that no path parameter has.
    Undeclared {
        /// The name.
        name: String,
        /// The parameter that is taken for it.
        taken: Option<String>,
    },
}

/// A value that is not what its place needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What the value belongs to: a key in backticks, or a kind of object.
    pub subject: String,
    /// What the place needs.
    pub expected: Expected,
    /// What stands there.
    pub found: Found,
    /// What it is read as, if it is read at all.
    pub meant: Option<String>,
}

/// What a place needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// Any number.
    Number,
    /// A number without a fraction or a sign.
    Whole,
    /// A list.
    List,
    /// A mapping.
    Mapping,
    /// A mapping from methods to operations.
    PathItem,
    /// A schema: a mapping, `true` or `false`.
    Schema,
    /// A schema, or before 2020-12 a list of schemas by position.
    Items,
    /// A boolean in OpenAPI 3.0, a number in 3.1.
    BooleanOrNumber,
    /// The name of a type, or in OpenAPI 3.1 a list of them.
    Types,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// A value that stands in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(String),
    /// A list.
    List,
    /// A mapping.
    Mapping,
}

impl Expected {
    /// Whether a value is what the place needs.
    pub fn is_met_by(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Boolean => value.is_boolean(),
            Self::Number => value.is_number(),
            Self::Whole => value.as_u64().is_some() || value.as_f64().is_some_and(|n| n >= 0.0 && n.fract() == 0.0),
            Self::List => value.is_array(),
            Self::Mapping | Self::PathItem => value.is_object(),
            Self::Schema => value.is_object() || value.is_boolean(),
            Self::Items => value.is_object() || value.is_boolean() || value.is_array(),
            Self::BooleanOrNumber => value.is_boolean() || value.is_number(),
            Self::Types => match value {
                Value::Array(names) => names.iter().all(|name| name.is_string() || name.is_null()),
                name => name.is_string() || name.is_null(),
            },
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        }
    }
}

impl Found {
    /// A value, as much of it as a message shows.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Boolean(*flag),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Mapping,
        }
    }
}

impl Mismatch {
    /// A value that cannot be read.
    pub fn new(subject: impl Into<String>, expected: Expected, found: &Value) -> Self {
        Self {
            subject: subject.into(),
            expected,
            found: Found::of(found),
            meant: None,
        }
    }

    /// The value of a key that cannot be read.
    pub fn of_key(key: &str, expected: Expected, found: &Value) -> Self {
        Self::new(format!("`{key}`"), expected, found)
    }

    /// The same value, read as something that fits.
    #[must_use]
    pub fn read_as(mut self, meant: impl fmt::Display) -> Self {
        self.meant = Some(meant.to_string());
        self
    }
}

/// Longer strings are cut where a message shows them.
const SHOWN: usize = 40;

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text | Self::Types => "a string",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Whole => "a non-negative integer",
            Self::List => "a list",
            Self::Mapping | Self::Schema | Self::Items => "a mapping",
            Self::BooleanOrNumber => "a boolean or a number",
            Self::PathItem => "a mapping from methods to operations",
            Self::Word([only]) => return write!(f, "`{only}`"),
            Self::Word(words) => return write!(f, "one of `{}`", words.join("`, `")),
        })
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(flag) => write!(f, "the boolean {flag}"),
            Self::Number(number) => write!(f, "the number {number}"),
            Self::Text(text) => write!(f, "the string `{}`", text.chars().take(SHOWN).collect::<String>()),
            Self::List => f.write_str("a list"),
            Self::Mapping => f.write_str("a mapping"),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            subject,
            expected,
            found,
            meant,
        } = self;
        match (expected, found) {
            // Among words, the word that was found needs no kind.
            (Expected::Word(_), Found::Text(word)) => write!(f, "{subject} must be {expected}, found `{word}`")?,
            _ => write!(f, "{subject} must be {expected}, found {found}")?,
        }
        match meant {
            Some(meant) => write!(f, ", which is read as {meant}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mismatch(mismatch) => mismatch.fmt(f),
            Self::Undeclared { name, taken } => {
                write!(f, "the path has `{{{name}}}`, but no path parameter of that name: ")?;
                match taken {
                    Some(other) => write!(f, "`{other}` is taken for it"),
                    None => f.write_str("it takes a string"),
                }
            }
        }
    }
}

/// What is wrong: a sentence, and the data that it was made of if a remedy needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The sentence.
    pub text: String,
    /// The data.
    pub data: Option<Box<Data>>,
}

impl From<String> for Cause {
    fn from(text: String) -> Self {
        Self { text, data: None }
    }
}

impl From<&str> for Cause {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Data> for Cause {
    fn from(data: Data) -> Self {
        Self {
            text: data.to_string(),
            data: Some(Box::new(data)),
        }
    }
}

impl From<Mismatch> for Cause {
    fn from(mismatch: Mismatch) -> Self {
        Data::Mismatch(mismatch).into()
    }
}
