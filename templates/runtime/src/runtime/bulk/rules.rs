use std::fmt::{Debug, Display};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime::Operation;

/// An operation whose body is a list of items that stand for themselves. The generated request types implement it.
pub trait Bulk: Operation + Clone + Sync {
    /// An item of the list.
    type Item: Serialize + Send + Sync + 'static;
    /// The key of an item: what the service calls it.
    type Key: Clone + Ord + Display + Debug + DeserializeOwned + Send + Sync + 'static;
    /// What one request may hold, and how responses report the outcome of items.
    const RULES: BulkRules;

    /// The key of this item.
    fn key(item: &Self::Item) -> Self::Key;
    /// The parts of a key, in the order in which the service joins them.
    fn parts(key: &Self::Key) -> Vec<String>;
}

/// The facts about an operation that takes many items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BulkRules {
    /// The member of the body that is the list.
    pub items: &'static str,
    /// The most items of a request.
    pub most_items: usize,
    /// The most bytes of a body, before compression.
    pub most_bytes: usize,
    /// Where the body of an error has a result for each item, as a JSON pointer: a list of objects with the members of
    /// the key, `code` (an HTTP status) and maybe `message`.
    pub results: Option<&'static str>,
    /// Where the body of an error lists items that were twice in the request.
    pub duplicates: Option<Duplicates>,
}

/// How an error names items that were twice in the request, of which nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicates {
    /// The list, as a JSON pointer.
    pub at: &'static str,
    /// The member that is a text made of the parts of the key.
    pub member: &'static str,
    /// What stands between the parts.
    pub separator: &'static str,
}
