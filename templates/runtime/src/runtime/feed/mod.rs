//! Following changes: from a place in a log of changes onwards, in all partitions at once, to be resumed later.
//!
//! [`FeedBuilder`] is the caller's side and [`Changes`] the stream. A lane (`lane.rs`) follows one partition;
//! [`FeedState`] is what to save.

mod builder;
mod changes;
mod error;
mod lane;
mod rules;
mod start;
mod state;

pub use builder::FeedBuilder;
pub use changes::{Batch, Changes};
pub use error::{FeedError, StateError};
pub use rules::{Feed, FeedRules, Position};
pub use start::Start;
pub use state::FeedState;

/// The method that follows an operation's changes.
#[doc(hidden)]
#[macro_export]
macro_rules! feed {
    ($name:ident) => {
        impl $name {
            /// Follows the changes from a place onwards, instead of asking once. Cursors and starts of this request
            /// are left out; all else counts for each question.
            pub fn feed(self) -> $crate::runtime::FeedBuilder<Self> {
                $crate::runtime::FeedBuilder::new(self)
            }
        }
    };
}
