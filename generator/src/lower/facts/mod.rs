//! What follows from all models and operations together: boxes, limits, conversions, the author's additions, parts.
//!
//! Must not read schemas.

pub(super) mod boxed;
pub(super) mod checked;
pub(super) mod conversions;
pub(super) mod customs;
mod cycles;
pub(super) mod parts;
