//! Floats in JSON: those that it cannot write are refused, and whole ones are written as integers, because many
//! services read `7` but not `7.0` where their documents say `number`.

use std::collections::BTreeMap;

use serde::ser::{self, Serialize, Serializer};

#[cfg(feature = "patches")]
use crate::runtime::Nullable;

/// Numbers that JSON can write.
#[doc(hidden)]
pub trait Finite {
    /// Whether there is neither NaN nor an infinity in it.
    fn is_all_finite(&self) -> bool;
    /// Writes the value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A value that is written with whole floats as integers.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct AsFinite<'a, T: ?Sized>(pub &'a T);

impl<T: Finite> Serialize for AsFinite<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// The integer that a float stands for, if every integer of its size is a float.
pub(in crate::runtime) fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
}

impl Finite for f64 {
    fn is_all_finite(&self) -> bool {
        self.is_finite()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match whole(*self) {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(*self),
        }
    }
}

impl<T: Finite> Finite for Option<T> {
    fn is_all_finite(&self) -> bool {
        self.iter().all(T::is_all_finite)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(AsFinite).serialize(serializer)
    }
}

#[cfg(feature = "patches")]
impl<T: Finite> Finite for Nullable<T> {
    fn is_all_finite(&self) -> bool {
        self.value().is_none_or(T::is_all_finite)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().map(AsFinite).serialize(serializer)
    }
}

impl<T: Finite> Finite for Vec<T> {
    fn is_all_finite(&self) -> bool {
        self.iter().all(T::is_all_finite)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(AsFinite))
    }
}

impl<T: Finite> Finite for BTreeMap<String, T> {
    fn is_all_finite(&self) -> bool {
        self.values().all(T::is_all_finite)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, AsFinite(value))))
    }
}

/// Refuses what JSON cannot write.
///
/// # Errors
///
/// There is a NaN or an infinity in the value.
#[doc(hidden)]
pub fn finite<T: Finite, E: ser::Error>(value: &T, key: &str) -> Result<(), E> {
    if value.is_all_finite() {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "`{key}` is NaN or infinite, which JSON cannot write"
    )))
}
