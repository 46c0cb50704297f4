//! Types of other crates that are something else on the wire than what their own serde makes of them.
//!
//! In: values of those types, wherever [`Quote`] finds them. Out: what the document says. What serde already does right stays with it.

use serde::{Deserializer, Serializer};

use super::quoted::Quote;

/// A text of RFC 3339; the serde of `time` writes a space where that has a `T`.
#[cfg(feature = "times")]
impl Quote for time::OffsetDateTime {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        time::serde::rfc3339::serialize(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        time::serde::rfc3339::deserialize(deserializer)
    }
}

/// A number with all of its digits; the serde of `rust_decimal` writes a text.
#[cfg(feature = "decimals")]
impl Quote for rust_decimal::Decimal {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rust_decimal::serde::arbitrary_precision::serialize(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rust_decimal::serde::arbitrary_precision::deserialize(deserializer)
    }
}
