//! Following changes: from a place in a log of changes onwards, in all partitions at once, to be resumed later.
//!
//! [`FeedBuilder`] is the caller's side and [`Changes`] the stream. A lane (`lane.rs`) follows one partition, and
//! `progress.rs` judges whether the service gets on in it; `turns.rs` decides which lane is handed out next;
//! `lookup.rs` asks how many partitions there are. [`FeedState`] is what to save.

mod builder;
mod changes;
mod clock;
mod error;
mod lane;
mod lookup;
mod pauses;
mod progress;
mod rules;
mod start;
mod state;
mod turns;

pub use builder::FeedBuilder;
pub use changes::{Batch, Changes};
pub use error::{FeedError, StateError};
pub use rules::{Feed, FeedRules, Partitions, Position};
pub use start::Start;
pub use state::FeedState;

/// The method that follows an operation's changes.
#[doc(hidden)]
#[macro_export]
macro_rules! feed {
    ($name:ident) => {
        impl $name {
            /// Follows the changes from a place onwards, instead of asking once. Cursors and starts of this request
            /// are left out; everything else counts for each request.
            pub fn feed(self) -> $crate::runtime::FeedBuilder<Self> {
                $crate::runtime::FeedBuilder::new(self)
            }
        }
    };
}
