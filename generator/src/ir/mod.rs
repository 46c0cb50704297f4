//! NOUN: the output language. Rust's words: final names, final types, each operation a finished plan.
//!
//! `lower` builds an [`Api`], `emit` writes it down. All choices are over here: nothing in these types is a question.

mod model;
mod operation;
mod types;

pub use model::{
    Bound, Constant, Conversion, Copied, Field, Model, Presence, Record, Select, Shape, Step, TextEnum, TextValue,
    Turned, Union, Variant,
};
pub use operation::{
    Body, BodyParameter, Failure, FailureVariant, Group, Home, Operation, Output, Paging, Parameter, ParameterStyle,
    Reply, Retry, StatusPattern,
};
pub use types::{Docs, Type};

/// One API: everything that its crate says.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.description`.
    pub docs: Docs,
    /// Server URL with `{variables}`.
    pub server: String,
    /// Variables of the server.
    pub variables: Vec<Variable>,
    /// Models, sorted by name.
    pub models: Vec<Model>,
    /// Failure types, sorted by name.
    pub failures: Vec<Failure>,
    /// Groups of operations, sorted by name.
    pub groups: Vec<Group>,
}

/// A variable of the server's URL.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Name in the URL.
    pub wire: String,
    /// Rust name of the builder's setter.
    pub name: String,
    /// Default.
    pub default: String,
    /// Description.
    pub docs: Docs,
}
