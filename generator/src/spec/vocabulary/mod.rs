//! The words that a document can say: keywords of schemas, and extensions of ours. Both are tables, and the only lists of them.

mod extensions;
mod keywords;
mod same;
mod way;

pub use extensions::{
    Extension, Holder, Key, KeysFault, ValueForm, extension, extension_schema, extensions, keys_fault,
};
pub(crate) use keywords::{Holds, KEYWORDS, Keyword, Purpose, schema_keyword};
pub use same::{say_the_same, schema_digest};
pub use way::Way;
