//! Reads OpenAPI documents and writes typed Rust client crates.

pub mod diag;
pub mod file;
pub mod pointer;
pub mod spec;
