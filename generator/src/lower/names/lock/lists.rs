//! Places of the document as text in which an element of a list has a label in place of its number (`…/oneOf/{ref:Cat}`).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::elements::{Elements, Meaning};
use super::likeness::Marks;
use super::unmarked;
use crate::pointer::Pointer;
use crate::spec::Document;

/// Why a path names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    /// The document has no such thing any more.
    Gone,
    /// An element on the way may be either of these.
    Either(Pointer, Pointer),
}

/// What a lock keeps of the elements of lists.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// List → label and marks of each element.
    Marks(BTreeMap<String, Vec<(String, Marks)>>),
    /// Labels alone, in a lock without marks.
    Labels,
    /// Nothing, as there is no lock.
    Nothing,
}

/// The lists of a document.
pub(super) struct Lists<'a> {
    document: &'a Document,
    known: Known,
    lists: BTreeMap<Pointer, Rc<Elements>>,
}

impl<'a> Lists<'a> {
    pub(super) fn new(document: &'a Document, known: Known) -> Self {
        Self {
            document,
            known,
            lists: BTreeMap::new(),
        }
    }

    /// The elements of the list at a place, if there is one.
    pub(super) fn at(&mut self, at: &Pointer) -> Option<Rc<Elements>> {
        if let Some(known) = self.lists.get(at) {
            return Some(Rc::clone(known));
        }
        let list = self.document.get(at).and_then(Value::as_array)?;
        let path = self.path(at).to_string();
        let elements = Rc::new(match &self.known {
            Known::Marks(known) => Elements::new(list, known.get(&path).map_or(&[], Vec::as_slice), true),
            Known::Nothing => Elements::new(list, &[], false),
            Known::Labels => unmarked::elements(list),
        });
        self.lists.insert(at.clone(), Rc::clone(&elements));
        Some(elements)
    }

    /// The path of a place.
    pub(super) fn path(&mut self, place: &Pointer) -> Pointer {
        let (mut here, mut path) = (Pointer::root(), Pointer::root());
        for part in place.parts() {
            let index = part.parse().ok();
            let label = index.and_then(|index| Some(self.at(&here)?.label(index)?.to_owned()));
            path = match label {
                Some(label) => path.key(&format!("{{{label}}}")),
                None => path.key(&part),
            };
            here = here.key(&part);
        }
        path
    }

    /// The place of a path.
    pub(super) fn place(&mut self, path: &str) -> Result<Pointer, Miss> {
        let mut here = Pointer::root();
        for part in Pointer::parse(path).parts() {
            let label = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
            here = match label.and_then(|label| self.meant(&here, label)) {
                Some(meant) => meant?,
                None => here.key(&part),
            };
        }
        self.document.get(&here).map(|_| here).ok_or(Miss::Gone)
    }

    /// The element of a list that a label means; `None` if there is no list.
    pub(super) fn meant(&mut self, list: &Pointer, label: &str) -> Option<Result<Pointer, Miss>> {
        Some(match self.at(list)?.meaning(label) {
            Some(Meaning::Is(index) | Meaning::Probably(index)) => Ok(list.index(index)),
            Some(Meaning::Either(one, other)) => Err(Miss::Either(list.index(one), list.index(other))),
            None => Err(Miss::Gone),
        })
    }

    /// Whether a place is only probably what the lock means.
    pub(super) fn is_doubtful(&self, place: &Pointer) -> bool {
        let list = place.parent().and_then(|list| self.lists.get(&list));
        let index = place.last().parse().ok();
        let found = list
            .zip(index)
            .and_then(|(list, index)| list.meaning(list.label(index)?));
        matches!(found, Some(Meaning::Probably(_)))
    }

    /// What the lock will keep of the elements of these lists.
    pub(super) fn marks(&mut self, lists: &BTreeSet<Pointer>) -> BTreeMap<String, Vec<(String, String)>> {
        let mut out = BTreeMap::new();
        for at in lists {
            let elements = self.at(at);
            let each = elements.iter().flat_map(|elements| elements.marks());
            let marks: Vec<_> = each.map(|(label, marks)| (label.clone(), marks.to_string())).collect();
            if !marks.is_empty() {
                out.insert(self.path(at).to_string(), marks);
            }
        }
        out
    }

    /// The lists of the lock that the document still has.
    pub(super) fn known(&mut self) -> Vec<Pointer> {
        let Known::Marks(known) = &self.known else {
            return Vec::new();
        };
        let paths: Vec<String> = known.keys().cloned().collect();
        paths.iter().filter_map(|path| self.place(path).ok()).collect()
    }
}
