//! What a client has for all of its operations: its server, credentials, and parameters that are set once.
//!
//! In: the document and the methods. Out: setters of the builder, and what is left of it to a single operation. Must not make requests.

pub(in crate::lower) mod access;
pub(in crate::lower) mod builder;
pub(in crate::lower) mod client_wide;
mod one_for_all;
pub(in crate::lower) mod setters;
