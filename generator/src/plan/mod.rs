//! NOUN: the output language. Rust's words: final names, final types, each operation a finished plan.
//!
//! `lower` builds an [`Api`], `emit` writes it down. All choices are over here: nothing in these types is a question.

mod arena;
mod behaviour;
mod derived;
mod extras;
mod given;
mod model;
mod operation;
mod output;
mod package;
mod paging;
mod parameter;
mod runtime;
mod types;
mod union;

pub use arena::{Arena, FieldId, Id, ModelId, OperationId, ParameterId};
pub use behaviour::{
    AskValue, Behaviour, Bulk, BulkDuplicates, Feed, FeedCount, FeedCursors, FeedSetting, KeyPart, MaxRequest,
    Partitions, PollArgument, PollStep, Polling, Retry,
};
pub use extras::Extras;
pub use given::Given;
pub use model::{
    Bound, Conversion, ConversionStep, Copied, Definition, Field, Literal, Member, Model, Presence, Record, Single,
    TextEnum, TextValue, Turned, Union, ValueOrigin, Variant,
};
pub use operation::{
    Body, BodyEncoding, BodyParameter, Failure, FailureAlias, FailureStatus, FailureVariant, FormMember, Group,
    Operation, Server,
};
pub use output::{ByStatus, DeclaredSuccess, Output, OutputVariant, StatusPattern, SuccessRule};
pub use package::{Dependency, Feature, FreshConnectionAfter, Package, Part, Settings};
pub use paging::{EndFlag, NextPage, Paging};
pub use parameter::{ClientWide, Fallback, FixedParameter, Home, Parameter, ParameterStyle};
pub use runtime::{Runtime, RuntimeFeature};
pub use types::{Docs, Type};
pub use union::{Constant, Criterion, Strategy, Tagging, ValueKind};

/// All models.
pub type Models = Arena<ModelId, Model>;

/// One API: everything that its crate says.
#[derive(Clone, Debug)]
pub struct Api {
    /// The crate.
    pub package: Package,
    /// How its client behaves where its users say nothing else.
    pub settings: Settings,
    /// `info.title`; the name of the crate if it has none.
    pub title: String,
    /// What the crate is: the author's description, or else `info.description`.
    pub docs: Docs,
    /// Server URL with `{variables}`.
    pub server: String,
    /// Variables of the server.
    pub variables: Vec<Variable>,
    /// Ways to say who is asking, other than bearer tokens, in document order.
    pub schemes: Vec<Scheme>,
    /// What operations need that say nothing else: one of these, all of its schemes.
    pub security: Option<Vec<Vec<String>>>,
    /// Parameters that the client has values for, in the order of the document.
    pub client_wide: Vec<ClientWide>,
    /// What the service sends by itself.
    pub webhooks: Vec<Webhook>,
    /// Models, sorted by name.
    pub models: Models,
    /// Failure types, sorted by name.
    pub failures: Vec<Failure>,
    /// Groups of operations, sorted by name.
    pub groups: Vec<Group>,
    /// The parts of the client any of which have operations, sorted; none: some are always there.
    pub parts: Vec<String>,
}

impl Api {
    /// A field of a generated struct. Ids of fields are made from structs alone.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        match &self.models[id.model].definition {
            Definition::Record(record) => record.fields.get(id.place),
            Definition::TextEnum(_) | Definition::Union(_) => None,
        }
    }

    /// An operation, with its group.
    pub fn operation(&self, id: OperationId) -> (&Group, &Operation) {
        let group = &self.groups[id.group];
        (group, &group.operations[id.place])
    }
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

/// A way to say who is asking.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub wire: String,
    /// The builder's setter; `None` for bearer tokens, which every client takes, and for a key that a parameter of all operations is, too.
    pub setter: Option<String>,
    /// How it travels.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub docs: Docs,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemeKind {
    /// A bearer token.
    Bearer,
    /// User and password.
    Basic,
    /// A key in this header.
    Header(String),
    /// A key in this query parameter.
    Query(String),
    /// A key in this cookie.
    Cookie(String),
}

/// A request that the service sends: a webhook or a callback.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Name of the type of its body.
    pub name: String,
    /// The body.
    pub ty: Type,
    /// Documentation.
    pub docs: Docs,
}
