//! Places of the document as text in which an element of a list has a label in place of its number (`…/oneOf/{ref:Cat}`).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::super::earlier::labels;
use super::super::homes::Homes;
use super::super::likeness::{Marks, Match, marked, matches};
use super::detours::{self, By, LONGEST_WAY};
use super::elements::{Elements, Lead, List};
use super::expand::expanded;
use super::trace::Trace;
use crate::pointer::Pointer;
use crate::schemas::Graph;
use crate::spec::Document;

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

/// What a key leads to.
#[derive(Clone, Debug)]
pub(in crate::lower::names::lock) struct Destination {
    pub place: Pointer,
    pub by: By,
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
    document: &'a Document,
    homes: Homes,
    /// The components of which the lock has anything.
    known: Rc<BTreeSet<Pointer>>,
    memory: Memory,
    /// Lists that the lock has at another place, and their keys there.
    moved: BTreeMap<Pointer, String>,
    lists: BTreeMap<Pointer, Rc<Elements>>,
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
    fn way(&self, element: &Pointer) -> Vec<Pointer> {
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
    fn end<'w>(&self, way: &'w [Pointer]) -> Option<&'w Pointer> {
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
        // The key up to here.
        let mut written = key[..key.len() - rest.len()].to_owned();
        while let Some(part) = parts.next() {
            let meant = label(part).and_then(|label| Some((label, self.meant_by(&place, &written, label)?)));
            written.push_str(Pointer::root().key(part).as_str());
            if let Some((label, meant)) = meant {
                let how;
                (place, how) = match meant {
                    Ok(element) if detours::is_shared(&place) && element.parent().as_ref() != Some(&place) => {
                        let is_one = self.in_operations(&place, label).len() == 1;
                        (element, if is_one { By::Same } else { By::Divided })
                    }
                    Ok(element) if element.strip(&place).is_none_or(|way| way.depth() > 1) => (element, By::Same),
                    Ok(element) => self.entered(element, label),
                    Err(Miss::Either(mut either)) => {
                        either.rest = parts.fold(either.rest, |rest, part| rest.key(part));
                        return Err(Miss::Either(either));
                    }
                    Err(Miss::Gone) => return Err(Miss::Gone),
                };
                by = by.max(how);
                continue;
            }
            let next = place.key(part);
            let ahead: Vec<&str> = parts.clone().take(3).map(String::as_str).collect();
            if let Some((found, how, count)) = self.property(&place, part, &ahead) {
                let passed = parts.by_ref().take(count).map(|part| Pointer::root().key(part));
                written.extend(passed.map(|part| part.to_string()));
                (place, by) = (found, by.max(how));
                continue;
            }
            // Each operation may have its own now.
            if self.document.get(&next).is_some() || detours::is_shared(&next) {
                place = next;
                continue;
            }
            let unwrapped = parts
                .peek()
                .and_then(|element| self.unwrapped(&place, &written, element));
            if let Some(how) = unwrapped {
                let element = parts.next().map(|element| Pointer::root().key(element));
                written.extend(element.as_ref().map(Pointer::as_str));
                by = by.max(how);
                continue;
            }
            let (detour, how) = detours::next(self.document, &place, part).ok_or(Miss::Gone)?;
            (place, by) = (detour, by.max(how));
        }
        self.document.get(&place).ok_or(Miss::Gone)?;
        Ok(Destination { place, by })
    }

    /// The element that a label of this list means, or of the same list in what has come around it; of parameters also of those of the path.
    fn meant_by(&mut self, list: &Pointer, written: &str, label: &str) -> Option<Result<Pointer, Miss>> {
        let mut list = list.clone();
        loop {
            self.find_memory(&list, written);
            let meant = self.meant(&list, label);
            if detours::is_shared(&list) && !matches!(meant, Some(Ok(_))) {
                return self.in_operations(&list, label).into_iter().next().map(Ok).or(meant);
            }
            let meant = meant?;
            let other = || {
                let inner = detours::inner_list(self.document, &list);
                inner.or_else(|| detours::shared_parameters(self.document, &list))
            };
            match (meant == Err(Miss::Gone)).then(other).flatten() {
                Some(other) => list = other,
                None => return Some(meant),
            }
        }
    }

    /// The parameter with this label of each operation that has one for itself, given the list of their path.
    fn in_operations(&mut self, shared: &Pointer, label: &str) -> Vec<Pointer> {
        let lists = detours::own_parameters(self.document, shared).into_iter();
        lists.filter_map(|list| self.meant(&list, label)?.ok()).collect()
    }

    /// Where the property is now that the next parts of a key lead to, and how many of these that are: a member of an `allOf` has it in place of the
    /// schema, or the schema in place of a member.
    fn property(&self, schema: &Pointer, part: &str, ahead: &[&str]) -> Option<(Pointer, By, usize)> {
        let own = |name: &str| {
            let own = schema.key("properties").key(name);
            self.document.get(&own).map(|_| own)
        };
        match (part, ahead) {
            ("properties", [name, ..]) if own(name).is_none() => {
                let (found, by) = detours::inherited(self.document, schema, name)?;
                Some((found, by, 1))
            }
            ("allOf", [_, "properties", name]) if self.document.get(&schema.key(part)).is_none() => {
                Some((own(name)?, By::Same, ahead.len()))
            }
            _ => None,
        }
    }

    /// Lets a list have what the lock keeps of it with this key.
    fn find_memory(&mut self, list: &Pointer, written: &str) {
        let own = self.key(list);
        if let Memory::Lists(known) = &self.memory
            && own != written
            && !known.contains_key(&own)
            && known.contains_key(written)
            && self.moved.insert(list.clone(), written.to_owned()).is_none()
        {
            self.lists.remove(list);
        }
    }

    /// Where to go on at an element that a label means, and how it was found. One that leads to a component which the lock does not know is
    /// that component.
    fn entered(&self, element: Pointer, label: &str) -> (Pointer, By) {
        if let Some(end) = self.end(&self.way(&element)) {
            let is_probable = self.is_probable(&element, label);
            return (end.clone(), if is_probable { By::Reference } else { By::Same });
        }
        let is_own = self.label(&element).is_some_and(|own| own == label);
        (element, if is_own { By::Exact } else { By::Same })
    }

    /// How it is found that this element of a list of a schema is all of the schema now, and no other one is. The list has the key that it had.
    fn unwrapped(&self, schema: &Pointer, list: &str, element: &str) -> Option<By> {
        let (Memory::Lists(known), Some(label)) = (&self.memory, label(element)) else {
            return None;
        };
        let is_list = detours::LISTS.iter().any(|word| list.ends_with(&format!("/{word}")));
        let traces = known.get(list).filter(|_| is_list)?;
        let marks = traces
            .iter()
            .filter_map(|(label, trace)| Some((label, trace.marks()?.clone())));
        let (labels, marks): (Vec<&String>, Vec<Marks>) = marks.unzip();
        let now = self.document.get(&detours::core(self.document, schema))?;
        let now = self.homes.view(std::slice::from_ref(now));
        let found = matches(&marks, &marked(&[&now[0]]));
        let mut found = labels.into_iter().zip(found).filter(|(known, _)| *known == label);
        match found.next()?.1? {
            Match::Is(_) => Some(By::Same),
            Match::Probably(_) => Some(By::Likeness),
            Match::Either(..) => None,
        }
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

    /// Whether an element is only probably what a label means.
    fn is_probable(&self, element: &Pointer, label: &str) -> bool {
        let list = element.parent().and_then(|list| self.lists.get(&list));
        matches!(list.and_then(|list| list.find(label)), Some(Match::Probably(_)))
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

    /// What the lock keeps of elements, by the places of their lists today.
    pub(in crate::lower::names::lock) fn places(&mut self) -> Memory {
        let known = match &self.memory {
            Memory::Lists(known) => known.clone(),
            Memory::Places(..) | Memory::Labels | Memory::Nothing => BTreeMap::new(),
        };
        let (mut places, mut unplaced) = (BTreeMap::new(), BTreeMap::new());
        for (list, traces) in known {
            match self.place(&list) {
                Ok(found) => drop(places.insert(found.place, traces)),
                Err(Miss::Either(either)) => drop(unplaced.insert((either.list(), either.rest), traces)),
                Err(Miss::Gone) => {}
            }
        }
        Memory::Places(places, unplaced)
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
