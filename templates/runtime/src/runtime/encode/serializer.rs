//! Serde's data model as [`Plain`], the way serde_json would write it.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::plain::{Plain, PlainError};
use crate::runtime::Upload;

/// The struct under which serde_json's feature `arbitrary_precision` hides the digits of a number.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

impl Plain {
    /// Fails for what JSON has no form for either, such as NaN.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, PlainError> {
        value.serialize(PlainSerializer)
    }
}

struct PlainSerializer;

macro_rules! display_as {
    ($which:ident: $($method:ident: $kind:ty),* $(,)?) => {
        $(fn $method(self, value: $kind) -> Result<Plain, PlainError> {
            Ok(Plain::$which(value.to_string()))
        })*
    };
}

impl Serializer for PlainSerializer {
    type Ok = Plain;
    type Error = PlainError;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = Variant<List>;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Variant<Object>;

    display_as! {
        Bare:
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_i128: i128,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_u128: u128,
    }

    display_as! {
        Text:
        serialize_char: char,
        serialize_str: &str,
    }

    fn serialize_f32(self, value: f32) -> Result<Plain, PlainError> {
        float(value.is_finite(), &value)
    }

    fn serialize_f64(self, value: f64) -> Result<Plain, PlainError> {
        float(value.is_finite(), &value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Plain, PlainError> {
        Ok(Plain::List(
            value.iter().map(|byte| Plain::Bare(byte.to_string())).collect(),
        ))
    }

    fn serialize_none(self) -> Result<Plain, PlainError> {
        Ok(Plain::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Plain, PlainError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Plain, PlainError> {
        Ok(Plain::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Plain, PlainError> {
        Ok(Plain::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<Plain, PlainError> {
        Ok(Plain::Text(name.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Plain, PlainError> {
        match Upload::handed_over(name) {
            Some(file) => Ok(Plain::File(file)),
            None => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<Plain, PlainError> {
        Ok(Plain::Object(vec![(name.to_owned(), value.serialize(self)?)]))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, PlainError> {
        Ok(List(Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<List, PlainError> {
        Ok(List(Vec::new()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List, PlainError> {
        Ok(List(Vec::new()))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Variant<List>, PlainError> {
        Ok(Variant {
            name,
            inner: List(Vec::new()),
        })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, PlainError> {
        Ok(Object::default())
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Object, PlainError> {
        Ok(Object {
            is_number: name == EXACT_NUMBER,
            ..Object::default()
        })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Variant<Object>, PlainError> {
        Ok(Variant {
            name,
            inner: Object::default(),
        })
    }
}

/// `Debug` of floats is the short form that serde_json writes too: `0.5`, `1e300`. An integral value is written without
/// `.0`, because services that take a number there may read an integer.
fn float(is_finite: bool, value: &dyn std::fmt::Debug) -> Result<Plain, PlainError> {
    let text = format!("{value:?}");
    if !is_finite {
        return Err(PlainError::new(format!("{text} is not a number that can be sent")));
    }
    Ok(Plain::Bare(text.strip_suffix(".0").unwrap_or(&text).to_owned()))
}

pub(super) struct List(Vec<Plain>);

impl List {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PlainError> {
        self.0.push(value.serialize(PlainSerializer)?);
        Ok(())
    }
}

macro_rules! impl_list {
    ($($which:ident::$method:ident),*) => {
        $(impl $which for List {
            type Ok = Plain;
            type Error = PlainError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PlainError> {
                self.push(value)
            }

            fn end(self) -> Result<Plain, PlainError> {
                Ok(Plain::List(self.0))
            }
        })*
    };
}

impl_list!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field
);

#[derive(Default)]
pub(super) struct Object {
    entries: Vec<(String, Plain)>,
    key: String,
    is_number: bool,
}

impl Object {
    fn finish(mut self) -> Plain {
        match self.entries.pop() {
            Some((_, Plain::Text(digits))) if self.is_number => Plain::Bare(digits),
            last => {
                self.entries.extend(last);
                Plain::Object(self.entries)
            }
        }
    }
}

impl SerializeMap for Object {
    type Ok = Plain;
    type Error = PlainError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), PlainError> {
        match key.serialize(PlainSerializer)? {
            Plain::Text(key) | Plain::Bare(key) => self.key = key,
            _ => return Err(PlainError::new("the key of an object must be a string")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PlainError> {
        let key = std::mem::take(&mut self.key);
        self.entries.push((key, value.serialize(PlainSerializer)?));
        Ok(())
    }

    fn end(self) -> Result<Plain, PlainError> {
        Ok(self.finish())
    }
}

impl SerializeStruct for Object {
    type Ok = Plain;
    type Error = PlainError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), PlainError> {
        self.entries.push((key.to_owned(), value.serialize(PlainSerializer)?));
        Ok(())
    }

    fn end(self) -> Result<Plain, PlainError> {
        Ok(self.finish())
    }
}

/// An enum's variant with fields: an object whose only key is the variant.
pub(super) struct Variant<T> {
    name: &'static str,
    inner: T,
}

impl SerializeTupleVariant for Variant<List> {
    type Ok = Plain;
    type Error = PlainError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PlainError> {
        self.inner.push(value)
    }

    fn end(self) -> Result<Plain, PlainError> {
        Ok(Plain::Object(vec![(self.name.to_owned(), Plain::List(self.inner.0))]))
    }
}

impl SerializeStructVariant for Variant<Object> {
    type Ok = Plain;
    type Error = PlainError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), PlainError> {
        SerializeStruct::serialize_field(&mut self.inner, key, value)
    }

    fn end(self) -> Result<Plain, PlainError> {
        Ok(Plain::Object(vec![(self.name.to_owned(), self.inner.finish())]))
    }
}
