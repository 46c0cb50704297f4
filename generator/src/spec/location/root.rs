//! What the outermost schema of a place belongs to: a component, or a part of an operation.

use crate::pointer::Pointer;
use crate::spec::HttpMethod;

/// What the outermost schema of a place belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// A component.
    Component {
        /// `schemas`, `responses`, …
        section: String,
        /// Its key.
        name: String,
        /// Where it stands.
        at: Pointer,
    },
    /// A parameter that a path item gives to all its operations.
    SharedParameter {
        /// The path, or the name of the webhook.
        path: String,
        /// Where the parameter stands.
        at: Pointer,
    },
    /// A part of an operation, or of an operation that one of its callbacks makes.
    Operation {
        /// Where the operation stands.
        at: Pointer,
        /// The path, or the name of the webhook.
        path: String,
        /// `get`, `post`, …
        method: HttpMethod,
        /// Whether the service makes it.
        is_webhook: bool,
        /// The name of the callback.
        callback: Option<String>,
        /// Which part.
        part: OperationPart,
    },
    /// Something else, by the first word of its place.
    Other(Option<String>),
}

/// The part of an operation that a schema belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationPart {
    /// A media type of the request body.
    RequestBody {
        /// `application/json`, …
        media_type: String,
    },
    /// A response.
    Response {
        /// Its key.
        status: String,
        /// Where all responses stand.
        all: Pointer,
    },
    /// A header of a response, by name.
    ResponseHeader(String),
    /// A parameter, by its place.
    Parameter(Pointer),
    /// Something else.
    Other,
}

/// How many words of a pointer come before the outermost schema.
pub(super) struct Extent {
    pub used: usize,
    /// How many of them are what has the schema as that of its content.
    pub holder: Option<usize>,
}

impl Extent {
    /// The schema is what these words lead to.
    fn of(used: usize) -> Self {
        Self { used, holder: None }
    }

    /// The schema of what these words lead to: `schema`, `content/…/schema`, or nothing more.
    fn schema(used: usize, words: &[&str]) -> Self {
        match &words[used..] {
            ["schema" | "itemSchema", ..] => Self::of(used + 1),
            ["content", _, "schema" | "itemSchema", ..] => Self {
                used: used + 3,
                holder: Some(used),
            },
            _ => Self::of(used),
        }
    }
}

/// Reads the first words of a pointer.
pub(super) fn read(place: &Pointer, words: &[&str]) -> (Root, Extent) {
    let at = |count: usize| place.first(count);
    match words {
        ["components", section, name, ..] => {
            let root = Root::Component {
                section: (*section).to_owned(),
                name: (*name).to_owned(),
                at: at(3),
            };
            (root, Extent::schema(3, words))
        }
        ["paths" | "webhooks", path, "parameters", _, ..] => {
            let root = Root::SharedParameter {
                path: (*path).to_owned(),
                at: at(4),
            };
            (root, Extent::schema(4, words))
        }
        [list @ ("paths" | "webhooks"), path, words_below @ ..]
            if let Some((method, count)) = HttpMethod::read(words_below) =>
        {
            let own = 2 + count;
            let (callback, used) = match callback(&words[own..]) {
                Some((name, count)) => (Some(name), own + count),
                None => (None, own),
            };
            let (part, extent) = part(place, words, used);
            let root = Root::Operation {
                at: at(own),
                path: (*path).to_owned(),
                method,
                is_webhook: *list == "webhooks",
                callback,
                part,
            };
            (root, extent)
        }
        words => {
            let first = words.first().map(|word| (*word).to_owned());
            (Root::Other(first), Extent::of(words.len().min(1)))
        }
    }
}

/// The name of the callback that has the operation at the first of these words, which follow those of another operation, and how
/// many words that is.
fn callback(words: &[&str]) -> Option<(String, usize)> {
    match words {
        ["callbacks", name, _, below @ ..] => Some(((*name).to_owned(), 3 + HttpMethod::read(below)?.1)),
        _ => None,
    }
}

/// The part of an operation that stands at the first words of a pointer.
fn part(place: &Pointer, words: &[&str], operation: usize) -> (OperationPart, Extent) {
    let at = |count: usize| place.first(count);
    match &words[operation..] {
        ["requestBody", "content", media_type, "schema" | "itemSchema", ..] => {
            let media_type = (*media_type).to_owned();
            (
                OperationPart::RequestBody { media_type },
                Extent::schema(operation + 1, words),
            )
        }
        ["responses", status, "content", _, "schema" | "itemSchema", ..] => {
            let part = OperationPart::Response {
                status: (*status).to_owned(),
                all: at(operation + 1),
            };
            (part, Extent::schema(operation + 2, words))
        }
        ["responses", _, "headers", name, ..] => {
            let part = OperationPart::ResponseHeader((*name).to_owned());
            (part, Extent::schema(operation + 4, words))
        }
        ["parameters", _, ..] => {
            let part = OperationPart::Parameter(at(operation + 2));
            (part, Extent::schema(operation + 2, words))
        }
        _ => (OperationPart::Other, Extent::of(operation)),
    }
}
