//! The extensions that the generator reads: the only list of their names, of what each can stand on, and of their types.
//!
//! `load` compares the document with it. What an extension means is for whoever reads its value.

use crate::diag::Expected;

/// What an extension can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// An operation below `paths`.
    Operation,
    /// An operation below `webhooks`.
    Webhook,
    /// An operation of a callback.
    Callback,
    /// A schema.
    Schema,
    /// A parameter.
    Parameter,
    /// A component whose schemas are named after it: a response, a request body, a parameter, a header.
    Component,
}

/// An extension.
#[derive(Clone, Copy, Debug)]
pub struct Extension {
    /// Its key.
    pub name: &'static str,
    /// What it can stand on.
    pub on: &'static [Holder],
    /// What its value must be; `None` if whoever reads it is stricter than a type.
    pub value: Option<Expected>,
}

use Expected::{Boolean, Text};
use Holder::{Callback, Component, Operation, Parameter, Schema, Webhook};

/// All of them.
pub const EXTENSIONS: [Extension; 19] = [
    extension("x-client-name", &[Operation, Webhook, Schema, Component], Some(Text)),
    extension("x-client-skip", &[Operation, Webhook, Callback, Schema], Some(Boolean)),
    extension("x-client-group", &[Operation], Some(Text)),
    extension("x-client-error", &[Operation], Some(Text)),
    extension("x-client-retry", &[Operation], None),
    extension("x-client-paging", &[Operation], None),
    extension("x-client-bulk", &[Operation], None),
    extension("x-client-feed", &[Operation], None),
    extension("x-client-poll", &[Operation], None),
    extension("x-client-max-request", &[Operation], None),
    extension("x-client-timeout", &[Operation], None),
    extension("x-client-segment", &[Parameter], None),
    extension("x-client-type", &[Schema], Some(Text)),
    extension("x-client-field", &[Schema], Some(Text)),
    extension("x-client-open", &[Schema], Some(Boolean)),
    extension("x-client-key", &[Schema], Some(Boolean)),
    extension("x-client-aliases", &[Schema], None),
    extension("x-client-absent", &[Schema], None),
    extension("x-client-one-of", &[Schema], None),
];

const fn extension(name: &'static str, on: &'static [Holder], value: Option<Expected>) -> Extension {
    Extension { name, on, value }
}

impl Holder {
    /// For people, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operation => "an operation",
            Self::Webhook => "a webhook",
            Self::Callback => "a callback",
            Self::Schema => "a schema",
            Self::Parameter => "a parameter",
            Self::Component => "a component",
        }
    }
}
