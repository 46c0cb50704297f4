//! What a node is made of.
//!
//! Must not know how the parts are merged.

use super::merged::ChoiceKind;
use crate::pointer::Pointer;
use crate::schemas::origin::NodeId;
use crate::spec::JsonType;

/// A schema that takes part in a merge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ingredient {
    /// Where it stands.
    pub at: Pointer,
    /// Whether its `oneOf` and `anyOf` count (not when a branch of them stands beside it).
    pub whole: bool,
    /// The type of values that it speaks of here, if it has several.
    pub kind: Option<JsonType>,
}

impl Ingredient {
    /// All that a schema says.
    pub(in crate::schemas) fn whole(at: &Pointer) -> Self {
        Self {
            at: at.clone(),
            whole: true,
            kind: None,
        }
    }

    /// What a schema says of the values of one of its types.
    pub(in crate::schemas) fn of_type(at: &Pointer, kind: JsonType) -> Self {
        Self {
            kind: Some(kind),
            ..Self::whole(at)
        }
    }
}

/// What a node is made of.
#[derive(Clone, Debug)]
pub(crate) enum MadeOf {
    /// All of these at once.
    All(Vec<Ingredient>),
    /// One of these, or several of them at once if the choice allows for that.
    Any(ChoiceKind, Vec<NodeId>),
    /// This, or `null`.
    OrNull(NodeId),
}
