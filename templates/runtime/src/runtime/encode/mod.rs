//! From values to the text of paths, queries, headers, cookies and bodies, as OpenAPI's styles say.

#[cfg(feature = "bodies")]
mod body;
#[cfg(feature = "parameters")]
mod deep;
#[cfg(any(
    feature = "paging",
    feature = "parameters",
    feature = "security",
    feature = "servers"
))]
mod escape;
#[cfg(feature = "forms")]
mod form;
#[cfg(feature = "parameters")]
mod json;
#[cfg(any(feature = "bodies", feature = "streams"))]
mod media_type;
#[cfg(feature = "forms")]
mod multipart;
#[cfg(feature = "parameters")]
mod plain;
#[cfg(feature = "parameters")]
mod reserved;
#[cfg(feature = "parameters")]
mod serializer;
#[cfg(feature = "limits")]
mod size;
#[cfg(feature = "parameters")]
mod styles;

#[cfg(feature = "bodies")]
pub(super) use body::json_bytes;
#[cfg(feature = "forms")]
pub(super) use body::json_line;
#[cfg(any(
    feature = "paging",
    feature = "parameters",
    feature = "security",
    feature = "servers"
))]
pub(super) use escape::escape;
#[cfg(feature = "forms")]
pub(super) use form::form;
#[cfg(feature = "parameters")]
pub use json::json_value;
#[cfg(feature = "parameters")]
pub(super) use json::{ascii, json_text};
#[cfg(any(feature = "bodies", feature = "streams"))]
pub(super) use media_type::is_json;
#[cfg(feature = "sources")]
pub(super) use multipart::Multipart;
#[cfg(feature = "forms")]
pub(super) use multipart::multipart;
#[cfg(feature = "parameters")]
pub(super) use plain::Plain;
#[cfg(feature = "parameters")]
pub(super) use reserved::Escape;
#[cfg(feature = "limits")]
pub(super) use size::size;
#[cfg(feature = "parameters")]
pub use styles::{PathStyle, Style};
#[cfg(feature = "parameters")]
pub(super) use styles::{cookie, cookie_as_is, header, path, query};
