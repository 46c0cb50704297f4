//! Reading of an object's members into the fields of a struct: what all structs have in common.
//!
//! The macro `record!` adds the table of keys and what a missing field means. What is in here, it need not have
//! compiled for each struct.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

/// A struct that is an object on the wire. The macro `record!` implements it.
#[doc(hidden)]
pub trait Record: Sized {
    /// What the input should be, for messages.
    const EXPECTED: &'static str;

    /// Reads all members.
    ///
    /// # Errors
    ///
    /// Those of the input and of the values, and a member that must be there and is not.
    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error>;
}

/// Reads a record.
///
/// # Errors
///
/// Those of [`Record::read`]; the input is not an object.
#[doc(hidden)]
pub fn read<'de, T: Record, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Members(PhantomData))
}

struct Members<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for Members<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        T::read(&mut map)
    }
}

/// Reads the value of a member into its field.
///
/// # Errors
///
/// Those of the value.
#[doc(hidden)]
#[inline]
pub fn value<'de, T: Deserialize<'de>, A: MapAccess<'de>>(map: &mut A, field: &mut Option<T>) -> Result<(), A::Error> {
    *field = Some(map.next_value()?);
    Ok(())
}

/// Reads the value of a member that may be null.
///
/// # Errors
///
/// Those of the value.
#[doc(hidden)]
#[inline]
pub fn optional<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    map: &mut A,
    field: &mut Option<T>,
) -> Result<(), A::Error> {
    *field = map.next_value()?;
    Ok(())
}

/// Passes over the value of a member.
///
/// # Errors
///
/// Those of the input.
#[doc(hidden)]
#[inline]
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// The error of a field that must be there.
///
/// # Errors
///
/// Always.
#[doc(hidden)]
#[cold]
pub fn missing<T, E: de::Error>(key: &'static str) -> Result<T, E> {
    Err(E::missing_field(key))
}

/// The key of an object's member, borrowed from the input where that is possible.
#[doc(hidden)]
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// The key.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key, to keep.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    #[inline]
    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }

    #[inline]
    fn visit_string<E: de::Error>(self, key: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key)))
    }
}
