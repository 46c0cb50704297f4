//! How large a value is in itself, without what JSON adds: an estimate for services whose limit is about another form.
//!
//! A string counts its bytes and base64 those that it stands for; an integer as many as its value needs (1 to 10), a
//! float 8, a boolean 1. A member of an object and an element of a list cost 2 more, and the key of a map its own bytes
//! besides. What is not there costs nothing.

use serde::ser::{self, Impossible, Serialize, Serializer};

use super::plain::PlainError;

/// The estimate. What has no JSON form has no size either: writing it says so.
pub(crate) fn size<T: Serialize + ?Sized>(value: &T) -> u64 {
    let mut size = Size(0);
    value.serialize(&mut size).map_or(0, |()| size.0)
}

/// What each member and each element costs.
const ENTRY: u64 = 2;

struct Size(u64);

impl Size {
    fn add(&mut self, bytes: u64) -> Result<(), PlainError> {
        self.0 = self.0.saturating_add(bytes);
        Ok(())
    }

    fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PlainError> {
        self.add(ENTRY)?;
        value.serialize(self)
    }
}

/// The bytes of a number of which each has seven bits.
fn digits(number: u64) -> u64 {
    u64::from((u64::BITS - number.leading_zeros()).max(1).div_ceil(7))
}

impl<'a> Serializer for &'a mut Size {
    type Ok = ();
    type Error = PlainError;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), PlainError>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), PlainError>;

    /// Base64 is bytes then.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, _: bool) -> Result<(), PlainError> {
        self.add(1)
    }

    fn serialize_i8(self, value: i8) -> Result<(), PlainError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), PlainError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), PlainError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), PlainError> {
        self.add(digits(value.cast_unsigned()))
    }

    fn serialize_u8(self, value: u8) -> Result<(), PlainError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), PlainError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), PlainError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), PlainError> {
        self.add(digits(value))
    }

    fn serialize_f32(self, _: f32) -> Result<(), PlainError> {
        self.add(4)
    }

    fn serialize_f64(self, _: f64) -> Result<(), PlainError> {
        self.add(8)
    }

    fn serialize_char(self, value: char) -> Result<(), PlainError> {
        self.add(value.len_utf8() as u64)
    }

    fn serialize_str(self, value: &str) -> Result<(), PlainError> {
        self.add(value.len() as u64)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), PlainError> {
        self.add(value.len() as u64)
    }

    fn serialize_none(self) -> Result<(), PlainError> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), PlainError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), PlainError> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), PlainError> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), PlainError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), PlainError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), PlainError> {
        self.entry(value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, PlainError> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, PlainError> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, PlainError> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, PlainError> {
        Err(ser::Error::custom("no generated type is written so"))
    }

    /// A record does not say how many members it writes; a map does, and its keys are data.
    fn serialize_map(self, length: Option<usize>) -> Result<Members<'a>, PlainError> {
        Ok(Members {
            size: self,
            has_own_keys: length.is_some(),
        })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, PlainError> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, PlainError> {
        Err(ser::Error::custom("no generated type is written so"))
    }
}

/// The members of an object.
struct Members<'a> {
    size: &'a mut Size,
    has_own_keys: bool,
}

impl ser::SerializeMap for Members<'_> {
    type Ok = ();
    type Error = PlainError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), PlainError> {
        match self.has_own_keys {
            true => key.serialize(&mut *self.size),
            false => Ok(()),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PlainError> {
        self.size.entry(value)
    }

    fn end(self) -> Result<(), PlainError> {
        Ok(())
    }
}

macro_rules! entries {
    ($($part:ident :: $add:ident),*) => {
        $(impl ser::$part for &mut Size {
            type Ok = ();
            type Error = PlainError;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PlainError> {
                self.entry(value)
            }

            fn end(self) -> Result<(), PlainError> {
                Ok(())
            }
        })*
    };
}

entries!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field
);

impl ser::SerializeStruct for &mut Size {
    type Ok = ();
    type Error = PlainError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), PlainError> {
        self.entry(value)
    }

    fn end(self) -> Result<(), PlainError> {
        Ok(())
    }
}
