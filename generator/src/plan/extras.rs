//! What an author adds to an item.

/// Derives and attributes of the author's choice, as Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Paths of derives.
    pub derive: Vec<String>,
    /// Attributes, without `#[` and `]`.
    pub attributes: Vec<String>,
}

impl Extras {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.derive.is_empty() && self.attributes.is_empty()
    }
}
