//! Facts about generated types that operations need, so they come before them.

use std::collections::{BTreeMap, BTreeSet};

use super::boxed::{Boxed, boxed};
use super::checked::checked;
use super::conversions::conversions;
use crate::lower::drafts::Halves;
use crate::lower::drafts::ModelDrafts;
use crate::plan::{Conversion, ModelId};

/// What follows from the drafts of all types, without operations.
pub(in crate::lower) struct EarlyFacts {
    pub boxed: Boxed,
    /// Those that can be checked against limits.
    pub checked: BTreeSet<ModelId>,
    pub conversions: BTreeMap<ModelId, Conversion>,
}

impl EarlyFacts {
    /// Of all types. `split` has the two halves of those that are split by direction.
    pub(in crate::lower) fn new(drafts: &ModelDrafts, split: impl Iterator<Item = Halves>) -> Self {
        let boxed = boxed(drafts);
        Self {
            checked: checked(drafts),
            conversions: conversions(drafts, split, &boxed),
            boxed,
        }
    }
}
