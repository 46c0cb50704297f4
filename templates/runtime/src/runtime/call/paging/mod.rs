//! Lists that come in pages, as streams of pages and of items.

mod ahead;
mod items;
mod paged;
mod pages;

pub use items::Items;
pub use paged::Paged;
pub use pages::Pages;

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
