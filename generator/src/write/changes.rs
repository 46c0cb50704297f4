//! What a run did.

/// What a run did to a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files that are no longer generated.
    pub removed: usize,
    /// Files that were already right, and were not touched.
    pub unchanged: usize,
}
