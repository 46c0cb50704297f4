//! What everything is called.
//!
//! In: the places that need a type, operations and their groups. Out: Rust names, all different, and the renewed lock. Must
//! not decide what a type is.
//!
//! `candidates` proposes names for a type from its place, `labels` names the branches of a choice, `claims` settles who gets
//! which name, `members` does so within a type, and `lock` keeps the names that were given once.

mod candidates;
pub(super) mod claims;
mod hints;
mod identifiers;
pub(super) mod lock;
pub(super) mod members;
pub(super) mod named;
pub(in crate::lower) mod operation_words;
pub(super) mod operations;
pub(super) mod seams;
pub(super) mod symbols;
pub(super) mod types;
mod words;

pub(super) use candidates::Source;
pub(super) use candidates::components::Components;
pub(super) use hints::Hints;
pub(super) use identifiers::{pascal, snake, type_name, words};
