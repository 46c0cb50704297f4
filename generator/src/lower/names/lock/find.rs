//! What a key of the lock names today.

use std::rc::Rc;

use super::earlier::positions;
use super::homes::{FileNames, Homes, Relocation};
use super::key_text::{named_role, role, roles, split};
use super::keys::{LockKeys, Thing};
use super::parts::Wholes;
use super::places::{By, Destination, Either, Memory, Miss, Trace};
use crate::config::{Lock, LockForm};
use crate::lower::sites::{Usage, needs_name};
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId};
use crate::spec::{Location, Root, Way};

/// What a key of a lock names.
pub(super) enum Meaning {
    /// A thing that needs a type.
    Thing(Thing),
    /// A thing that needs a type and has the name unless another entry names it. What it was made of may still stand at this key.
    Similar(Thing, By, Option<String>),
    /// Something that no operation of the client needs, at this key.
    Idle(String),
    /// It may be below either of two elements. This is the key today.
    Either(Either, String),
    /// Nothing.
    Nothing,
}

/// What a key of a branch leads to.
pub(super) enum BranchFound {
    /// This.
    Is(Thing),
    /// Probably this, although it has changed much.
    Probably(Thing),
    /// One of two.
    Either,
    /// Nothing that an operation needs.
    Gone,
}

/// Looks keys up.
pub(super) struct Finder<'f, 'a> {
    graph: &'a Graph<'a>,
    usage: &'f Usage,
    form: LockForm,
    wholes: Wholes,
    /// Keys as the lock has them.
    reader: LockKeys<'a>,
    /// Keys as this version writes them.
    pub keys: LockKeys<'a>,
    /// The first document, as the lock calls it.
    pub document: String,
    /// Components that are in other files than the lock has them.
    pub relocations: Vec<Relocation>,
    /// Whether the first document of the lock is another file now.
    pub is_renamed: bool,
}

impl<'f, 'a> Finder<'f, 'a> {
    pub(super) fn new(lock: Option<&Lock>, graph: &'a Graph<'a>, usage: &'f Usage) -> Self {
        let (document, none) = (graph.document, Lock::default());
        let written = lock.unwrap_or(&none);
        let files = FileNames::new(document, written);
        // Without a lock nothing is looked up.
        let (then, relocations) = lock.map_or_else(Default::default, |lock| Homes::then(document, &files, lock));
        let known = Rc::new(then.components(written));
        let mut reader = LockKeys::new(graph, then, Rc::clone(&known), self::memory(written));
        let memory = match lock {
            Some(_) => reader.lists.places(),
            None => Memory::Nothing,
        };
        Self {
            graph,
            usage,
            form: written.form,
            wholes: lock.map_or_else(Wholes::default, |_| Wholes::new(graph, usage)),
            reader,
            is_renamed: files.is_renamed(written),
            document: files.first().to_owned(),
            keys: LockKeys::new(graph, Homes::now(document, &files), known, memory),
            relocations,
        }
    }

    /// What a key names.
    pub(super) fn find(&mut self, written: &str) -> Meaning {
        let key = match self.form {
            LockForm::Positions => match positions::key(self.graph, &mut self.reader, written) {
                Some(key) => key,
                None => return Meaning::Nothing,
            },
            _ => written.to_owned(),
        };
        match self.reader.place(&key) {
            Ok(found) => self.at(found, &key),
            Err(Miss::Either(either)) => {
                let list = self.keys.lists.key(&either.list());
                let key = format!("{list}{}{}", either.rest.as_str(), roles(&key));
                Meaning::Either(either, key)
            }
            Err(Miss::Gone) => Meaning::Nothing,
        }
    }

    fn at(&mut self, Destination { place, by }: Destination, key: &str) -> Meaning {
        let part = match by == By::Exact && is_schema(&place) && self.graph.find(&place).is_none() {
            true => Some(self.keys.lists.key(&place) + &self.roles_today(&place, key)),
            false => None,
        };
        let whole = || Some((self.wholes.of(&place)?, by.max(By::Same)));
        let Some((written, by)) = self.graph.find(&place).map(|node| (node, by)).or_else(whole) else {
            return part.map_or(Meaning::Nothing, Meaning::Idle);
        };
        let start = self.graph.site(written).unwrap_or(written);
        let by = match self.graph.place(start).strip(&place) {
            _ if start == written => by,
            Some(_) => by.max(By::Same),
            None => By::Reference,
        };
        match self.reader.find(start, key) {
            Ok((thing, is_exact)) => self.of_thing(thing, if is_exact { by } else { by.max(By::Same) }, part),
            Err(Miss::Either(either)) => Meaning::Either(either, self.keys.lists.key(&place) + roles(key)),
            Err(Miss::Gone) => Meaning::Nothing,
        }
    }

    /// The roles of a key, in which a branch has the label that it has today if it stands in a list of this place, which no operation reaches.
    fn roles_today(&mut self, place: &Pointer, key: &str) -> String {
        let first = split(key).1.first().copied().unwrap_or_default();
        let label = role(first)
            .filter(|(word, _)| *word == "branch")
            .map(|(_, label)| label);
        let today = label.and_then(|label| {
            let lists = ["anyOf", "oneOf"].map(|word| place.key(word)).into_iter();
            let mut meant = lists.filter_map(|list| {
                let meant = self.reader.lists.meant(&list, &label)?.ok()?;
                self.keys.lists.at(&list)?;
                self.keys.lists.label(&meant).map(|label| named_role("branch", label))
            });
            meant.next()
        });
        let roles = roles(key);
        today.map_or_else(|| roles.to_owned(), |today| today + &roles[first.len()..])
    }

    fn of_thing(&mut self, thing: Thing, by: By, part: Option<String>) -> Meaning {
        if self.is_needed(thing) {
            return match by {
                By::Exact => Meaning::Thing(thing),
                by => Meaning::Similar(thing, by, part),
            };
        }
        let place = self.graph.place(thing.node);
        // A component that says nothing today is the same one when it does again.
        let is_there = by == By::Exact && (self.is_type(thing.node) || is_component(&place));
        let key = is_there.then(|| self.keys.of(thing));
        let stands_there = self.graph.find(&place) == Some(thing.node);
        let whole = self.wholes.of(&place).filter(|_| stands_there);
        let whole = whole.map(|node| Thing { node, ..thing });
        match whole.filter(|whole| self.is_needed(*whole)) {
            Some(whole) => Meaning::Similar(whole, by.max(By::Same), key),
            None => key.map_or(Meaning::Nothing, Meaning::Idle),
        }
    }

    /// What a key of a branch leads to, whether or not it needs a type.
    pub(super) fn branch(&mut self, written: &str) -> BranchFound {
        let place = match self.reader.place(written) {
            Ok(found) => found.place,
            Err(Miss::Either(_)) => return BranchFound::Either,
            Err(Miss::Gone) => return BranchFound::Gone,
        };
        let Some(node) = self.graph.find(&place) else {
            return BranchFound::Gone;
        };
        let start = self.graph.site(node).unwrap_or(node);
        match self.reader.find(start, written) {
            Ok((thing, _)) if self.doubtful(thing).is_some() => BranchFound::Probably(thing),
            Ok((thing, _)) => BranchFound::Is(thing),
            Err(Miss::Either(_)) => BranchFound::Either,
            Err(Miss::Gone) => BranchFound::Gone,
        }
    }

    /// The first element of a list on the way to a thing that is only probably the one that the lock has.
    pub(super) fn doubtful(&self, thing: Thing) -> Option<Pointer> {
        let mut elements = self.reader.elements(thing).into_iter();
        elements.find(|element| self.reader.lists.is_doubtful(element))
    }

    /// Whether a thing needs a type.
    fn is_needed(&self, Thing { node, is_written }: Thing) -> bool {
        self.usage.sites.contains_key(&node) && (!is_written || self.usage.split.contains(&node))
    }

    /// Whether a node would need a type if more operations were selected. One that cannot be read now may do so later.
    fn is_type(&self, node: NodeId) -> bool {
        let is_named = |site: NodeId| site == node && self.graph.shape(site).is_ok_and(needs_name);
        self.graph.site(node).is_ok_and(is_named) || self.graph.shape(node).is_err()
    }
}

fn is_component(place: &Pointer) -> bool {
    Location::read(place).schema().is_some()
}

/// Whether a schema may stand at a place.
fn is_schema(place: &Pointer) -> bool {
    let location = Location::read(place);
    let is_word = |way: &Way| matches!(way, Way::Word(_));
    !matches!(location.root, Root::Other(_)) && !location.steps.iter().any(|step| is_word(&step.way))
}

/// The marks of a lock, by list. What cannot be read was not written by this program.
fn memory(lock: &Lock) -> Memory {
    if lock.form == LockForm::Unmarked {
        return Memory::Labels;
    }
    let read = |(label, trace): &(String, String)| Some((label.clone(), Trace::parse(trace)?));
    let lists = lock.elements.iter();
    let lists = lists.map(|(list, elements)| (list.clone(), elements.iter().filter_map(read).collect()));
    Memory::Lists(lists.collect())
}
