//! Lists that come in pages.

use super::given::Given;
use super::{FieldId, ParameterId, Type};

/// How to go through a list that comes in pages.
#[derive(Clone, Debug)]
pub struct Paging {
    /// How the next page is asked for.
    pub next: NextPage,
    /// The way to the items in the response; empty if the response is the list of them.
    pub items: Vec<FieldId>,
    /// Type of an item.
    pub item: Type,
    /// What ends the list besides, if anything does.
    pub end: Option<EndFlag>,
    /// The way to the number of items in the whole list, if the response has it.
    pub total: Option<Vec<FieldId>>,
    /// Why it is inferred; `None` if the author states it.
    pub reason: Option<String>,
}

/// How the next page is asked for.
#[derive(Clone, Debug)]
pub enum NextPage {
    /// The response holds a cursor, which goes into the request.
    Cursor {
        /// Its place in the request.
        cursor: Given,
        /// The optional value beside it that only the first page has: where to start.
        first: Option<Given>,
        /// The way to it in the response.
        next: Vec<FieldId>,
        /// Whether an empty one is a cursor rather than the end.
        allows_empty: bool,
    },
    /// The response holds the URL of the next page; the way to it.
    Url(Vec<FieldId>),
    /// The URL of the next page is in the `Link` header.
    Link,
    /// A query parameter is the number of the page.
    Number {
        /// The parameter.
        parameter: ParameterId,
        /// The number of the first page.
        first: u64,
        /// The way to the number of pages in the response, if it has it.
        pages: Option<Vec<FieldId>>,
    },
    /// A query parameter is the number of items before the page.
    Offset {
        /// The parameter.
        parameter: ParameterId,
        /// The offset of the first item.
        first: u64,
    },
}

impl NextPage {
    /// What reports call it.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Cursor { .. } => "cursor",
            Self::Url(_) => "next-url",
            Self::Link => "link-header",
            Self::Number { .. } => "page",
            Self::Offset { .. } => "offset",
        }
    }
}

/// A boolean of the response.
#[derive(Clone, Debug)]
pub struct EndFlag {
    /// The way to it.
    pub way: Vec<FieldId>,
    /// Its value on the last page. A flag that is missing counts as `false`.
    pub at_end: bool,
}
