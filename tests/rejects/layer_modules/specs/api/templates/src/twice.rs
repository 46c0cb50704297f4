//! Once.
