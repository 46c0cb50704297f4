//! Which values have no numbers that JSON cannot write.

use std::collections::BTreeMap;

use serde::ser;

#[cfg(feature = "patches")]
use crate::runtime::Nullable;

/// Numbers that JSON can write.
#[doc(hidden)]
pub trait Finite {
    /// Whether there is neither NaN nor an infinity in it.
    fn is_all_finite(&self) -> bool;
}

impl Finite for f64 {
    fn is_all_finite(&self) -> bool {
        self.is_finite()
    }
}

impl<T: Finite> Finite for Option<T> {
    fn is_all_finite(&self) -> bool {
        self.iter().all(T::is_all_finite)
    }
}

#[cfg(feature = "patches")]
impl<T: Finite> Finite for Nullable<T> {
    fn is_all_finite(&self) -> bool {
        self.value().is_none_or(T::is_all_finite)
    }
}

impl<T: Finite> Finite for Vec<T> {
    fn is_all_finite(&self) -> bool {
        self.iter().all(T::is_all_finite)
    }
}

impl<T: Finite> Finite for BTreeMap<String, T> {
    fn is_all_finite(&self) -> bool {
        self.values().all(T::is_all_finite)
    }
}

/// Refuses what JSON cannot write.
///
/// # Errors
///
/// There is a NaN or an infinity in the value.
#[doc(hidden)]
pub fn finite<T: Finite + ?Sized, E: ser::Error>(value: &T, key: &str) -> Result<(), E> {
    if value.is_all_finite() {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "`{key}` is NaN or infinite, which JSON cannot write"
    )))
}
