//! The forms that generated models have: records, unions, groups of members, limits of values, values in quotes.
//!
//! In: the tables of fields and variants that generated code passes to the macros. Out: serde's traits and the checks of limits. In
//! here, nothing sends or receives.

mod build;
mod finite;
pub mod limits;
pub mod one_of;
pub mod quoted;
pub mod record;
pub mod union;
