//! Generated types: one for each site and, where the two differ, each direction.
//!
//! In: the sites and their names. Out: models, and the type of any schema. Must not know operations.

mod aliases;
pub(super) mod declared;
pub(super) mod docs;
pub(in crate::lower) mod enum_labels;
mod implied;
pub(super) mod lost;
pub(super) mod models;
pub(super) mod records;
pub(super) mod resolve;
pub(super) mod rules;
