//! The lock: names that were given once are given again.
//!
//! A run reads `names.lock`, finds out what each entry names today, gives those names first, and rewrites the lock:
//!
//! 1. `present` refuses names that cannot be given (`check`), and brings the lock up to date as far as that needs no types: paths whose
//!    parameters are renamed (`moved`), operations that the author calls something else (`said`).
//! 2. `locked` has the names of types. `find` looks each key up: the key of the lock → a place of the document → a node of the graph; `entries`
//!    sorts them by what they name today.
//! 3. `renew` makes the new lock, with keys as this version writes them.
//!
//! A *key* (`key_text`) says what a thing is in words that stay the same when the document grows:
//!
//! ```text
//! <records.yaml#/components/schemas/Item>/oneOf/{key:name}/properties/state~items
//! └ homes: a component by its file              └ places: label of an element└ keys: a node that is made
//! ```
//!
//! A *label* is only a word that stays with an element. What the element was like is in the table `[elements]`, as *marks*:
//! `likeness` makes them and matches those of the lock with the elements of today.
//!
//! A variant of a union is known by the branch that it stands for: `branches` finds out which one that is today.
//!
//! Where a key leads nowhere, the thing may still be there: another key says the same, or a reference leads to it (`places`), its file was
//! renamed (`homes`), or its schema was joined with another one (`parts`). If that is not certain, it is told (`doubts`) in each run until
//! the author settles it (`standing`). The keys of earlier versions are read by `earlier`.

mod branches;
mod doubts;
mod earlier;
mod entries;
mod find;
mod homes;
mod key_text;
mod keys;
mod likeness;
mod locked;
mod parts;
mod places;
mod present;
pub(in crate::lower) mod renew;
mod standing;
mod webhooks;

pub(in crate::lower) use locked::{HALVES, Locked, Thing};
pub(in crate::lower) use present::Present;
