//! What templates may name: a contract with people who write them, with a number and a schema.
//!
//! In: the plan, and what `emit` makes of the client. Out: one value that templates see, and its JSON Schema, made of the same structs, so
//! that the doc comments here are what people read. Texts of the document are made safe for the place where templates put them:
//! comments, string literals, tables.
//!
//! Fields may be added under the same `context_version`; what is there keeps its name, its type and its meaning. To take something
//! away, or to let it mean something else, is a new version.

mod client;
mod failures;
mod groups;
mod library;
mod manifest;
mod models;
mod operations;
mod package;
mod root;
mod runtime;
mod schema;
mod server;
mod text;
mod types;

pub(super) use failures::FailureContext;
pub(super) use groups::MethodContext;
pub(super) use models::ModelContext;
pub(super) use operations::OperationContext;
pub(super) use root::{Context, Wanted};
pub use schema::{BESIDES, schema};
pub(super) use text::module as module_name;
