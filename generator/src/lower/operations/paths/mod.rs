//! Paths: the holes of a path with the parameters that fill them, and how a value stands in one.

pub(super) mod holes;
pub(super) mod segment;
