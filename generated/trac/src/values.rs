// From templates/trac/src/values.rs; edit it there.

//! Values of attributes and defaults, from Rust values.
//!
//! ```
//! use trac_client::models::{BasicType, DateValue, DecimalValue, Value};
//!
//! let values: [Value; 4] = [
//!     42.into(),
//!     "north".into(),
//!     DecimalValue::new("12.50").into(),
//!     DateValue::new("2024-02-29").into(),
//! ];
//! let list = Value::list(BasicType::Integer, [1, 2, 3]);
//! ```

use std::collections::BTreeMap;

use crate::models::{
    ArrayValue, BasicType, DateValue, DatetimeValue, DecimalValue, MapValue, TypeDescriptor, Value, ValueKind,
};

impl Value {
    /// A list; the service wants to know the type of its items.
    #[inline]
    pub fn list<T: Into<Value>>(items: BasicType, values: impl IntoIterator<Item = T>) -> Self {
        let mut kind = TypeDescriptor::new(BasicType::Array);
        kind.array_type = Some(TypeDescriptor::new(items).into());
        let values = values.into_iter().map(Into::into);
        Self::new().type_(kind).value(ArrayValue::new().items(values))
    }

    /// Values by name, all of one type, which the service wants to know.
    #[inline]
    pub fn map<K: Into<String>, T: Into<Value>>(values: BasicType, entries: impl IntoIterator<Item = (K, T)>) -> Self {
        let mut kind = TypeDescriptor::new(BasicType::Map);
        kind.map_type = Some(TypeDescriptor::new(values).into());
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value.into()));
        let entries = entries.collect::<BTreeMap<String, Value>>();
        Self::new().type_(kind).value(MapValue::new().entries(entries))
    }
}

macro_rules! value_from {
    ($($source:ty => $variant:ident),* $(,)?) => {
        $(impl From<$source> for Value {
            fn from(value: $source) -> Self {
                Self::new().value(ValueKind::$variant(value.into()))
            }
        })*
    };
}

value_from! {
    bool => BooleanValue,
    i32 => IntegerValue,
    i64 => IntegerValue,
    f64 => FloatValue,
    &str => StringValue,
    String => StringValue,
    DecimalValue => DecimalValue,
    DateValue => DateValue,
    DatetimeValue => DatetimeValue,
}

impl From<&str> for DatetimeValue {
    #[inline]
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for DatetimeValue {
    #[inline]
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
