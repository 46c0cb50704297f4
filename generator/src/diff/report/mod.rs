//! What was found, for people and for programs, and the version that it asks for.

mod bump;
mod changes;
mod class;
mod json;
mod text;

pub use bump::Bump;
pub use changes::{Change, Report, Side, Spot};
pub use class::Class;
pub use json::json;
pub use text::text;
