//! Lists that come in pages, as streams of pages and of items.

mod guard;
mod items;
mod pages;

pub(crate) use guard::LoopGuard;
pub use items::Items;
pub use pages::Pages;

use super::operation::Operation;

/// An operation whose answer is one page, with a cursor for the next.
pub trait Paged: Operation + Clone {
    /// What the pages list.
    type Item: Send + 'static;

    /// The cursor of the page that this request asks for; `None` for the first page.
    fn cursor(&self) -> Option<&str>;
    /// Asks for the page of this cursor.
    fn set_cursor(&mut self, cursor: String);
    /// The items of a page and the cursor of the next; `None` if it is the last.
    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>);
    /// The cursor of the page after this one; `None` if it is the last.
    fn next_cursor(page: &Self::Output) -> Option<String>;
}

/// The methods that go through the pages of an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! paged {
    ($name:ident) => {
        impl $name {
            /// The pages of the whole list as a stream, each fetched when it is asked for.
            pub fn pages(self) -> $crate::runtime::Pages<Self> {
                $crate::runtime::Pages::new(self)
            }

            /// The items of the whole list as a stream; pages are fetched as they are needed.
            pub fn items(self) -> $crate::runtime::Items<Self> {
                $crate::runtime::Items::new(self)
            }
        }
    };
}
