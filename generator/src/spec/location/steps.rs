//! The way from a schema to one that is a part of it.

use crate::pointer::Pointer;
use crate::spec::vocabulary::{Holds, Purpose, Way, schema_keyword};

/// A step from a schema to one of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How the part belongs to the schema.
    pub way: Way,
    /// Where the part stands.
    pub at: Pointer,
}

/// The steps to a place, whose first words lead to the outermost schema.
pub(super) fn read(place: &Pointer, words: &[&str], first: usize) -> Vec<Step> {
    let (mut out, mut used) = (Vec::new(), first);
    while used < words.len() {
        let (way, count) = next(&words[used..]);
        used += count;
        out.push(Step {
            way,
            at: place.first(used),
        });
    }
    out
}

/// The next step, and how many words that is.
fn next(words: &[&str]) -> (Way, usize) {
    let (word, rest) = words.split_first().map_or(("", words), |(word, rest)| (*word, rest));
    let known = schema_keyword(word).and_then(|keyword| match keyword.purpose {
        Purpose::Schemas(Holds::One, way) => Some((way(word, "")?, 1)),
        Purpose::Schemas(Holds::List | Holds::Entries, way) => Some((way(word, rest.first()?)?, 2)),
        Purpose::Value | Purpose::Detail | Purpose::Nothing => None,
    });
    known.unwrap_or_else(|| (Way::Word(word.to_owned()), 1))
}
