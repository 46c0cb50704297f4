//! Value types that the generated models use, in addition to those of the standard library.

#[cfg(feature = "base64")]
mod base64;
mod empty;
#[cfg(feature = "enums")]
mod enums;
#[cfg(feature = "patches")]
mod nullable;
#[cfg(feature = "numbers")]
mod number;
#[cfg(feature = "patches")]
mod patch;
mod secret;
#[cfg(feature = "sources")]
mod source;
#[cfg(feature = "enums")]
mod unknown;
#[cfg(feature = "unions")]
mod unknown_json;
#[cfg(feature = "parameters")]
mod upload;

#[cfg(feature = "base64url")]
pub use base64::Base64Url;
#[cfg(feature = "base64")]
pub use base64::{Base64, Base64Error};
pub use empty::Empty;
#[cfg(feature = "enums")]
pub use enums::{UnknownValue, read_text};
#[cfg(feature = "patches")]
pub use nullable::Nullable;
#[cfg(feature = "numbers")]
pub use number::Number;
#[cfg(feature = "patches")]
pub use patch::{Set, SetOrChange, SetOrNull};
pub use secret::Secret;
#[cfg(feature = "sources")]
pub(crate) use source::Segment;
#[cfg(feature = "sources")]
pub use source::Source;
#[cfg(feature = "enums")]
pub use unknown::UnknownText;
#[cfg(feature = "unions")]
pub use unknown_json::UnknownJson;
#[cfg(feature = "parameters")]
pub use upload::Upload;
