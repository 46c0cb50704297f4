//! Which schemas of the document a made node is made of, so that nodes made of the same ones can be found.

use std::collections::BTreeSet;

use crate::schemas::merge::ChoiceKind;
use crate::schemas::origin::NodeId;
use crate::spec::JsonType;

/// How a schema takes part in a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    All,
    AllButChoices,
    OfType(JsonType),
    OrNull,
    Any(ChoiceKind),
}

/// The schemas of the document that a node is made of, and how they take part.
pub(super) type Members = BTreeSet<(How, NodeId)>;
