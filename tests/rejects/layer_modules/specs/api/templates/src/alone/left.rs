//! Left.
