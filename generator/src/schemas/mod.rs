//! NOUN: the schemas of a document as a graph. A node knows where it comes from, what its parts say together, and what type it is.
//!
//! In: a document and [`Roots`], the schemas that operations use. Out: a [`Graph`], which is only read. Must not know how
//! types are called or who uses them.

mod ask;
mod branches;
mod build;
mod formats;
mod graph;
mod groups;
mod held;
mod merge;
mod nesting;
mod node;
mod origin;
mod patch;
mod properties;
mod roots;
mod shape;
mod site;
mod tagged;
#[cfg(test)]
mod tests;

pub(crate) use branches::words;
pub(crate) use build::build;
pub(crate) use graph::Graph;
pub(crate) use merge::{Listed, Merged};
pub(crate) use node::{Branch, Direction, Holding, Patch, Property, PropertyGroup, Shape, Slot, UnionShape};
pub(crate) use origin::{NodeId, Origin, Role};
pub(crate) use roots::Roots;
pub(crate) use tagged::holding;
