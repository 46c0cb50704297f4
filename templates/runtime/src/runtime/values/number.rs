use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::ser::{self, Serialize, Serializer};

/// A JSON number as it was written: `5` stays the integer 5, `5.0` stays a float, 2^53 + 1 stays itself.
///
/// Integers from `i64::MIN` to `u64::MAX` are exact; what lies beyond them becomes the nearest float. Two numbers
/// are equal if they are of the same kind (integer or float) and have the same value.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// An integer that fits an `i64`.
    Int(i64),
    /// An integer above `i64::MAX`.
    UInt(u64),
    /// A number with a fraction or an exponent. NaN and the infinities have no JSON form and fail to serialise.
    Float(f64),
}

impl Number {
    /// The value as an `i64`, if it is an integer in that range.
    pub fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Int(value) => Some(value),
            Self::UInt(value) => i64::try_from(value).ok(),
            Self::Float(_) => None,
        }
    }

    /// The value as a `u64`, if it is an integer in that range.
    pub fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Int(value) => u64::try_from(value).ok(),
            Self::UInt(value) => Some(value),
            Self::Float(_) => None,
        }
    }

    /// The value as an `f64`. Integers beyond ±2^53 are rounded to the nearest float.
    pub fn as_f64(&self) -> f64 {
        match *self {
            Self::Int(value) => value as f64,
            Self::UInt(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    fn as_integer(&self) -> Option<i128> {
        match *self {
            Self::Int(value) => Some(value.into()),
            Self::UInt(value) => Some(value.into()),
            Self::Float(_) => None,
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self.as_integer(), other.as_integer()) {
            (Some(one), Some(two)) => one == two,
            (None, None) => self.as_f64() == other.as_f64(),
            _ => false,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => value.fmt(f),
            Self::UInt(value) => value.fmt(f),
            // Unlike `Display`, `Debug` keeps the `.0` which tells a float from an integer.
            Self::Float(value) => fmt::Debug::fmt(value, f),
        }
    }
}

macro_rules! from_numbers {
    ($($kind:ty => $make:expr),* $(,)?) => {
        $(impl From<$kind> for Number {
            fn from(value: $kind) -> Self {
                $make(value)
            }
        })*
    };
}

from_numbers! {
    i32 => |value| Self::Int(i64::from(value)),
    u32 => |value| Self::Int(i64::from(value)),
    i64 => Self::Int,
    u64 => |value| i64::try_from(value).map_or(Self::UInt(value), Self::Int),
    f32 => |value| Self::Float(f64::from(value)),
    f64 => Self::Float,
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Int(value) => serializer.serialize_i64(value),
            Self::UInt(value) => serializer.serialize_u64(value),
            Self::Float(value) if value.is_finite() => serializer.serialize_f64(value),
            Self::Float(value) => Err(ser::Error::custom(format_args!("{value} has no JSON form"))),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
        Ok(value.into())
    }

    // With serde_json's feature `arbitrary_precision`, which any crate of a build can switch on for all of them,
    // a number arrives as a map that only serde_json's own type can read.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Number, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(map))?;
        if let Some(value) = number.as_i64() {
            Ok(value.into())
        } else if let Some(value) = number.as_u64() {
            Ok(value.into())
        } else {
            number
                .as_f64()
                .map(Number::Float)
                .ok_or_else(|| de::Error::custom("a number too large for a float"))
        }
    }
}
