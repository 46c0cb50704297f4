//! Operations: finished plans.

use super::{Behaviour, Docs, Extras, FieldId, Type};
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
    pub replies: Vec<Reply>,
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

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub wire: String,
    /// Rust name.
    pub name: String,
    /// Type of the value.
    pub ty: Type,
    /// Where it travels.
    pub home: Home,
    /// How it is written.
    pub style: ParameterStyle,
    /// Whether lists and objects become several parameters.
    pub explode: bool,
    /// Whether it must be given with each request.
    pub required: bool,
    /// Where a value comes from that is not given.
    pub fallback: Fallback,
    /// For a text in the path: whether it is one segment of it to the service, so that a slash in it is refused.
    pub is_segment: bool,
    /// Whether reserved characters stand as they are.
    pub allow_reserved: bool,
    /// Documentation.
    pub docs: Docs,
}

/// What stands in for a parameter that a request does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing: it is not sent.
    Nothing,
    /// What the client has, if it has a value: the one of that name among [`Api::client_wide`](super::Api::client_wide).
    Client {
        /// Whether no request goes out without a value.
        required: bool,
    },
}

/// A parameter of so many operations that the client has a value for all of them.
#[derive(Clone, Debug)]
pub struct ClientWide {
    /// The security scheme whose key it is, too: one setter sets both.
    pub scheme: Option<String>,
    /// Name on the wire.
    pub wire: String,
    /// Rust name of the builder's setter.
    pub name: String,
    /// Type of the value.
    pub ty: Type,
    /// Where it travels.
    pub home: Home,
    /// Documentation, that of the first operation.
    pub docs: Docs,
}

/// A parameter that is no choice of the caller's.
#[derive(Clone, Debug)]
pub struct FixedParameter {
    /// The parameter; it has no Rust name.
    pub parameter: Parameter,
    /// Its value, as text.
    pub value: String,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// In the path.
    Path,
    /// After the `?`.
    Query,
    /// All that stands after the `?`, as a form or as JSON.
    QueryString,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a value becomes text; names as in the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;p=a,b`
    Matrix,
    /// `p=a&p=b`
    Form,
    /// `p=a%20b`
    SpaceDelimited,
    /// `p=a|b`
    PipeDelimited,
    /// `p[k]=v`
    DeepObject,
    /// `p=a; p=b`, without any encoding
    Cookie,
    /// JSON text.
    Json,
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
            is_decoded && is_only_json && self.behaviour.bulk.is_none() && self.success_rule == SuccessRule::Forgiving;
        !is_plain
    }
}

/// A success that the document declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredSuccess {
    /// Its status.
    pub status: StatusPattern,
    /// The media types of its body, in lower case and without parameters; none if it has no body.
    pub media_types: Vec<String>,
}

/// Which responses with a status from 200 to 299 are successes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SuccessRule {
    /// Those that are declared, those that can be decoded, and what services often send in their place.
    #[default]
    Forgiving,
    /// Those that are declared.
    Declared,
    /// All.
    Any,
}

/// What a success holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing worth reading.
    Nothing,
    /// JSON.
    Json(Type),
    /// JSON, or nothing.
    OptionalJson(Type),
    /// Text.
    Text,
    /// Bytes, all at once.
    Bytes,
    /// What the document does not describe.
    Raw,
    /// Bytes as they arrive.
    Download,
    /// Server-sent events; text without a type.
    Events(Option<Type>),
    /// JSON values one after the other, as they arrive.
    Lines(Type),
    /// One of several, by status.
    ByStatus(ByStatus),
}

impl Output {
    /// Whether the body is handed over as it arrives.
    pub fn is_streamed(&self) -> bool {
        matches!(self, Self::Download | Self::Events(_) | Self::Lines(_))
    }
}

/// An enum of what the statuses of success hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByStatus {
    /// Its Rust name.
    pub name: String,
    /// Its variants, in document order.
    pub variants: Vec<OutputVariant>,
    /// The variant that stands for statuses that are not declared, by index.
    pub fallback: usize,
}

/// What one status of success holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputVariant {
    /// Rust name.
    pub name: String,
    /// The statuses.
    pub statuses: Vec<StatusPattern>,
    /// What it holds; never one of several, never a stream.
    pub output: Output,
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
pub struct Reply {
    /// The status.
    pub status: StatusPattern,
    /// The codes in its range that do not have it, sorted.
    pub except: Vec<u16>,
    /// The variant.
    pub variant: String,
    /// Whether a body that cannot be read as it is read as the one that errors have by default.
    pub or_default: bool,
}

/// A status or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusPattern {
    /// `409`
    Code(u16),
    /// `400..=499`
    Range(u16),
    /// `_`
    Default,
}

impl StatusPattern {
    /// Whether it speaks of redirections only.
    pub fn is_redirection(self) -> bool {
        matches!(self, Self::Code(300..=399) | Self::Range(3))
    }
}
