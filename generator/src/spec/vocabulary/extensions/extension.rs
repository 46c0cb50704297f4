//! An extension: its name, where it can stand, its form, and what people are told of it.

use super::form::ValueForm;

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
    /// What its value looks like.
    pub form: ValueForm,
    /// What it says, in sentences.
    pub about: &'static str,
    /// How it is written, as YAML of an overlay.
    pub example: &'static str,
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
