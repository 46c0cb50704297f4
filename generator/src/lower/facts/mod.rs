//! What follows from all generated types and operations together, each fact by itself: a function of drafts.
//!
//! Must not read schemas.

pub(super) mod boxed;
pub(super) mod checked;
pub(super) mod conversions;
pub(super) mod customs;
mod cycles;
pub(super) mod deep;
pub(super) mod early;
pub(super) mod keys;
pub(super) mod parts;
