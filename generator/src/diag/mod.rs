//! What the generator has to say about its input: a code, a place, why, and what to do.
//!
//! Passes push into a [`Diagnostics`] and go on; the pipeline stops at the border between two passes if there are errors.
//! A code and all that follows from it is a row of `code.rs`. Rendering is elsewhere: this module knows no colours and reads no files.

mod action;
mod code;
mod data;
mod first_of;
mod list;
mod message;
mod place;
mod severity;

pub use action::{Action, Edit};
pub use code::{Code, Remedy};
pub use data::{Cause, Data, Expected, Found, Mismatch};
pub use first_of::first_of;
pub use list::Diagnostics;
pub use message::Diagnostic;
pub use place::{Place, shown};
pub use severity::Severity;
