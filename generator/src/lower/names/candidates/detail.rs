//! How much a name tells.

/// How much a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// What a person would write.
    Short,
    /// Every key, also where words repeat.
    Long,
    /// All that tells it from others: the path of the operation, the status, the number of the branch.
    Whole,
}
