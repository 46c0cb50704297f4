//! Lists that come in pages, as streams of pages and of items.
//!
//! | question | file |
//! |---|---|
//! | what an operation says of its pages | `paged.rs`, `page_facts.rs`, `next_page.rs` |
//! | which page comes next, and whether there is one | `course.rs`, `link.rs` |
//! | what is sent for it | `place.rs` |
//! | when it is fetched | `pages.rs`, `items.rs`, `ahead.rs` |

mod ahead;
mod arrived;
mod course;
mod items;
mod link;
mod next_page;
mod page_facts;
mod paged;
mod pages;
mod place;

pub use items::Items;
pub use next_page::NextPage;
pub use page_facts::PageFacts;
pub use paged::Paged;
pub use pages::Pages;
pub(super) use place::Place;

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
