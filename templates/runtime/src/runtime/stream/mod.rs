//! Responses that are read as they arrive: files, server-sent events, lines of JSON.
//!
//! The pieces are cut by code that knows no types; only reading one into a value is made for each operation. All of it
//! is `#[inline]`, so that only a crate that reads such responses has it compiled.

mod disposition;
mod download;
mod event_splitter;
mod events;
mod feed;
mod frames;
mod lines;
mod record_splitter;

pub use download::Download;
pub use events::{Event, Events};
pub use lines::Lines;
