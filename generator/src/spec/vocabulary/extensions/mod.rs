//! The extensions that the generator reads: the only list of their names, of what each can stand on, and of their forms.
//!
//! `load` compares the document with it, whoever reads an extension takes its keys from here, and so do `oasmith explain` and
//! the schema for editors. What an extension means is for whoever reads its value.

mod extension;
mod form;
mod operations;
mod schema;
mod schemas;

use serde_json::Value;

pub use extension::{Extension, Holder};
pub use form::{Key, KeysFault, ValueForm, fault as keys_fault};

/// All of them.
pub fn extensions() -> impl Iterator<Item = &'static Extension> + Clone {
    operations::EXTENSIONS.iter().chain(&schemas::EXTENSIONS)
}

/// The extension of this name.
pub fn extension(name: &str) -> Option<&'static Extension> {
    extensions().find(|extension| extension.name == name)
}

/// The JSON Schema of all of them, for editors.
pub fn extension_schema() -> Value {
    schema::of_all(extensions())
}
