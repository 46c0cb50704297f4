//! From keys to places of the document, and back.
//!
//! In: the document, and what the lock keeps of the elements of lists. Out: the key of a place, and the place of a key, with how it was
//! found. Must not know names, nor what needs a type.

mod detours;
mod elements;
mod expand;
mod follow;
mod lists;
mod trace;
mod words;

pub(super) use detours::{By, is_choice};
pub(super) use elements::Elements;
pub(super) use follow::Destination;
pub(super) use lists::{Either, Lists, Memory, Miss};
pub(super) use trace::Trace;
pub(super) use words::{shown, words};
