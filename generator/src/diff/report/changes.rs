//! Changes, and a report of all of them.

use super::bump::Bump;
use super::class::Class;
use crate::pointer::Pointer;

/// Which document a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one of before: the place is gone.
    Old,
    /// The one of after.
    New,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it is noticed.
    pub class: Class,
    /// Stable short name of the rule, `field-removed`.
    pub rule: &'static str,
    /// What it happens to: `streams().list()`, `models::Stream`, `Client`.
    pub subject: String,
    /// What happens, in a sentence.
    pub what: String,
    /// Which document [`Self::at`] is in.
    pub side: Side,
    /// Where that document says it, or would.
    pub at: Pointer,
}

/// All that changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By subject, operations first; of a subject the worst first.
    pub changes: Vec<Change>,
}

impl Report {
    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }

    /// The worst of all changes; `None` if nothing changes.
    pub fn worst(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).min()
    }

    /// The version that these changes ask for, after one that is out.
    pub fn bump(&self, version: &str) -> Option<Bump> {
        self.worst().and_then(|worst| Bump::after(version, worst))
    }
}

/// Where a change is, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub file: Option<String>,
    /// From 1; 0 if it is not known.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The nearest place that is there.
    pub pointer: Pointer,
}
