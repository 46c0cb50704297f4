//! Which element of a list is which element of the same list as it was, by what the elements are like.
//!
//! In: elements, and marks that an earlier run wrote. Out: marks for the lock, and what became of each element. Must not know labels or
//! paths.

mod facts;
mod fingerprint;
mod identity;
mod marks;
mod matching;

pub(super) use marks::{Marked, Marks, marked, marked_by_content};
pub(super) use matching::{Match, matches, rivals};
