//! Written by hand, beside what is generated.

/// A note, told from inside the module.
pub const NOTE: &str = crate::note::TEXT;

pub(crate) const TEXT: &str = "kept by hand";
