//! Branches of a union whose tag the union writes, because what they hold does not have it or could say something else.
//!
//! In: the property that is the tag, the values of a branch, and what the branch holds. Out: the same object with the
//! right tag.

use serde::ser::{Error, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::Value;

use super::union::Tag;

/// Writes an object with its tag: the first of `tags`, unless the object has another of them.
///
/// # Errors
///
/// The value is not an object; those of the serializer and of the value.
pub fn write<S: Serializer, T: Serialize + ?Sized>(
    serializer: S,
    key: &'static str,
    tags: &[Tag<'_>],
    value: &T,
) -> Result<S::Ok, S::Error> {
    value.serialize(Tagged { serializer, key, tags })
}

/// A serializer of objects that adds the tag.
struct Tagged<'a, S> {
    serializer: S,
    key: &'static str,
    tags: &'a [Tag<'a>],
}

impl<S: Serializer> Tagged<'_, S> {
    fn refused<T>(&self) -> Result<T, S::Error> {
        Err(S::Error::custom(format_args!(
            "only an object can have the tag `{}`",
            self.key
        )))
    }
}

/// Methods for what is not an object.
macro_rules! refused {
    ($($method:ident($($kind:ty),*) -> $out:ident,)*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<Self::$out, S::Error> {
            self.refused()
        })*
    };
}

impl<'a, S: Serializer> Serializer for Tagged<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Impossible<S::Ok, S::Error>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = TaggedMap<'a, S::SerializeMap>;
    type SerializeStruct = Self::SerializeMap;
    type SerializeStructVariant = Impossible<S::Ok, S::Error>;

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let mut map = self.serializer.serialize_map(None)?;
        let is_written = match self.tags {
            // Some services need it before everything else.
            [only] => map.serialize_entry(self.key, only).map(|()| true)?,
            _ => false,
        };
        Ok(TaggedMap {
            map,
            key: self.key,
            tags: self.tags,
            is_written,
            is_at_tag: false,
        })
    }

    // Types of the caller's choice are written like this.
    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.serialize_map(Some(length))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        self.refused()
    }

    fn is_human_readable(&self) -> bool {
        self.serializer.is_human_readable()
    }

    refused! {
        serialize_bool(bool) -> Ok,
        serialize_i8(i8) -> Ok,
        serialize_i16(i16) -> Ok,
        serialize_i32(i32) -> Ok,
        serialize_i64(i64) -> Ok,
        serialize_u8(u8) -> Ok,
        serialize_u16(u16) -> Ok,
        serialize_u32(u32) -> Ok,
        serialize_u64(u64) -> Ok,
        serialize_f32(f32) -> Ok,
        serialize_f64(f64) -> Ok,
        serialize_char(char) -> Ok,
        serialize_str(&str) -> Ok,
        serialize_bytes(&[u8]) -> Ok,
        serialize_none() -> Ok,
        serialize_unit() -> Ok,
        serialize_unit_struct(&'static str) -> Ok,
        serialize_unit_variant(&'static str, u32, &'static str) -> Ok,
        serialize_seq(Option<usize>) -> SerializeSeq,
        serialize_tuple(usize) -> SerializeTuple,
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant,
    }
}

/// The members of an object, of which one is the tag.
struct TaggedMap<'a, M> {
    map: M,
    key: &'static str,
    tags: &'a [Tag<'a>],
    /// Whether the tag is written.
    is_written: bool,
    /// Whether the next value is what the object says of its tag.
    is_at_tag: bool,
}

impl<M: SerializeMap> TaggedMap<'_, M> {
    /// Writes the tag, once: what the object says if that is a tag of its branch, otherwise the first one.
    fn tag(&mut self, said: Option<&Value>) -> Result<(), M::Error> {
        if std::mem::replace(&mut self.is_written, true) {
            return Ok(());
        }
        let same = self.tags.iter().find(|tag| said.is_some_and(|said| tag.is(said)));
        self.map.serialize_entry(self.key, &same.or(self.tags.first()))
    }

    fn is_tag<K: Serialize + ?Sized>(&self, key: &K) -> bool {
        json(key).is_some_and(|key| key == self.key)
    }
}

impl<M: SerializeMap> SerializeMap for TaggedMap<'_, M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), M::Error> {
        self.is_at_tag = self.is_tag(key);
        match self.is_at_tag {
            true => Ok(()),
            false => self.map.serialize_key(key),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        match self.is_at_tag {
            true => self.tag(json(value).as_ref()),
            false => self.map.serialize_value(value),
        }
    }

    fn serialize_entry<K, V>(&mut self, key: &K, value: &V) -> Result<(), M::Error>
    where
        K: Serialize + ?Sized,
        V: Serialize + ?Sized,
    {
        match self.is_tag(key) {
            true => self.tag(json(value).as_ref()),
            false => self.map.serialize_entry(key, value),
        }
    }

    fn end(mut self) -> Result<M::Ok, M::Error> {
        self.tag(None)?;
        self.map.end()
    }
}

impl<M: SerializeMap> SerializeStruct for TaggedMap<'_, M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), M::Error> {
        self.serialize_entry(key, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        SerializeMap::end(self)
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> Option<Value> {
    serde_json::to_value(value).ok()
}
