//! One schema, with its keywords in typed fields: those of OpenAPI 3.0 and those of 3.1.
//!
//! In: a schema object of the document, as it is written. Out: a [`Schema`] that borrows from it; schemas below it are
//! pointers, [`super::Schemas`] reads them. One file for each family of keywords, which says what its keywords amount to
//! where the two versions differ. Must not look at what a `$ref` leads to, nor decide anything about Rust.

mod by_type;
mod check;
mod choices;
mod keywords;
mod lists;
mod null;
mod numbers;
mod objects;
mod read;
mod structure;
#[cfg(test)]
mod tests;
mod texts;
mod types;
mod values;

pub(super) use check::check;
pub use choices::Discriminator;
pub(crate) use keywords::keyword;
pub use lists::ListKeywords;
pub use numbers::{Limit, NumberKeywords};
pub use objects::{Additional, ObjectKeywords};
pub use structure::Schema;
pub use texts::TextKeywords;
pub use types::JsonType;
