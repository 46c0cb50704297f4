//! A generated type by itself.

use crate::plan::{Arena, Definition, Docs, ModelId, Record, TextEnum};
use crate::pointer::Pointer;

/// All generated types.
pub(in crate::lower) type ModelDrafts = Arena<ModelId, ModelDraft>;

/// A generated type: what its schema says, and who sends and receives it.
#[derive(Clone, Debug)]
pub(in crate::lower) struct ModelDraft {
    pub name: String,
    /// The group that alone uses it, or the shared module.
    pub module: String,
    pub docs: Docs,
    pub at: Pointer,
    /// What it is, in words that stay the same when the document grows.
    pub origin: String,
    pub sent: bool,
    pub received: bool,
    /// Whether the author says that others are found by it.
    pub is_marked_key: bool,
    /// What it is; nothing in it is boxed yet.
    pub definition: Definition,
}

impl ModelDraft {
    /// The struct, if it is one.
    pub(in crate::lower) fn record(&self) -> Option<&Record> {
        match &self.definition {
            Definition::Record(record) => Some(record),
            Definition::TextEnum(_) | Definition::Union(_) => None,
        }
    }

    /// The named texts, if it is an enum.
    pub(in crate::lower) fn text_enum(&self) -> Option<&TextEnum> {
        match &self.definition {
            Definition::TextEnum(text) => Some(text),
            Definition::Record(_) | Definition::Union(_) => None,
        }
    }
}

/// The ids of a site: two for one that is split by direction, else the same one twice.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Halves {
    pub read: ModelId,
    pub write: ModelId,
}
