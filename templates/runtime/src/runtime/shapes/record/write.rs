//! Writing of a struct's fields as the members of an object.
//!
//! The writer keeps the first error, and writes nothing after it: so what is compiled for a field is one call, and not
//! a branch of its own.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::finite::{AsFinite, Finite, finite};

/// The members of an object that is being written, or the first error.
#[doc(hidden)]
#[derive(Debug)]
pub struct Writer<M: SerializeMap>(Result<M, M::Error>);

/// Begins an object.
#[doc(hidden)]
#[inline]
pub fn writer<S: Serializer>(serializer: S) -> Writer<S::SerializeMap> {
    Writer(serializer.serialize_map(None))
}

impl<M: SerializeMap> Writer<M> {
    /// Writes a member.
    #[inline]
    pub fn write<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        self.put(|map| map.serialize_entry(key, value));
    }

    /// Writes a member if it is there.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, key: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.write(key, value);
        }
    }

    /// Writes a member unless it is to be left out.
    #[inline]
    pub fn unless<T: Serialize + ?Sized>(&mut self, left_out: bool, key: &str, value: &T) {
        if !left_out {
            self.write(key, value);
        }
    }

    /// Writes a member with floats, if they are such that JSON can write them.
    #[inline]
    pub fn finite<T: Finite>(&mut self, key: &str, value: &T) {
        self.put(|map| {
            finite(value, key)?;
            map.serialize_entry(key, &AsFinite(value))
        });
    }

    /// Writes whatever this writes.
    #[inline]
    pub fn put(&mut self, write: impl FnOnce(&mut M) -> Result<(), M::Error>) {
        if let Ok(map) = &mut self.0
            && let Err(error) = write(map)
        {
            self.0 = Err(error);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first one.
    #[inline]
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0?.end()
    }
}
