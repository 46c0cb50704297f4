//! Reading of an object's members into the fields of a struct.
//!
//! The reader keeps the first error, and reads nothing after it: so what is compiled for a field is one call, and not a branch of its own.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

/// A struct that is an object on the wire. The macro `record!` implements it.
#[doc(hidden)]
pub trait Record: Sized {
    /// What is expected, for messages.
    const EXPECTED: &'static str;

    /// Reads all members.
    ///
    /// # Errors
    ///
    /// Those of the input and of the values, and a member that must be there and is not.
    fn read<'de, A: MapAccess<'de>>(members: &mut Reader<'de, A>) -> Result<Self, A::Error>;
}

/// Reads a record.
///
/// # Errors
///
/// Those of [`Record::read`]; the input is no object.
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

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(&mut Reader {
            map,
            next: 0,
            other: Cow::Borrowed(""),
            error: None,
        })
    }
}

/// The members of an object that is being read.
#[doc(hidden)]
#[derive(Debug)]
pub struct Reader<'de, A: MapAccess<'de>> {
    map: A,
    /// The field that comes next if the members stand in the order of the fields, as services mostly write them.
    next: usize,
    /// The key of the member, if it is none of the fields'.
    other: Cow<'de, str>,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Reader<'de, A> {
    /// The position of the next member's key among these, and their number for any other key. `None` at the end, and after an error.
    #[inline]
    pub fn next(&mut self, keys: &'static [&'static str]) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        let key = Key {
            keys,
            likely: self.next,
            other: &mut self.other,
        };
        match self.map.next_key_seed(key) {
            Ok(found) => {
                self.next = found? + 1;
                found
            }
            Err(error) => self.fail(error),
        }
    }

    /// Reads the value of the member into the field.
    #[inline]
    pub fn read<T: Deserialize<'de>>(&mut self, field: &mut Option<T>) {
        if let Some(value) = self.value() {
            *field = Some(value);
        }
    }

    /// The same for a value that is wrapped where it is read.
    #[inline]
    pub fn read_as<W: Deserialize<'de>, T>(&mut self, field: &mut Option<T>, unwrap: impl FnOnce(W) -> T) {
        if let Some(value) = self.value() {
            *field = Some(unwrap(value));
        }
    }

    /// Passes over the value of the member.
    #[inline]
    pub fn skip(&mut self) {
        self.value::<IgnoredAny>();
    }

    /// The key of a member that is no field.
    #[inline]
    pub fn other(&mut self) -> String {
        std::mem::take(&mut self.other).into_owned()
    }

    /// The key of a member that is no field, and what its value is read from.
    #[cfg(feature = "unions")]
    pub(in crate::runtime::shapes) fn rest(&mut self) -> (&str, &mut A) {
        (&self.other, &mut self.map)
    }

    /// The value of the member; `None` if it cannot be read.
    #[inline]
    pub fn value<T: Deserialize<'de>>(&mut self) -> Option<T> {
        match self.map.next_value() {
            Ok(value) => Some(value),
            Err(error) => self.fail(error),
        }
    }

    /// Keeps an error.
    pub(in crate::runtime::shapes) fn fail<T>(&mut self, error: A::Error) -> Option<T> {
        self.error = Some(error);
        None
    }

    /// The end of the object.
    ///
    /// # Errors
    ///
    /// The first one.
    #[inline]
    pub fn end(&mut self) -> Result<(), A::Error> {
        self.error.take().map_or(Ok(()), Err)
    }
}

/// The error of a field that must be there.
#[doc(hidden)]
#[cold]
pub fn missing<T, E: de::Error>(key: &'static str) -> Result<T, E> {
    Err(E::missing_field(key))
}

/// Looks a key up.
struct Key<'a, 'de> {
    keys: &'static [&'static str],
    likely: usize,
    other: &'a mut Cow<'de, str>,
}

impl Key<'_, '_> {
    fn position(&self, key: &str) -> Option<usize> {
        if self.keys.get(self.likely) == Some(&key) {
            return Some(self.likely);
        }
        self.keys.iter().position(|known| *known == key)
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_, 'de> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_, 'de> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<usize, E> {
        Ok(self.position(key).unwrap_or_else(|| {
            *self.other = Cow::Borrowed(key);
            self.keys.len()
        }))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<usize, E> {
        Ok(self.position(key).unwrap_or_else(|| {
            *self.other = Cow::Owned(key.to_owned());
            self.keys.len()
        }))
    }
}
