//! Chains of references that are followed while files are merged: path items that refer to path items, and components that
//! only refer to another file's component of the same name.
//!
//! Chains may be of any length, over any number of files. Where each ends is kept, so that a chain is walked once however
//! many places lead into it, and a chain in a circle ends because each place is passed once.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::merge::Merger;
use super::read::Site;
use super::reference::component;
use super::slot::Slot;
use crate::diag::{Code, Diagnostic, Severity};
use crate::pointer::Pointer;

/// A path item as it is in the merged tree, and where it stands as written.
type Item = (Rc<Value>, Site);

/// Where the chains walked so far end.
#[derive(Default)]
pub(super) struct Ends {
    items: BTreeMap<Site, Item>,
    components: BTreeMap<Site, Site>,
}

/// A path item that refers to the next one, and the keys that it has beside the reference.
struct Link {
    site: Site,
    beside: Map<String, Value>,
}

impl Merger<'_> {
    /// A path item and where it stands as written; one that is a reference is replaced by what it refers to.
    pub(super) fn path_item(&mut self, site: Site) -> (Value, Site) {
        let (mut links, mut passed) = (Vec::new(), BTreeSet::new());
        let mut here = site;
        let (mut item, origin) = loop {
            if let Some(known) = self.ends.items.get(&here) {
                break known.clone();
            }
            passed.insert(here.clone());
            let mut value = self.files.get(&here).unwrap_or_default();
            let reference = value.as_object_mut().and_then(|map| map.shift_remove("$ref"));
            self.localise(&mut value, Slot::PathItem, &here);
            let next = match reference {
                Some(Value::String(text)) => self.next_item(&here, &text, &passed),
                _ => None,
            };
            match (next, value) {
                (Some(next), Value::Object(beside)) => links.push(Link {
                    site: std::mem::replace(&mut here, next),
                    beside,
                }),
                (_, value) => break (Rc::new(value), here),
            }
        };
        if !links.is_empty() {
            let end = (Rc::clone(&item), origin.clone());
            self.ends.items.insert(origin.clone(), end);
        }
        for Link { site, beside } in links.into_iter().rev() {
            // A link that adds nothing shares the item of the next one.
            if item.is_object()
                && !beside.is_empty()
                && let Value::Object(map) = Rc::make_mut(&mut item)
            {
                map.extend(beside);
            }
            self.ends.items.insert(site, (Rc::clone(&item), origin.clone()));
        }
        (Rc::unwrap_or_clone(item), origin)
    }

    /// The path item that one refers to; a reference that leads nowhere, or back, is reported.
    fn next_item(&mut self, from: &Site, text: &str, passed: &BTreeSet<Site>) -> Option<Site> {
        let at = (from.0, from.1.key("$ref"));
        match self.resolve(from.0, text) {
            Ok(target) if passed.contains(&target) => {
                let message = "this path item leads back to itself and says nothing else";
                let error = Diagnostic::new(Code::CyclicRef, self.files.place(&at), message).severity(Severity::Error);
                self.diags.push(error.help("one of the path items must say what it is"));
                None
            }
            Ok(target) => Some(target),
            Err(fault) => {
                self.report(fault, &at);
                None
            }
        }
    }

    /// A component that only refers to another file's component of the same name, or to a place there that has no
    /// name of its own, is that thing. One that so leads back to itself is itself.
    pub(super) fn without_alias(&mut self, site: &Site) -> Site {
        let mut passed = BTreeSet::new();
        let mut here = site.clone();
        let end = loop {
            if let Some(end) = self.ends.components.get(&here) {
                break end.clone();
            }
            match self.next_alias(&here) {
                Some(next) if passed.contains(&next) => break site.clone(),
                Some(next) => {
                    passed.insert(std::mem::replace(&mut here, next));
                }
                None => break here,
            }
        };
        let known = passed.into_iter().map(|site| (site, end.clone()));
        self.ends.components.extend(known);
        end
    }

    /// The place in another file that a component is another word for.
    fn next_alias(&mut self, here: &Site) -> Option<Site> {
        let name = |site: &Site| component(&site.1).filter(|(_, _, tail)| *tail == Pointer::root());
        let own = name(here)?;
        let root = self.files.value(here.0);
        let next = self
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
