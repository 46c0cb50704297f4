/// What a page says about the list that it is part of. `None` and `false` where it has no such field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// The number of items on the page.
    pub items: usize,
    /// The cursor or the URL of the next page.
    pub next: Option<String>,
    /// Whether the page says that it is the last one.
    pub is_last: bool,
    /// The number of items in the whole list.
    pub total: Option<u64>,
    /// The number of pages.
    pub pages: Option<u64>,
}

impl PageFacts {
    /// A count as services send it: any integer, and negative if it is not known.
    #[doc(hidden)]
    pub fn count(number: impl TryInto<u64>) -> Option<u64> {
        number.try_into().ok()
    }
}
