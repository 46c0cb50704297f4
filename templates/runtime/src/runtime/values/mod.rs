//! Value types which the generated models use beside those of the standard library.

mod base64;
mod empty;
mod enums;
mod nullable;
mod number;
mod patch;
mod secret;
mod unknown;
mod upload;

pub(super) use base64::encode as base64_text;
pub use base64::{Base64, Base64Error};
pub use empty::Empty;
pub use enums::{UnknownValue, read_number, read_text};
pub use nullable::Nullable;
pub use number::Number;
pub use patch::{Set, SetOrChange, SetOrNull};
pub use secret::Secret;
pub use unknown::{UnknownJson, UnknownNumber, UnknownText};
pub use upload::Upload;
