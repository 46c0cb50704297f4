//! From values to the text of paths, queries, headers, cookies and JSON bodies, as OpenAPI's styles say.

mod json;
mod plain;
mod serializer;
mod styles;

pub(super) use json::json_bytes;
pub(super) use plain::Plain;
pub use styles::{PathStyle, Style};
pub(super) use styles::{cookie, escape, form, header, path, query};
