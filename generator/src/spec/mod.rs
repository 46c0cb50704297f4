//! NOUN: the input language. What an OpenAPI document says, as data; no decision about Rust is made here.
//!
//! In: the desugared [`Document`]. Out: [`Schemas`] and [`OperationSpec`]s, each with its pointer. `openapiv3` is fenced in this
//! folder: it types operations and gates schemas one by one, so that a fault has a place and costs only its part.

mod body;
mod document;
mod info;
mod operation;
mod parameter;
mod reference;
mod responses;
mod schema;
mod schemas;
mod security;
mod skeleton;

pub use body::{BodySpec, Encoding, Media, essence, is_json};
pub use document::{Document, Origin, Source};
pub use info::{Info, Server, Tag, info, servers, tags};
pub use operation::{METHODS, OperationSpec, hooks, operations};
pub use parameter::{ParameterSpec, ParameterStyle, Place};
pub use responses::{HeaderSpec, ResponseSpec, Status};
pub use schema::{Additional, Discriminator, Kind, Schema};
pub use schemas::Schemas;
pub(crate) use schemas::describe;
pub use security::{Requirements, SchemeKind, SchemeSpec, default_requirements, schemes};

use crate::diag::{Code, Diagnostic};
use crate::pointer::Pointer;

/// A part of the document that could not be read: it costs itself and what reaches it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Stable short name.
    pub code: Code,
    /// Where it is.
    pub at: Pointer,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    /// The message about it.
    pub fn diagnostic(self) -> Diagnostic {
        Diagnostic::at(self.code, &self.at, self.message)
    }
}
