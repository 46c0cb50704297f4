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
    /// An object of Swagger 2.0 that OpenAPI does not have.
    Swagger(SwaggerSlot),
    /// Anything that is not looked into.
    Data,
}

impl Slot {
    /// The folders of `components`, each with what it holds.
    pub(super) const KINDS: &'static [(&'static str, Self)] = &[
        ("schemas", Self::Schema),
        ("responses", Self::Response),
        ("parameters", Self::Parameter),
        ("examples", Self::Example),
        ("requestBodies", Self::RequestBody),
        ("headers", Self::Header),
        ("securitySchemes", Self::SecurityScheme),
        ("links", Self::Link),
        ("callbacks", Self::Callback),
        ("pathItems", Self::PathItem),
        ("mediaTypes", Self::MediaType),
    ];

    /// What stands below a key. An element of a list is what the list is, so that `parameters` and `allOf` need no more.
    pub(in crate::load) fn enter(self, key: &str) -> Self {
        match self {
            Self::Map(
                Self::PathItem | Self::Response | Self::Swagger(SwaggerSlot::PathItem | SwaggerSlot::Response),
            )
            | Self::Callback
                if key.starts_with("x-") =>
            {
                Self::Data
            }
            Self::Map(inner) => *inner,
            Self::Callback => Self::PathItem,
            Self::Document => document(key),
            Self::Swagger(object) => object.enter(key),
            Self::Components => Self::folder(key),
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

    /// Whether `$ref` may stand in place of an object of this kind.
    pub(in crate::load) fn is_referable(self) -> bool {
        match self {
            Self::Swagger(object) => object.is_referable(),
            other => Self::KINDS.iter().any(|(_, slot)| *slot == other),
        }
    }

    /// The objects of a folder of `components`.
    fn folder(name: &str) -> Self {
        let found = Self::KINDS.iter().find(|(known, _)| *known == name);
        found.map_or(Self::Data, |(_, slot)| Self::Map(slot))
    }
}

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

/// The kind of object that stands at a place of a Swagger 2.0 document, where it is not the same as in OpenAPI. Schemas and security schemes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum SwaggerSlot {
    Document,
    PathItem,
    Operation,
    Parameter,
    Response,
}

impl SwaggerSlot {
    /// The folders at the root of a document, each with what it holds.
    pub(super) const FOLDERS: &'static [(&'static str, Slot)] = &[
        ("definitions", Slot::Schema),
        ("parameters", Slot::Swagger(Self::Parameter)),
        ("responses", Slot::Swagger(Self::Response)),
        ("securityDefinitions", Slot::SecurityScheme),
    ];

    /// What stands below a key; as in [`Slot::enter`].
    fn enter(self, key: &str) -> Slot {
        match (self, key) {
            (Self::Document, "paths") => Slot::Map(&Slot::Swagger(Self::PathItem)),
            (Self::Document, "definitions") | (Self::Response, "headers") => Slot::Map(&Slot::Schema),
            (Self::Document, "parameters") => Slot::Map(&Slot::Swagger(Self::Parameter)),
            (Self::Document, "responses") | (Self::Operation, "responses") => Slot::Map(&Slot::Swagger(Self::Response)),
            (Self::Document, "securityDefinitions") => Slot::Map(&Slot::SecurityScheme),
            (Self::Document, "info" | "tags") => Slot::Described,
            (Self::PathItem | Self::Operation, "parameters") => Slot::Swagger(Self::Parameter),
            (Self::PathItem, method) if METHODS.contains(&method) => Slot::Swagger(Self::Operation),
            (Self::Parameter, "schema" | "items") | (Self::Response, "schema") => Slot::Schema,
            _ => Slot::Data,
        }
    }

    /// Whether `$ref` may stand in its place.
    fn is_referable(self) -> bool {
        matches!(self, Self::Parameter | Self::Response | Self::PathItem)
    }
}
