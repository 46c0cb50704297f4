//! Components that only refer to another file's component of the same name.
//!
//! Chains of them may be of any length, over any number of files. Where each ends is kept, so that a chain is walked once
//! however many places lead into it, and a chain in a circle ends because each place is passed once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::resolver::Resolver;
use crate::load::files::FilePlace;
use crate::load::references::dialect::Dialect;
use crate::pointer::Pointer;

/// Where the chains walked so far end.
pub(super) struct Aliases<'a> {
    documents: &'a [usize],
    dialect: Dialect,
    ends: BTreeMap<FilePlace, FilePlace>,
}

impl<'a> Aliases<'a> {
    /// No chain is walked yet.
    pub(super) fn new(documents: &'a [usize], dialect: Dialect) -> Self {
        let ends = BTreeMap::new();
        Self {
            documents,
            dialect,
            ends,
        }
    }

    /// A component that only refers to another file's component of the same name, or to a place there that has no
    /// name of its own, is that thing. One that so leads back to itself is itself.
    pub(super) fn end(&mut self, resolver: &mut Resolver<'_>, site: &FilePlace) -> FilePlace {
        let mut passed = BTreeSet::new();
        let mut here = site.clone();
        let end = loop {
            if let Some(end) = self.ends.get(&here) {
                break end.clone();
            }
            match self.next(resolver, &here) {
                Some(next) if passed.contains(&next) => break site.clone(),
                Some(next) => {
                    passed.insert(std::mem::replace(&mut here, next));
                }
                None => break here,
            }
        };
        let known = passed.into_iter().map(|site| (site, end.clone()));
        self.ends.extend(known);
        end
    }

    /// The place in another file that a component is another word for.
    fn next(&self, resolver: &mut Resolver<'_>, here: &FilePlace) -> Option<FilePlace> {
        let name = |site: &FilePlace| {
            self.dialect
                .component(&site.1)
                .filter(|(_, _, tail)| *tail == Pointer::root())
        };
        let own = name(here)?;
        let root = resolver.files.value(here.0);
        let next = resolver
            .resolve(here.0, here.1.find(&root).and_then(sole_reference)?)
            .ok()?;
        let is_same = match name(&next) {
            _ if next.0 == here.0 => false,
            None => !self.documents.contains(&next.0),
            target => target == Some(own),
        };
        is_same.then_some(next)
    }
}

/// The reference if a value is nothing else.
fn sole_reference(value: &Value) -> Option<&str> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    map.get("$ref")?.as_str()
}
