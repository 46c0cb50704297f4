//! From values to the text of paths, queries, headers, cookies and bodies, as OpenAPI's styles say.

mod deep;
mod escape;
mod form;
mod json;
mod multipart;
mod plain;
mod serializer;
mod size;
mod styles;

pub(super) use escape::{Escape, escape};
pub(super) use form::form;
pub use json::json_value;
pub(super) use json::{ascii, json_bytes, json_text};
pub(super) use multipart::{is_json, multipart};
pub(super) use plain::Plain;
pub(super) use size::size;
pub use styles::{PathStyle, Style};
pub(super) use styles::{cookie, header, path, query};
