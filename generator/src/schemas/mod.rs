//! NOUN: what the schemas of a document are: merged, and each with its shape.
//!
//! In: a document. Out: for each schema what its parts say together ([`merge::Merged`]) and what kind of type that is
//! ([`shape::Shape`]). Must not know how types are called or who uses them.

pub(crate) mod branches;
pub(crate) mod formats;
pub(crate) mod groups;
pub(crate) mod merge;
pub(crate) mod nesting;
pub(crate) mod patch;
pub(crate) mod properties;
pub(crate) mod shape;
pub(crate) mod world;

pub(crate) use properties::Direction;
