//! Operations: finished plans.

use super::{
    Behaviour, DeclaredSuccess, Docs, Extras, FieldId, FixedParameter, Output, Parameter, ParameterStyle,
    StatusPattern, SuccessRule, Type,
};
use crate::pointer::Pointer;

/// Operations that hang on one accessor of the client.
#[derive(Clone, Debug)]
pub struct Group {
    /// Accessor and module, `function_calls`.
    pub name: String,
    /// Handle type, `FunctionCalls`.
    pub type_name: String,
    /// What the tag says.
    pub docs: Docs,
    /// The parts of the client any of which bring it, sorted; none: it is always there.
    pub parts: Vec<String>,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub at: Pointer,
    /// `operationId`, or one made of method and path.
    pub id: String,
    /// `GET`.
    pub method: String,
    /// `/streams/{streamId}`.
    pub path: String,
    /// Method on the group's handle.
    pub name: String,
    /// Type of its request.
    pub type_name: String,
    /// Documentation.
    pub docs: Docs,
    /// Parameters, required ones first.
    pub parameters: Vec<Parameter>,
    /// Parameters that can have only one value, which is always sent.
    pub constants: Vec<FixedParameter>,
    /// Request body.
    pub body: Option<Body>,
    /// What a success holds.
    pub output: Output,
    /// The successes that the document declares.
    pub successes: Vec<DeclaredSuccess>,
    /// How strictly responses are compared with them.
    pub success_rule: SuccessRule,
    /// The media types that are asked for, if they are others than `application/json`.
    pub accept: Option<String>,
    /// Credentials of its own, in place of the API's: one of these, all of its schemes.
    pub security: Option<Vec<Vec<String>>>,
    /// A server of its own.
    pub server: Option<Server>,
    /// Name of the failure type, which may be an alias; `None` if the operation declares no error body.
    pub failure: Option<String>,
    /// Which status has which variant of the failure type.
    pub failure_statuses: Vec<FailureStatus>,
    /// What it does beyond its request and its response.
    pub behaviour: Behaviour,
    /// What the author adds to the type of its request.
    pub extras: Extras,
    /// Attributes that the author adds to the method, without `#[` and `]`.
    pub method_attributes: Vec<String>,
}

/// The server of a single operation: URL with `{variables}`, and their defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL.
    pub url: String,
    /// Name and default of each variable.
    pub variables: Vec<(String, String)>,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type.
    pub ty: Type,
    /// How it is written.
    pub encoding: BodyEncoding,
    /// Whether it may be left out: then nothing is sent for a body that says nothing.
    pub optional: bool,
    /// For a record: its fields as parameters of the request, required ones first. Empty for other types, which are given whole.
    pub fields: Vec<BodyParameter>,
    /// Whether the body is a record whose fields are spread over the request.
    pub spread: bool,
    /// Whether the body can be checked against the limits that the document states.
    pub checked: bool,
}

/// A field of the body as a parameter of the request.
#[derive(Clone, Debug)]
pub struct BodyParameter {
    /// Rust name on the request.
    pub name: String,
    /// The id of the field of the body.
    pub id: FieldId,
    /// The field of the body.
    pub field: super::Field,
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyEncoding {
    /// JSON, with this media type.
    Json(String),
    /// `application/x-www-form-urlencoded`, with the members that have a style of their own.
    Form(Vec<FormMember>),
    /// `multipart/form-data`, with the media types of parts that have one of their own.
    Multipart(Vec<(String, String)>),
    /// Elements of a list as lines of JSON, with this media type.
    Lines(String),
    /// Text of this media type.
    Text(String),
    /// Bytes; of this media type, unless the caller gives another.
    Upload(String),
}

impl Body {
    /// Whether the body is given by a setter, because the request is whole without it.
    pub fn is_set_later(&self) -> bool {
        self.optional && !self.spread
    }
}

/// A member of a form that is not written as members usually are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormMember {
    /// Its name.
    pub name: String,
    /// How it is written.
    pub style: ParameterStyle,
    /// Whether lists and objects become several pairs.
    pub explode: bool,
}

impl Operation {
    /// The path as it travels. Some documents tell operations of one path apart by a fragment, which no request has.
    pub fn sent_path(&self) -> &str {
        self.path.split_once('#').map_or(&self.path, |(sent, _)| sent)
    }

    /// Whether a response can be compared with the declared successes to any effect. It cannot where every success is decoded
    /// from JSON: what decodes is a success, whatever its status and media type.
    pub fn compares_success(&self) -> bool {
        let is_json = |output: &Output| matches!(output, Output::Json(_) | Output::OptionalJson(_));
        let is_decoded = match &self.output {
            Output::ByStatus(choice) => choice.variants.iter().all(|variant| is_json(&variant.output)),
            output => is_json(output),
        };
        if self.successes.iter().any(|success| success.status.is_redirection()) {
            return true;
        }
        let mut types = self.successes.iter().flat_map(|success| &success.media_types);
        let is_only_json = types.all(|one| one == "application/json" || one.ends_with("+json"));
        let is_plain =
            is_decoded && is_only_json && !self.behaviour.reads_items() && self.success_rule == SuccessRule::Forgiving;
        !is_plain
    }
}

/// A failure type: the error bodies that an operation declares, or several that share it.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its Rust name.
    pub name: String,
    /// The methods of the operations that have it under this name, `tasks().list()`; the others have an alias.
    pub of: Vec<String>,
    /// Its variants, by status.
    pub variants: Vec<FailureVariant>,
    /// Other names of it: those of the operations that share it.
    pub aliases: Vec<FailureAlias>,
    /// The parts of the client any of which bring it, sorted; none: it is always there.
    pub parts: Vec<String>,
}

/// The name of an operation's failure type, where operations share one.
#[derive(Clone, Debug)]
pub struct FailureAlias {
    /// Its Rust name.
    pub name: String,
    /// The method of the operation, `tasks().list()`.
    pub of: String,
    /// The parts of the client any of which bring it, sorted; none: it is always there.
    pub parts: Vec<String>,
}

/// An error body.
#[derive(Clone, Debug)]
pub struct FailureVariant {
    /// Rust name.
    pub name: String,
    /// The status that has it.
    pub status: StatusPattern,
    /// Type of the body.
    pub ty: Type,
}

/// Which error body a status has.
#[derive(Clone, Debug)]
pub struct FailureStatus {
    /// The status.
    pub status: StatusPattern,
    /// The codes in its range that do not have it, sorted.
    pub except: Vec<u16>,
    /// The variant.
    pub variant: String,
    /// Whether a body that cannot be read as it is read as the one that errors have by default.
    pub or_default: bool,
}
