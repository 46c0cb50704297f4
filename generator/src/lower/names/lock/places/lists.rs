//! The lists of a document with what a lock keeps of their elements, and places as text in which an element has a label in place of its number
//! (`…/oneOf/{ref:Cat}`). How such a text is read is not known here.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::super::earlier::labels;
use super::super::homes::Homes;
use super::super::likeness::Match;
use super::detours::{self, LONGEST_WAY};
use super::elements::{Elements, Lead, List};
use super::expand::expanded;
use super::trace::Trace;
use crate::pointer::Pointer;
use crate::schemas::Graph;
use crate::spec::{Document, Location, Root};

/// Why a key names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower::names::lock) enum Miss {
    /// The document has no such thing any more.
    Gone,
    /// An element on the way may be either of two.
    Either(Either),
}

/// Two elements of a list, of which one is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower::names::lock) struct Either {
    pub one: Pointer,
    /// `None` if it is gone.
    pub other: Option<Pointer>,
    /// What the key has below the list, the label of the element first.
    pub rest: Pointer,
}

impl Either {
    /// The list of these elements.
    pub(in crate::lower::names::lock) fn list(&self) -> Pointer {
        self.one.parent().unwrap_or_default()
    }
}

/// List → label and trace of each element.
type Traces<K> = BTreeMap<K, Vec<(String, Trace)>>;

/// What a lock keeps of the elements of lists.
#[derive(Clone, Debug)]
pub(in crate::lower::names::lock) enum Memory {
    /// List, as the lock has it → label and trace of each element.
    Lists(Traces<String>),
    /// The same by the place of the list today, and what is known of lists below elements that may be either of two: by the place of the
    /// outer list, and the way from there.
    Places(Traces<Pointer>, Traces<(Pointer, Pointer)>),
    /// Labels alone, in a lock without marks.
    Labels,
    /// Nothing, as there is no lock.
    Nothing,
}

/// The lists of a document.
pub(in crate::lower::names::lock) struct Lists<'a> {
    graph: &'a Graph<'a>,
    pub(super) document: &'a Document,
    pub(super) homes: Homes,
    /// The components of which the lock has anything.
    known: Rc<BTreeSet<Pointer>>,
    pub(super) memory: Memory,
    /// Lists that the lock has at another place, and their keys there.
    pub(super) moved: BTreeMap<Pointer, String>,
    pub(super) lists: BTreeMap<Pointer, Rc<Elements>>,
}

impl<'a> Lists<'a> {
    pub(in crate::lower::names::lock) fn new(
        graph: &'a Graph<'a>,
        homes: Homes,
        known: Rc<BTreeSet<Pointer>>,
        memory: Memory,
    ) -> Self {
        Self {
            graph,
            document: graph.document,
            homes,
            known,
            memory,
            moved: BTreeMap::new(),
            lists: BTreeMap::new(),
        }
    }

    /// The elements of the list at a place, if there is one.
    pub(in crate::lower::names::lock) fn at(&mut self, at: &Pointer) -> Option<Rc<Elements>> {
        if let Some(known) = self.lists.get(at) {
            return Some(Rc::clone(known));
        }
        let list = self.document.get(at).and_then(Value::as_array)?;
        let key = match self.moved.get(at) {
            Some(key) => key.clone(),
            None => self.key(at),
        };
        let locked = match &self.memory {
            Memory::Lists(lists) => lists.get(&key),
            Memory::Places(lists, _) => lists.get(at),
            Memory::Labels | Memory::Nothing => None,
        };
        let makes_marks = locked.is_some() || matches!(self.memory, Memory::Places(..));
        let ways: Vec<Vec<Pointer>> = (0..list.len()).map(|index| self.way(&at.index(index))).collect();
        let is_named = |at: &Pointer| self.graph.extension(at, "x-client-name").is_some();
        let elements = &self.homes.view(list);
        let found = List {
            elements,
            leads: ways.iter().map(|way| self.lead(way, locked.is_some())).collect(),
            named: ways.iter().map(|way| way.iter().any(is_named)).collect(),
        };
        let elements = Rc::new(match &self.memory {
            Memory::Labels => labels::elements(elements),
            _ => Elements::new(&found, locked.map_or(&[], Vec::as_slice), makes_marks),
        });
        self.lists.insert(at.clone(), Rc::clone(&elements));
        Some(elements)
    }

    /// The places that an element leads to, itself first, as far as the lock does not know them.
    pub(super) fn way(&self, element: &Pointer) -> Vec<Pointer> {
        let mut way = vec![element.clone()];
        let is_known = |place: &Pointer| place.depth() == 3 && self.known.contains(place);
        while let Some(next) = way.last().and_then(|last| detours::lead(self.document, last))
            && way.len() < LONGEST_WAY
            && !is_known(&next)
            && !way.contains(&next)
        {
            way.push(next);
        }
        way
    }

    /// The component that a way leads to.
    pub(super) fn end<'w>(&self, way: &'w [Pointer]) -> Option<&'w Pointer> {
        let (element, end) = way.first().zip(way.last())?;
        end.strip(element).is_none().then_some(end)
    }

    fn lead(&self, way: &[Pointer], has_content: bool) -> Lead {
        let named = |schema: &Value| self.homes.view(std::slice::from_ref(schema)).first().cloned();
        let view = |place: &Pointer| named(self.document.get(place)?);
        let end = self.end(way).filter(|_| has_content).and_then(view);
        let whole = || {
            let element = self.document.get(way.first()?)?;
            named(&expanded(self.document, &self.known, element)?)
        };
        Lead {
            way: way.iter().skip(1).filter_map(view).collect(),
            is_elsewhere: end.is_some(),
            content: end.or_else(|| whole().filter(|_| has_content)),
        }
    }

    /// Whether a place is a component of the first document.
    pub(in crate::lower::names::lock) fn is_of_first(&self, place: &Pointer) -> bool {
        let is_component = matches!(Location::read(place).root, Root::Component { .. });
        is_component && self.homes.name(place).is_none()
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

    /// The element of a list that a label means; `None` if there is no list.
    pub(in crate::lower::names::lock) fn meant(
        &mut self,
        list: &Pointer,
        label: &str,
    ) -> Option<Result<Pointer, Miss>> {
        Some(match self.at(list)?.find(label) {
            Some(Match::Is(index) | Match::Probably(index)) => Ok(list.index(index)),
            Some(Match::Either(one, other)) => Err(Miss::Either(Either {
                one: list.index(one),
                other: other.map(|other| list.index(other)),
                rest: Pointer::root().key(&format!("{{{label}}}")),
            })),
            None => Err(Miss::Gone),
        })
    }

    /// The label of an element of a list that was asked for.
    pub(in crate::lower::names::lock) fn label(&self, place: &Pointer) -> Option<&str> {
        let list = self.lists.get(&place.parent()?)?;
        list.label(place.last().parse().ok()?)
    }

    /// Whether a place is only probably what the lock means.
    pub(in crate::lower::names::lock) fn is_doubtful(&self, place: &Pointer) -> bool {
        let list = place.parent().and_then(|list| self.lists.get(&list));
        let index = place.last().parse().ok();
        list.zip(index).is_some_and(|(list, index)| list.is_doubtful(index))
    }

    /// What the lock will keep of the elements of these lists. Of those in doubt only what these keys lead through.
    pub(in crate::lower::names::lock) fn traces(
        &mut self,
        lists: &BTreeSet<Pointer>,
        held: &[&String],
    ) -> BTreeMap<String, Vec<(String, String)>> {
        let mut out: Traces<String> = BTreeMap::new();
        for at in lists {
            if let Some(elements) = self.at(at) {
                out.insert(self.key(at), elements.traces().to_vec());
            }
        }
        let unplaced = match &self.memory {
            Memory::Places(_, unplaced) => unplaced.clone(),
            _ => BTreeMap::new(),
        };
        for ((outer, rest), traces) in unplaced {
            let list = self.key(&outer) + rest.as_str();
            if held.iter().any(|key| key.starts_with(&format!("{list}/"))) {
                out.insert(list, traces);
            }
        }
        let is_kept = |label: &str, trace: &Trace| trace.marks().is_some() || held.iter().any(|key| names(key, label));
        for traces in out.values_mut() {
            traces.retain(|(label, trace)| is_kept(label, trace));
        }
        out.retain(|_, traces| !traces.is_empty());
        let text = |(label, trace): (String, Trace)| (label, trace.to_string());
        let each = out.into_iter();
        each.map(|(list, traces)| (list, traces.into_iter().map(text).collect()))
            .collect()
    }

    /// The lists of the lock that the document still has.
    pub(in crate::lower::names::lock) fn remembered(&self) -> impl Iterator<Item = &Pointer> {
        let places = match &self.memory {
            Memory::Places(known, _) => Some(known.keys()),
            Memory::Lists(_) | Memory::Labels | Memory::Nothing => None,
        };
        places.into_iter().flatten()
    }
}

/// Whether a key leads through the element with this label.
fn names(key: &str, label: &str) -> bool {
    let label = Pointer::root().key(&format!("{{{label}}}"));
    key.contains(label.as_str().trim_start_matches('/'))
}
