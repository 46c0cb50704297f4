//! Decoding of unions: the input is read once, and a key, a tag or the kind of value decides the branch. The macro
//! `union!` has the calls.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

#[doc(hidden)]
#[cfg(feature = "quoted")]
pub use super::quoted::{AsQuoted, Quoted};
use super::record::finite::{Finite, finite, whole};
use crate::runtime::decode::{DecodeError, slice};
use crate::runtime::{Number, UnknownJson};

/// The kinds of JSON values that can decide a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number written without fraction and exponent.
    Integer,
    /// Any other number; `5.0` and `5e9` are of this kind.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// What JSON Schema calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Text => "string",
            Self::List => "array",
            Self::Object => "object",
        }
    }
}

/// What a property is that tells a branch by its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag<'a> {
    /// It is not there, or its value is not a constant.
    Other,
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A string.
    Text(&'a str),
}

#[cfg(feature = "tags")]
impl Tag<'_> {
    /// Whether a value is this constant.
    pub(super) fn is(&self, value: &Value) -> bool {
        match self {
            Self::Other => false,
            Self::Null => value.is_null(),
            Self::Bool(flag) => value.as_bool() == Some(*flag),
            Self::Integer(number) => value.as_number().and_then(integer) == Some(*number),
            Self::Text(text) => value.as_str() == Some(text),
        }
    }
}

#[cfg(feature = "tags")]
impl Serialize for Tag<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Other | Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// The value of a union while its branch is being decided.
#[derive(Clone, Debug)]
pub struct Input {
    type_name: &'static str,
    value: Value,
}

impl Input {
    /// Reads the whole value. `type_name` is the union's name, for messages.
    ///
    /// # Errors
    ///
    /// Those of the deserializer: the input is not JSON.
    pub fn read<'de, D: Deserializer<'de>>(type_name: &'static str, deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            type_name,
            value: Value::deserialize(deserializer)?,
        })
    }

    /// The first of these keys that the value has, if it is an object.
    pub fn key(&self, keys: &[&'static str]) -> Option<&'static str> {
        let object = self.value.as_object()?;
        keys.iter().copied().find(|key| object.contains_key(*key))
    }

    /// Whether the value is an object with one of these keys. Without keys there is nothing that it would have to be.
    pub fn has(&self, keys: &[&str]) -> bool {
        let has_one = |object: &serde_json::Map<String, Value>| keys.iter().any(|key| object.contains_key(*key));
        keys.is_empty() || self.value.as_object().is_some_and(has_one)
    }

    /// The value without a property: the tag, which is not a field of what the branch holds.
    #[cfg(feature = "tags")]
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        if let Some(object) = self.value.as_object_mut() {
            object.remove(key);
        }
        self
    }

    /// The string of this property, if the value is an object and has it.
    pub fn tag(&self, key: &str) -> Option<&str> {
        self.value.get(key)?.as_str()
    }

    /// The value of this property, if the value is an object and has it.
    pub fn constant(&self, key: &str) -> Tag<'_> {
        match self.value.get(key) {
            Some(Value::Null) => Tag::Null,
            Some(Value::Bool(flag)) => Tag::Bool(*flag),
            Some(Value::Number(number)) => integer(number).map_or(Tag::Other, Tag::Integer),
            Some(Value::String(text)) => Tag::Text(text),
            _ => Tag::Other,
        }
    }

    /// Whether each of these properties is missing or has this value.
    pub fn allows(&self, constants: &[(&str, Tag<'_>)]) -> bool {
        let allows =
            |(key, constant): &(&str, Tag<'_>)| self.value.get(*key).is_none() || self.constant(key) == *constant;
        constants.iter().all(allows)
    }

    /// How many keys of the object a branch would lose that has fields for these; one without a list keeps all.
    pub fn lost(&self, known: Option<&[&str]>) -> usize {
        let keys = self.value.as_object().into_iter().flat_map(Map::keys);
        known.map_or(0, |known| keys.filter(|key| !known.contains(&key.as_str())).count())
    }

    /// These numbers of keys, each once, the smallest first. If there is a variant for unknown values, a branch that would lose all keys is none.
    pub fn losses(&self, lost: &[usize], is_open: bool) -> BTreeSet<usize> {
        let all = self.value.as_object().map_or(0, Map::len);
        let some = lost.iter().filter(|count| **count == 0 || !is_open || **count < all);
        some.copied().collect()
    }

    /// What kind of JSON value it is.
    pub fn kind(&self) -> Kind {
        match &self.value {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Bool,
            Value::Number(number) if number.is_i64() || number.is_u64() => Kind::Integer,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::Text,
            Value::Array(_) => Kind::List,
            Value::Object(_) => Kind::Object,
        }
    }

    /// The value below these keys, if each step is an object that has it.
    pub fn at(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().try_fold(&self.value, |value, key| value.get(key))
    }

    /// Decodes the value of one property: the branch is `{"key": T}`.
    ///
    /// # Errors
    ///
    /// Names the union, the key and the place below it.
    pub fn member<T: DeserializeOwned, E: de::Error>(&self, key: &str) -> Result<T, E> {
        let value = self
            .value
            .get(key)
            .ok_or_else(|| E::custom(format_args!("{}: no `{key}`", self.type_name)))?;
        self.decode(value, &format!(".{key}"))
    }

    /// Decodes the whole value: the branch is `T`.
    ///
    /// # Errors
    ///
    /// Names the union and the place in the value.
    pub fn whole<T: DeserializeOwned, E: de::Error>(&self) -> Result<T, E> {
        self.decode(&self.value, "")
    }

    /// The string that the value is.
    ///
    /// # Errors
    ///
    /// It is not a string.
    pub fn text<E: de::Error>(self) -> Result<String, E> {
        match self.value {
            Value::String(text) => Ok(text),
            other => Err(Self { value: other, ..self }.no_branch("expected a string")),
        }
    }

    /// The boolean that the value is.
    ///
    /// # Errors
    ///
    /// It is not a boolean.
    pub fn boolean<E: de::Error>(self) -> Result<bool, E> {
        self.value.as_bool().ok_or_else(|| self.no_branch("expected a boolean"))
    }

    /// The integer that the value is.
    ///
    /// # Errors
    ///
    /// It is not an integer, or one beyond 64 bits.
    pub fn integer<E: de::Error>(self) -> Result<i64, E> {
        self.value
            .as_number()
            .and_then(integer)
            .ok_or_else(|| self.no_branch("expected an integer of 64 bits"))
    }

    /// The number that the value is.
    ///
    /// # Errors
    ///
    /// It is not a number.
    pub fn float<E: de::Error>(self) -> Result<f64, E> {
        self.value.as_f64().ok_or_else(|| self.no_branch("expected a number"))
    }

    /// The number that the value is, exactly.
    ///
    /// # Errors
    ///
    /// It is not a number.
    pub fn number<E: de::Error>(self) -> Result<Number, E> {
        Number::deserialize(&self.value).map_err(|_| self.no_branch("expected a number"))
    }

    /// Tries to decode the whole value as `T`, for unions whose branches only a trial can tell apart.
    pub fn attempt<T: DeserializeOwned>(&self) -> Option<T> {
        slice(&text(&self.value)).ok()
    }

    /// Keeps the value as it is, for a branch that this client does not know.
    pub fn unknown(self) -> UnknownJson {
        UnknownJson::new(self.value)
    }

    /// The error of a value that is none of the branches. `expected` says what was looked for, for example
    /// `expected one of the keys and, or`; the message adds what was found.
    pub fn no_branch<E: de::Error>(&self, expected: &str) -> E {
        E::custom(format_args!(
            "{}: {expected}; found {}",
            self.type_name,
            Found(&self.value)
        ))
    }

    /// The error of a value that has none of these keys.
    pub fn no_key<E: de::Error>(&self, keys: &[&str]) -> E {
        self.no_branch(&format!("expected one of the keys {}", keys.join(", ")))
    }

    /// The error of a value without a tag that this client knows. `what` says what tags are.
    pub fn no_tag<E: de::Error>(&self, what: &str, tag: &str) -> E {
        self.no_branch(&format!("expected a known {what} in `{tag}`"))
    }

    /// The error of a value that is of none of these kinds.
    pub fn no_kind<E: de::Error>(&self, kinds: &[Kind]) -> E {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        self.no_branch(&format!("expected {}", names.join(" or ")))
    }

    /// The error of a value that none of these branches is made for.
    pub fn no_fit<E: de::Error>(&self, branches: &[&str]) -> E {
        self.no_branch(&format!("none of {} fits", branches.join(", ")))
    }

    // The branch is read from text again, not from the value: so its decoder is the one that the rest of the client
    // has. Scalars, which need none, are read from the value.
    #[inline]
    fn decode<T: DeserializeOwned, E: de::Error>(&self, value: &Value, place: &str) -> Result<T, E> {
        slice(&text(value)).map_err(|error| self.misfit(place, &error))
    }

    fn misfit<E: de::Error>(&self, place: &str, error: &DecodeError) -> E {
        let path = if error.path() == "." { "" } else { error.path() };
        let dot = if path.is_empty() || path.starts_with('[') {
            ""
        } else {
            "."
        };
        E::custom(format_args!("{}{place}{dot}{path}: {}", self.type_name, error.reason()))
    }
}

/// The integer that a number is, in whatever form it is written.
fn integer(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().and_then(whole))
}

/// A value as text; writing to memory does not fail.
fn text(value: &Value) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// Writes the branch `{"key": value}`.
///
/// # Errors
///
/// Those of the serializer and of the value.
pub fn member<S: Serializer, T: Serialize + ?Sized>(serializer: S, key: &str, value: &T) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(key, value)?;
    map.end()
}

/// Writes a number that JSON can write.
///
/// # Errors
///
/// NaN and the infinities; those of the serializer.
pub fn float<S: Serializer>(serializer: S, value: f64) -> Result<S::Ok, S::Error> {
    finite(&value, "value")?;
    value.write(serializer)
}

/// Describes a value without repeating all of it.
struct Found<'a>(&'a Value);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST_KEYS: usize = 8;
        const MOST_CHARS: usize = 40;
        match self.0 {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "the number {value}"),
            Value::String(text) if text.chars().count() > MOST_CHARS => {
                let start: String = text.chars().take(MOST_CHARS).collect();
                write!(f, "a string that starts with {start:?}")
            }
            Value::String(text) => write!(f, "the string {text:?}"),
            Value::Array(list) => write!(f, "an array of length {}", list.len()),
            Value::Object(object) if object.is_empty() => f.write_str("an empty object"),
            Value::Object(object) => {
                let keys: Vec<&str> = object.keys().take(MOST_KEYS).map(String::as_str).collect();
                let more = if object.len() > MOST_KEYS { ", …" } else { "" };
                write!(f, "an object with the keys {}{more}", keys.join(", "))
            }
        }
    }
}
