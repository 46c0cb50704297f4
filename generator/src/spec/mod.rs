//! NOUN: the input language. What an OpenAPI document says, as data; no decision about Rust is made here.

mod document;

pub use document::{Document, Origin, Source};
