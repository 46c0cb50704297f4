//! How much a name tells.

/// How much a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// What the place itself is called, whatever it belongs to.
    Place,
    /// What a person would write.
    Short,
    /// Every key, also where words repeat.
    Long,
    /// All that tells it from others: the path of the operation, the status.
    Whole,
    /// Also the number of the branch.
    Numbered,
}

impl Detail {
    /// Whether words are left out that are said already.
    pub(super) fn is_short(self) -> bool {
        self <= Self::Short
    }
}
