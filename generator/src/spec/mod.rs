//! NOUN: the input language. What an OpenAPI document says, as data; no decision about Rust is made here.
//!
//! In: a [`Document`], and [`Annotations`] to it. Out: [`Schemas`], and an index of all [`Operations`] with an [`OperationSpec`] of each, all with their
//! pointers. `openapiv3` is fenced in this folder: it types operations one by one and sees no schemas, so that a fault has a
//! place and costs only its part.

mod annotations;
mod body;
mod document;
mod fault;
mod info;
mod inheritance;
mod location;
mod media;
mod moves;
mod operations;
mod parameter;
mod reference;
mod responses;
mod schema;
mod schemas;
mod security;
mod skeleton;
mod style;
mod vocabulary;

pub use annotations::Annotations;
pub use body::BodySpec;
pub(crate) use document::count_values;
pub use document::{Document, Source, SourcePlace};
pub use fault::Fault;
pub use info::{Info, Server, Tag, info, servers, tags};
pub(crate) use inheritance::DISCRIMINATOR_VALUES;
pub use inheritance::{Heirs, Inheritance};
pub use location::{Location, OperationPart, Root, Step};
pub use media::{Encoding, ItemFault, Media, essence, is_json, without_charset};
pub use moves::Moves;
pub use operations::{
    ChosenNames, HttpMethod, IndexedOperation, METHODS, OTHER_METHODS, OperationName, OperationSet, OperationSpec,
    Operations, operations, webhooks,
};
pub use parameter::{ParameterLocation, ParameterSpec};
pub use responses::{HeaderSpec, ResponseSpec, Status};
pub(crate) use schema::keyword;
pub use schema::{
    Additional, Discriminator, JsonType, Limit, ListKeywords, NumberKeywords, ObjectKeywords, Schema, TextKeywords,
};
pub use schemas::Schemas;
pub use security::{Requirements, SchemeKind, SchemeSpec, default_requirements, schemes};
pub use style::StyleSpec;
pub use vocabulary::{
    Extension, Holder, Key, KeysFault, ValueForm, Way, extension, extension_schema, extensions, keys_fault,
    say_the_same, schema_digest,
};
pub(crate) use vocabulary::{Holds, KEYWORDS, Keyword, schema_keyword};
