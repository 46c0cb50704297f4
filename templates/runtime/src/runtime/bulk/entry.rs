use std::ops::Range;

/// An item on its way.
pub(super) struct Entry<I> {
    /// Its place in the source.
    pub(super) index: u64,
    pub(super) item: I,
    /// Where its JSON lies in the chunk.
    pub(super) json: Range<usize>,
    /// Whether an attempt without a response may have written it.
    pub(super) is_lost: bool,
    /// How often the service failed at it.
    pub(super) failures: u32,
}
