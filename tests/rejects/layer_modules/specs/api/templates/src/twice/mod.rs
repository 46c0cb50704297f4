//! Twice.
