//! Which object may stand where in an OpenAPI document, as far as references are concerned.
//!
//! A `$ref` is a reference only where the specification allows a Reference Object. Everywhere else – in examples,
//! defaults, extensions, and as the name of a property – it is data of the document's author and must stay as it is.

use crate::spec::{Holds, METHODS, OTHER_METHODS, schema_keyword};

/// The kind of object that stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Slot {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Callback,
    Link,
    Example,
    SecurityScheme,
    Schema,
    Discriminator,
    /// An object that holds nothing but data: the info, a tag, a server.
    Described,
    /// `discriminator.mapping`.
    Mapping,
    /// A reference to a schema without `$ref`.
    Mapped,
    /// An object whose keys are names given by the author.
    Map(&'static Slot),
    /// Anything that is not looked into.
    Data,
}

impl Slot {
    /// What stands below a key. An element of a list is what the list is, so that `parameters` and `allOf` need no more.
    pub(in crate::load) fn enter(self, key: &str) -> Self {
        match self {
            Self::Map(Self::PathItem | Self::Response) | Self::Callback if key.starts_with("x-") => Self::Data,
            Self::Map(inner) => *inner,
            Self::Callback => Self::PathItem,
            Self::Document => document(key),
            Self::Components => Self::of_kind(key).map_or(Self::Data, Self::map),
            Self::PathItem | Self::Operation => operation(key),
            Self::Parameter | Self::Header | Self::RequestBody | Self::Response | Self::MediaType | Self::Encoding => {
                payload(key)
            }
            Self::Schema => schema(key),
            Self::Discriminator if key == "mapping" => Self::Mapping,
            Self::Discriminator if key == "defaultMapping" => Self::Mapped,
            Self::Mapping => Self::Mapped,
            Self::Described
            | Self::Discriminator
            | Self::Mapped
            | Self::Link
            | Self::Example
            | Self::SecurityScheme
            | Self::Data => Self::Data,
        }
    }

    /// Whether a key that begins with `x-` is an extension here, and not a name given by the author or a part of data.
    pub(in crate::load) fn has_extensions(self) -> bool {
        match self {
            Self::Data | Self::Mapping | Self::Mapped => false,
            Self::Map(inner) => matches!(inner, Self::PathItem | Self::Response),
            _ => true,
        }
    }

    /// The folder of `components` for objects of this kind; `None` where no reference may stand.
    pub(in crate::load) fn kind(self) -> Option<&'static str> {
        KINDS.iter().find(|(_, slot)| *slot == self).map(|(kind, _)| *kind)
    }

    /// The objects that a folder of `components` holds.
    pub(in crate::load) fn of_kind(kind: &str) -> Option<Self> {
        KINDS.iter().find(|(name, _)| *name == kind).map(|(_, slot)| *slot)
    }

    fn map(self) -> Self {
        KINDS
            .iter()
            .find(|(_, slot)| *slot == self)
            .map_or(Self::Data, |(_, slot)| Self::Map(slot))
    }
}

static KINDS: [(&str, Slot); 11] = [
    ("schemas", Slot::Schema),
    ("responses", Slot::Response),
    ("parameters", Slot::Parameter),
    ("examples", Slot::Example),
    ("requestBodies", Slot::RequestBody),
    ("headers", Slot::Header),
    ("securitySchemes", Slot::SecurityScheme),
    ("links", Slot::Link),
    ("callbacks", Slot::Callback),
    ("pathItems", Slot::PathItem),
    ("mediaTypes", Slot::MediaType),
];

fn document(key: &str) -> Slot {
    match key {
        "paths" | "webhooks" => Slot::Map(&Slot::PathItem),
        "components" => Slot::Components,
        "info" | "tags" | "servers" => Slot::Described,
        _ => Slot::Data,
    }
}

fn operation(key: &str) -> Slot {
    match key {
        "parameters" => Slot::Parameter,
        "requestBody" => Slot::RequestBody,
        "responses" => Slot::Map(&Slot::Response),
        "callbacks" => Slot::Map(&Slot::Callback),
        "servers" => Slot::Described,
        method if METHODS.contains(&method) => Slot::Operation,
        OTHER_METHODS => Slot::Map(&Slot::Operation),
        _ => Slot::Data,
    }
}

fn payload(key: &str) -> Slot {
    match key {
        "schema" | "itemSchema" => Slot::Schema,
        "content" => Slot::Map(&Slot::MediaType),
        "examples" => Slot::Map(&Slot::Example),
        "headers" => Slot::Map(&Slot::Header),
        "links" => Slot::Map(&Slot::Link),
        "encoding" => Slot::Map(&Slot::Encoding),
        "itemEncoding" | "prefixEncoding" => Slot::Encoding,
        _ => Slot::Data,
    }
}

fn schema(key: &str) -> Slot {
    match schema_keyword(key).and_then(|keyword| keyword.holds()) {
        Some(Holds::Entries) => Slot::Map(&Slot::Schema),
        Some(Holds::One | Holds::List) => Slot::Schema,
        None if key == "discriminator" => Slot::Discriminator,
        None => Slot::Data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(path: &str) -> Slot {
        path.split(' ').fold(Slot::Document, Slot::enter)
    }

    #[test]
    fn a_place_tells_what_may_stand_there() {
        let table = [
            ("components schemas A", Some("schemas")),
            ("components schemas A properties $ref", Some("schemas")),
            ("components schemas A properties x-y", Some("schemas")),
            ("components schemas A properties parameters items", Some("schemas")),
            ("components schemas A default", None),
            ("components schemas A example properties a", None),
            ("components schemas A x-note allOf", None),
            ("paths /a get parameters", Some("parameters")),
            ("paths /a query parameters", Some("parameters")),
            ("paths /a additionalOperations COPY parameters", Some("parameters")),
            ("paths /a additionalOperations parameters", None),
            ("paths /a get responses 200", Some("responses")),
            ("paths /a get responses 200 headers x-request-id", Some("headers")),
            ("paths /a get responses x-none", None),
            (
                "paths /a post requestBody content application/json schema",
                Some("schemas"),
            ),
            ("paths /a post requestBody content application/json example", None),
            ("paths /a get responses 200 content a/b", Some("mediaTypes")),
            ("components mediaTypes M itemSchema", Some("schemas")),
            ("paths x-note get", None),
            ("x-note components schemas", None),
        ];
        for (path, kind) in table {
            assert_eq!(walk(path).kind(), kind, "{path}");
        }
    }
}
