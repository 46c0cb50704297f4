//! What templates may name: a contract with people who write them, with a number and a schema.
//!
//! In: the API and the author's choices. Out: one value that templates see, and its JSON Schema, made of the same structs, so
//! that the doc comments here are what people read. Texts of the document are made safe for the place where templates put them:
//! comments, string literals, tables.
//!
//! Fields may be added under the same `context_version`; what is there keeps its name, its type and its meaning. To take something
//! away, or to let it mean something else, is a new version.

mod connection;
mod groups;
mod models;
mod package;
mod root;
mod schema;
mod server;
mod text;

pub(super) use groups::{Method, OperationContext};
pub(super) use models::{FailureContext, ModelContext};
pub(super) use root::{Context, Wanted};
pub use schema::{BESIDES, schema};
pub(super) use text::module as module_name;
