//! The rules of the house, read off the source: who may import whom, how long things may be, what is absent.
//!
//! The table of imports is that of `generator/ARCHITECTURE.md`. A rule that is in the way is changed there and here, with a
//! reason, never worked around.

mod behaviours;
mod codes;
mod imports;
mod lengths;
mod modules;
mod passes;
mod paths;
mod readme;
mod rooms;
mod runtime;
mod sources;
mod templates;
mod tokens;
mod words;
