/// How the request for the next page differs from the request for the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// A field of the request holds the cursor of the response; [`set_cursor`](super::Paged::set_cursor) is written for
    /// it.
    Cursor,
    /// This query parameter holds the cursor of the response.
    Token(&'static str),
    /// The response holds the URL of the next page.
    Url,
    /// The `Link` header of the response holds the URL of the next page.
    Link,
    /// This query parameter counts pages.
    Number {
        /// Its name.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
    },
    /// This query parameter counts the items before the page.
    Offset {
        /// Its name.
        parameter: &'static str,
        /// The offset of the first item.
        first: u64,
    },
}

impl NextPage {
    /// The query parameter that holds a number, and the number of the first page.
    pub(super) fn number(self) -> Option<(&'static str, u64)> {
        match self {
            Self::Number { parameter, first } | Self::Offset { parameter, first } => Some((parameter, first)),
            Self::Cursor | Self::Token(_) | Self::Url | Self::Link => None,
        }
    }
}
