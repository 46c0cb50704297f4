//! The run-time half of every generated client, as a crate of its own so that it can be tested alone.
//!
//! `src/runtime` is copied verbatim into each client, where it is `crate::runtime` too.

#[doc(hidden)]
pub mod contract;
pub mod runtime;
