//! The cases: small documents, each of which shows one thing, with the Rust that comes out.
//!
//! A case is a folder of `tests/cases` with a `spec.yaml`, maybe an `overlay.yaml`, maybe more files that those refer
//! to, and the expected output in `expected`. Adding one needs no Rust: the tests walk the folder.

mod case;
mod compiled;
mod determinism;
mod runtimes;
mod snapshots;
mod wholesome;
