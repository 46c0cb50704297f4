//! Types of other crates that have another form on the wire than the one their own serde gives them.
//!
//! In: values of those types, wherever [`Quote`] finds them. Out: what the document describes. What serde does right by
//! itself is left to it.

#[cfg(feature = "decimals")]
use serde::{Deserialize, de::Error};
use serde::{Deserializer, Serializer};

use super::quoted::Quote;

/// A string of RFC 3339; the serde of `time` writes a space where that has a `T`.
#[cfg(feature = "times")]
impl Quote for time::OffsetDateTime {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        time::serde::rfc3339::serialize(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        time::serde::rfc3339::deserialize(deserializer)
    }
}

/// A number with all of its digits; the serde of `rust_decimal` writes a string, and rounds what has too many digits.
#[cfg(feature = "decimals")]
impl Quote for rust_decimal::Decimal {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rust_decimal::serde::arbitrary_precision::serialize(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = serde_json::Number::deserialize(deserializer)?.to_string();
        let exact = match text.split_once(['e', 'E']) {
            Some((digits, _)) => Self::from_str_exact(digits).and_then(|_| Self::from_scientific(&text)),
            None => Self::from_str_exact(&text),
        };
        exact.map_err(|error| D::Error::custom(format_args!("{text} is not an exact decimal: {error}")))
    }
}
