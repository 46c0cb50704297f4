//! What a request has in its path, query and headers.

use super::{Docs, Type};

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
