//! The messages of a run.

use std::collections::BTreeMap;

use super::code::Code;
use super::message::Diagnostic;
use super::place::Place;
use super::severity::Severity;
use crate::pointer::Pointer;

/// The messages of a run, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    /// Code, place and words of the items → their indexes. Empty after a change from outside, until the next message.
    known: BTreeMap<(Code, Place, String), Vec<usize>>,
}

impl Diagnostics {
    /// Adds a message; a repetition is dropped. What is said of a `$ref` need not be said of what it stands in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let reference = match &diagnostic.place {
            Place::At(at) => Some(Place::At(at.key("$ref"))),
            _ => None,
        };
        self.index();
        if reference.is_some_and(|place| self.has(diagnostic.code, place)) {
            return;
        }
        let same = self.known.entry(key(&diagnostic)).or_default();
        if !same.iter().any(|index| self.items[*index] == diagnostic) {
            same.push(self.items.len());
            self.items.push(diagnostic);
        }
    }

    /// Adds messages.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        others.into_iter().for_each(|other| self.push(other));
    }

    /// Whether there is a message with this code about this place.
    fn has(&self, code: Code, place: Place) -> bool {
        let first = (code, place, String::new());
        let next = self.known.range(&first..).next();
        next.is_some_and(|((known, place, _), _)| *known == code && *place == first.1)
    }

    /// Brings the index up to date.
    fn index(&mut self) {
        if self.known.is_empty() {
            for (index, item) in self.items.iter().enumerate() {
                self.known.entry(key(item)).or_default().push(index);
            }
        }
    }

    /// Whether the run must stop at the next border between passes.
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.severity == Severity::Error)
    }

    /// Drops the gaps at places whose loss the author has accepted; an entry that names no gap is an error at its own place.
    pub fn accept(&mut self, entries: impl IntoIterator<Item = (Pointer, Place)>) {
        for (at, place) in entries {
            let before = self.items.len();
            self.items.retain(|item| {
                item.severity != Severity::Gap || !matches!(&item.place, Place::At(place) if *place == at)
            });
            self.known.clear();
            if self.items.len() == before {
                let message = format!("`{at}` is an accepted gap that is not there");
                let stale = Self::stale(place, message);
                self.push(stale);
            }
        }
    }

    fn stale(place: Place, message: String) -> Diagnostic {
        Diagnostic::new(Code::StaleSkip, place, message)
            .help("remove the entry: what it stands for is generated, or is not part of the client any more")
    }

    /// All messages as found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// All messages as found, to be added to.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.known.clear();
        self.items.iter_mut()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

fn key(diagnostic: &Diagnostic) -> (Code, Place, String) {
    (diagnostic.code, diagnostic.place.clone(), diagnostic.message.clone())
}
