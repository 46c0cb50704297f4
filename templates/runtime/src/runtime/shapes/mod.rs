//! The forms that generated models have: records, unions, groups of members, limits of values, values in quotes.
//!
//! In: the tables of fields and variants that generated code passes to the macros. Out: serde's traits and the checks
//! of limits. In here, nothing sends or receives.

#[cfg(feature = "unions")]
mod branches;
#[cfg(feature = "records")]
mod build;
#[cfg(any(feature = "decimals", feature = "times"))]
mod foreign;
#[cfg(feature = "limits")]
pub mod limits;
#[cfg(feature = "unions")]
pub mod one_of;
#[cfg(feature = "quoted")]
pub mod quoted;
#[cfg(feature = "records")]
pub mod record;
#[cfg(feature = "tags")]
pub mod tagged;
#[cfg(feature = "deep")]
pub mod threads;
#[cfg(feature = "unions")]
pub mod union;
#[cfg(feature = "unions")]
mod variants;
