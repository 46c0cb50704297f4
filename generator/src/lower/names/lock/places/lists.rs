//! Places of the document as text in which an element of a list has a label in place of its number (`…/oneOf/{ref:Cat}`).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::super::earlier::labels;
use super::super::homes::Homes;
use super::super::likeness::{Marks, Match, marked, matches};
use super::detours::{self, By};
use super::elements::Elements;
use crate::pointer::Pointer;
use crate::spec::Document;

/// Why a key names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower::names::lock) enum Miss {
    /// The document has no such thing any more.
    Gone,
    /// An element on the way may be either of these.
    Either(Pointer, Pointer),
}

/// What a key leads to.
#[derive(Clone, Debug)]
pub(in crate::lower::names::lock) struct Destination {
    pub place: Pointer,
    pub by: By,
}

/// What a lock keeps of the elements of lists.
#[derive(Clone, Debug)]
pub(in crate::lower::names::lock) enum Memory {
    /// List, as the lock has it → label and marks of each element.
    Marks(BTreeMap<String, Vec<(String, Marks)>>),
    /// The same by the place of the list today.
    Places(BTreeMap<Pointer, Vec<(String, Marks)>>),
    /// Labels alone, in a lock without marks.
    Labels,
    /// Nothing, as there is no lock.
    Nothing,
}

/// The lists of a document.
pub(in crate::lower::names::lock) struct Lists<'a> {
    document: &'a Document,
    homes: Homes,
    memory: Memory,
    lists: BTreeMap<Pointer, Rc<Elements>>,
}

impl<'a> Lists<'a> {
    pub(in crate::lower::names::lock) fn new(document: &'a Document, homes: Homes, memory: Memory) -> Self {
        Self {
            document,
            homes,
            memory,
            lists: BTreeMap::new(),
        }
    }

    /// The elements of the list at a place, if there is one.
    pub(in crate::lower::names::lock) fn at(&mut self, at: &Pointer) -> Option<Rc<Elements>> {
        if let Some(known) = self.lists.get(at) {
            return Some(Rc::clone(known));
        }
        let list = self.document.get(at).and_then(Value::as_array)?;
        let key = self.key(at);
        let targets: Vec<Option<&Value>> = list.iter().map(|element| self.target(element)).collect();
        let list = &self.homes.view(list);
        let locked = match &self.memory {
            Memory::Marks(lists) => lists.get(&key),
            Memory::Places(lists) => lists.get(at),
            Memory::Labels | Memory::Nothing => None,
        };
        let elements = Rc::new(match (&self.memory, locked) {
            (Memory::Labels, _) => labels::elements(list),
            (_, Some(locked)) => Elements::new(list, &targets, locked, true),
            (memory, None) => Elements::new(list, &targets, &[], matches!(memory, Memory::Places(_))),
        });
        self.lists.insert(at.clone(), Rc::clone(&elements));
        Some(elements)
    }

    /// What an element that is a reference leads to.
    fn target(&self, element: &Value) -> Option<&'a Value> {
        let target = element.get("$ref").and_then(Value::as_str)?;
        self.document.get(&Pointer::parse(target))
    }

    /// Whether a place is a component of the first document.
    pub(in crate::lower::names::lock) fn is_of_first(&self, place: &Pointer) -> bool {
        place.as_str().starts_with("/components/") && self.homes.name(place).is_none()
    }

    /// The key of a place.
    pub(in crate::lower::names::lock) fn key(&mut self, place: &Pointer) -> String {
        let component = place.first(3);
        let (mut here, mut key) = match self.homes.name(&component) {
            Some(name) => (component, name.to_owned()),
            None => (Pointer::root(), Pointer::root().to_string()),
        };
        for part in place.parts().into_iter().skip(here.depth()) {
            let index = part.parse().ok();
            let label = index.and_then(|index| Some(self.at(&here)?.label(index)?.to_owned()));
            let word = label.map_or_else(|| part.clone(), |label| format!("{{{label}}}"));
            key.push_str(Pointer::root().key(&word).as_str());
            here = here.key(&part);
        }
        key
    }

    /// The place of a key. Where a key on the way is gone, it is the one that says the same, or what is referred to.
    pub(in crate::lower::names::lock) fn place(&mut self, key: &str) -> Result<Destination, Miss> {
        let (mut place, rest) = self.homes.start(key).ok_or(Miss::Gone)?;
        let mut by = By::Exact;
        let parts = Pointer::parse(rest).parts();
        let mut parts = parts.iter().peekable();
        while let Some(part) = parts.next() {
            if let Some(meant) = label(part).and_then(|label| self.meant(&place, label)) {
                place = meant?;
                continue;
            }
            let next = place.key(part);
            if self.document.get(&next).is_some() {
                place = next;
                continue;
            }
            let element = parts.peek().and_then(|part| label(part));
            if element.is_some_and(|element| self.is_unwrapped(&place, part, element)) {
                parts.next();
                by = by.max(By::Same);
                continue;
            }
            let (detour, how) = detours::next(self.document, &place, part).ok_or(Miss::Gone)?;
            (place, by) = (detour, by.max(how));
        }
        self.document.get(&place).ok_or(Miss::Gone)?;
        Ok(Destination { place, by })
    }

    /// Whether what was an element of a list of this schema is all of the schema now.
    fn is_unwrapped(&mut self, schema: &Pointer, list: &str, element: &str) -> bool {
        if !detours::LISTS.contains(&list) {
            return false;
        }
        let key = self.key(&schema.key(list));
        let now = self.document.get(&detours::core(self.document, schema));
        let (Memory::Marks(known), Some(now)) = (&self.memory, now) else {
            return false;
        };
        let marks = known.get(&key).into_iter().flatten();
        let marks = marks
            .filter(|(label, _)| label == element)
            .map(|(_, marks)| marks.clone());
        let now = self.homes.view(std::slice::from_ref(now));
        let found = matches(&marks.collect::<Vec<_>>(), &marked(&[&now[0]]));
        found.first() == Some(&Some(Match::Is(0)))
    }

    /// The element of a list that a label means; `None` if there is no list.
    pub(in crate::lower::names::lock) fn meant(
        &mut self,
        list: &Pointer,
        label: &str,
    ) -> Option<Result<Pointer, Miss>> {
        Some(match self.at(list)?.find(label) {
            Some(Match::Is(index) | Match::Probably(index)) => Ok(list.index(index)),
            Some(Match::Either(one, other)) => Err(Miss::Either(list.index(one), list.index(other))),
            None => Err(Miss::Gone),
        })
    }

    /// Whether a place is only probably what the lock means.
    pub(in crate::lower::names::lock) fn is_doubtful(&self, place: &Pointer) -> bool {
        let list = place.parent().and_then(|list| self.lists.get(&list));
        let index = place.last().parse().ok();
        let found = list.zip(index).and_then(|(list, index)| list.find(list.label(index)?));
        matches!(found, Some(Match::Probably(_)))
    }

    /// What the lock will keep of the elements of these lists. Of those in doubt only what these keys lead through.
    pub(in crate::lower::names::lock) fn marks(
        &mut self,
        lists: &BTreeSet<Pointer>,
        held: &[&String],
    ) -> BTreeMap<String, Vec<(String, String)>> {
        let mut out = BTreeMap::new();
        for at in lists {
            let elements = self.at(at);
            let each = elements.iter().flat_map(|elements| elements.marks());
            let is_kept =
                |(label, marks): &&(String, Marks)| !marks.is_in_doubt || held.iter().any(|key| names(key, label));
            let marks: Vec<_> = each
                .filter(is_kept)
                .map(|(label, marks)| (label.clone(), marks.to_string()))
                .collect();
            if !marks.is_empty() {
                out.insert(self.key(at), marks);
            }
        }
        out
    }

    /// The lists of the lock that the document still has.
    pub(in crate::lower::names::lock) fn remembered(&self) -> impl Iterator<Item = &Pointer> {
        let places = match &self.memory {
            Memory::Places(known) => Some(known.keys()),
            Memory::Marks(_) | Memory::Labels | Memory::Nothing => None,
        };
        places.into_iter().flatten()
    }

    /// What the lock keeps of elements, by the places of their lists today.
    pub(in crate::lower::names::lock) fn places(&mut self) -> BTreeMap<Pointer, Vec<(String, Marks)>> {
        let known = match &self.memory {
            Memory::Marks(known) => known.clone(),
            Memory::Places(_) | Memory::Labels | Memory::Nothing => BTreeMap::new(),
        };
        let places = known.into_iter();
        let places = places.filter_map(|(key, marks)| Some((self.place(&key).ok()?.place, marks)));
        places.collect()
    }
}

/// The label in a part of a key.
fn label(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// Whether a key leads through the element with this label.
fn names(key: &str, label: &str) -> bool {
    let label = Pointer::root().key(&format!("{{{label}}}"));
    key.contains(label.as_str().trim_start_matches('/'))
}
