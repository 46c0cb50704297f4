//! What the whole pass asks of the document: sites, their merged schemas and their shapes, each worked out once.
//!
//! A *site* is a pointer that names a type: a schema, or a place that exists only after merging (`…/x-branch/0`).

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::IndexMap;

use super::merge::{Merged, merge};
use super::shape::{self, Shape};
use crate::config::Config;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::{Additional, Document, Fault, Kind, Schema, Schemas};

/// A schema that takes part in a merge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    /// Where it stands.
    pub at: Pointer,
    /// Whether its `oneOf` and `anyOf` count (not when a branch of them stands beside it).
    pub whole: bool,
    /// The type of values that it speaks of here, if it has several.
    pub kind: Option<Kind>,
}

impl Part {
    /// All that a schema says.
    pub(crate) fn whole(at: &Pointer) -> Self {
        Self {
            at: at.clone(),
            whole: true,
            kind: None,
        }
    }

    /// What a schema says of the values of one of its types.
    pub(crate) fn of_type(at: &Pointer, kind: Kind) -> Self {
        Self {
            kind: Some(kind),
            ..Self::whole(at)
        }
    }
}

/// What a site is made of.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// All of these at once.
    All(Vec<Part>),
    /// One of these.
    Any(Vec<Pointer>),
    /// This, or `null`.
    OrNull(Pointer),
}

/// How a schema takes part in a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    All,
    AllButChoices,
    OfType(Kind),
    Any,
}

type Members = BTreeSet<(How, Pointer)>;

/// The document with everything that was worked out about it so far.
pub(crate) struct World<'a> {
    pub document: &'a Document,
    pub config: &'a Config,
    pub schemas: Schemas<'a>,
    sources: RefCell<IndexMap<Pointer, Source>>,
    /// Invented sites → the schemas of the document that they are made of.
    made_of: RefCell<IndexMap<Pointer, Members>>,
    /// What references and wrappers lead to, so that a chain of them is walked once.
    sites: RefCell<IndexMap<Pointer, Pointer>>,
    merged: RefCell<IndexMap<Pointer, Result<Rc<Merged<'a>>, Fault>>>,
    shapes: RefCell<IndexMap<Pointer, Result<Rc<Shape>, Fault>>>,
    /// Lists and maps → how many of them stand in each other.
    pub levels: RefCell<IndexMap<Pointer, Option<usize>>>,
    busy: RefCell<BTreeSet<Pointer>>,
    remarks: RefCell<Vec<Fault>>,
}

impl<'a> World<'a> {
    pub(crate) fn new(document: &'a Document, config: &'a Config) -> Self {
        Self {
            document,
            config,
            schemas: Schemas::new(document),
            sources: RefCell::default(),
            made_of: RefCell::default(),
            sites: RefCell::default(),
            merged: RefCell::default(),
            shapes: RefCell::default(),
            levels: RefCell::default(),
            busy: RefCell::default(),
            remarks: RefCell::default(),
        }
    }

    /// Makes a site that stands nowhere in the document. A site above that is made of the same schemas is that site: schemas
    /// that lead back to themselves would be merged for ever.
    pub(crate) fn invent(&self, at: Pointer, source: Source) -> Pointer {
        if self.sources.borrow().contains_key(&at) {
            return at;
        }
        let members = self.members(&source);
        let mut above = at.parent();
        while let Some(here) = above {
            if !members.is_empty() && self.made_of.borrow().get(&here) == Some(&members) {
                return here;
            }
            above = here.parent();
        }
        self.made_of.borrow_mut().insert(at.clone(), members);
        self.sources.borrow_mut().insert(at.clone(), source);
        at
    }

    /// The schemas of the document that a site is made of, and how.
    fn members(&self, source: &Source) -> Members {
        let made_of = self.made_of.borrow();
        let mut out = Members::new();
        let mut add = |how: How, at: &Pointer| {
            let site = self.site(at).unwrap_or_else(|_| at.clone());
            match made_of.get(&site) {
                Some(inner) if inner.iter().all(|(inner, _)| *inner == how) => out.extend(inner.iter().cloned()),
                _ => drop(out.insert((how, site))),
            }
        };
        match source {
            Source::All(parts) => parts.iter().for_each(|part| {
                let how = match part.kind {
                    Some(kind) => How::OfType(kind),
                    None if part.whole => How::All,
                    None => How::AllButChoices,
                };
                add(how, &part.at);
            }),
            Source::Any(branches) => branches.iter().for_each(|at| add(How::Any, at)),
            Source::OrNull(other) => add(How::Any, other),
        }
        out
    }

    /// Follows references, and wrappers that only describe or limit, to the schema that defines the type.
    pub(crate) fn site(&self, at: &Pointer) -> Result<Pointer, Fault> {
        let mut here = at.clone();
        let mut way = BTreeSet::new();
        loop {
            if let Some(known) = self.sites.borrow().get(&here) {
                here = known.clone();
                break;
            }
            let next = match self.sources.borrow().get(&here) {
                Some(Source::OrNull(other)) => Some(other.clone()),
                Some(_) => None,
                None => transparent(&self.schemas, &*self.schemas.at(&here)?),
            };
            let Some(next) = next else { break };
            if !way.insert(std::mem::replace(&mut here, next)) {
                return Err(Fault::new(
                    Code::CyclicRef,
                    at.clone(),
                    "this `$ref` leads back to itself",
                ));
            }
        }
        let known = way.into_iter().map(|passed| (passed, here.clone()));
        self.sites.borrow_mut().extend(known);
        Ok(here)
    }

    /// Says what a site is after all, once its branches have turned out to be one record.
    pub(crate) fn settle(&self, merged: Merged<'a>) {
        self.merged.borrow_mut().insert(merged.at.clone(), Ok(Rc::new(merged)));
    }

    /// Says what the type at an invented site is.
    pub(crate) fn settle_shape(&self, at: &Pointer, shape: Shape) {
        self.shapes.borrow_mut().insert(at.clone(), Ok(Rc::new(shape)));
    }

    /// The one schema that a site's parts make together.
    pub(crate) fn merged(&self, at: &Pointer) -> Result<Rc<Merged<'a>>, Fault> {
        if let Some(known) = self.merged.borrow().get(at) {
            return known.clone();
        }
        let source = self.sources.borrow().get(at).cloned();
        let source = source.unwrap_or_else(|| Source::All(vec![Part::whole(at)]));
        let result = merge(&self.schemas, at, &source).map(Rc::new);
        if let Ok(merged) = &result {
            self.remarks.borrow_mut().extend(merged.remarks.iter().cloned());
        }
        self.merged.borrow_mut().insert(at.clone(), result.clone());
        result
    }

    /// Where the schema of a list's elements is, as its first part has it.
    pub(crate) fn items(&self, merged: &Merged) -> Option<Pointer> {
        let places = merged.items.first()?;
        Some(self.one_of(merged.at.key("x-positions"), places))
    }

    /// Where the schema of the values of keys is that are not properties.
    pub(crate) fn values(&self, merged: &Merged) -> Option<Pointer> {
        match &merged.additional {
            Additional::Typed(places) => Some(self.one_of(merged.at.key("x-values"), places)),
            Additional::Unsaid | Additional::Free | Additional::Denied => None,
        }
    }

    /// The only one of several schemas, or the choice between them, which is made at a place of its own.
    pub(crate) fn one_of(&self, at: Pointer, places: &[Pointer]) -> Pointer {
        let is_null = |at: &&Pointer| self.schemas.at(at).is_ok_and(|schema| schema.only_null);
        let (nulls, others): (Vec<&Pointer>, Vec<&Pointer>) = places.iter().partition(is_null);
        match others.as_slice() {
            [only] if nulls.is_empty() => (*only).clone(),
            [only] => self.invent(at, Source::OrNull((*only).clone())),
            _ => self.invent(at, Source::Any(places.to_vec())),
        }
    }

    /// What was found to contradict itself so far, and costs nothing.
    pub(crate) fn remarks(&self) -> Vec<Fault> {
        self.remarks.take()
    }

    /// The shape of the type at a site. The pointer may be any schema: references are followed.
    pub(crate) fn shape(&self, at: &Pointer) -> Result<Rc<Shape>, Fault> {
        let site = self.site(at)?;
        if let Some(known) = self.shapes.borrow().get(&site) {
            return known.clone();
        }
        if !self.busy.borrow_mut().insert(site.clone()) {
            let message = "this choice contains itself and nothing else".to_owned();
            return Err(Fault::new(Code::CyclicUnion, site, message));
        }
        let result = shape::shape(self, &site).map(Rc::new);
        self.busy.borrow_mut().remove(&site);
        self.shapes.borrow_mut().insert(site, result.clone());
        result
    }
}

/// The target of a reference, or of an `allOf` (`oneOf`, `anyOf`) of one member that adds nothing which changes the type.
fn transparent(schemas: &Schemas, schema: &Schema) -> Option<Pointer> {
    if let Some(target) = schema.alias() {
        return Some(target.clone());
    }
    let only = only_member(schemas, schema)?;
    let plain = schema.object.properties.is_empty()
        && schema.when.is_empty()
        && schema.object.required.is_empty()
        && schema.values.is_none()
        && schema.list.items.is_empty()
        && schema.format.is_none()
        && !schema.has("x-client-name")
        && !schema.has("x-client-type")
        && matches!(schema.object.additional, Additional::Unsaid | Additional::Free);
    plain.then_some(only)
}

/// The one schema that `$ref`, `allOf`, `oneOf` and `anyOf` name, once or again and again.
fn only_member(schemas: &Schemas, schema: &Schema) -> Option<Pointer> {
    let target = |at: &Pointer| schemas.at(at).ok()?.alias().cloned();
    let mut members = schema.all_of.iter().chain(&schema.one_of).chain(&schema.any_of);
    if let Some(first) = &schema.reference {
        return members
            .all(|at| target(at).as_ref() == Some(first))
            .then(|| first.clone());
    }
    let first = members.next()?;
    let again = |at: &Pointer| target(at).is_some() && target(at) == target(first);
    members.all(again).then(|| first.clone())
}
