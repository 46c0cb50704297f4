//! What the members of one thing are called.

use std::collections::BTreeMap;

use crate::config::LockedMembers;

/// What the members of a type or a request are called.
#[derive(Clone, Debug, Default)]
pub(in crate::lower) struct Members {
    /// What a member is → its name: those that the lock has in its order, then new ones.
    pub rows: LockedMembers,
    places: BTreeMap<String, usize>,
}

impl Members {
    /// Both of them.
    pub(in crate::lower) fn and(self, more: Self) -> Self {
        [self.rows, more.rows].concat().into()
    }

    /// What a member is called.
    pub(in crate::lower) fn name(&self, what: &str) -> Option<&str> {
        Some(self.rows[self.place(what)?].1.as_str())
    }

    /// Where it stands among the others.
    pub(in crate::lower) fn place(&self, what: &str) -> Option<usize> {
        self.places.get(what).copied()
    }
}

impl From<LockedMembers> for Members {
    fn from(rows: LockedMembers) -> Self {
        let places = rows.iter().zip(0..).map(|((what, _), place)| (what.clone(), place));
        Self {
            places: places.collect(),
            rows,
        }
    }
}
