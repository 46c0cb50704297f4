//! Path items that refer to path items.
//!
//! Chains of them may be of any length, over any number of files. Where each ends is kept, so that a chain is walked once
//! however many places lead into it, and a chain in a circle ends because each place is passed once.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::linker::Linker;
use crate::diag::{Code, Diagnostic, Severity};
use crate::load::files::Site;
use crate::load::references::slot::Slot;

/// A path item as it is in the merged tree, and where it stands as written.
type Item = (Rc<Value>, Site);

/// Where the chains walked so far end.
#[derive(Default)]
pub(super) struct PathItems {
    ends: BTreeMap<Site, Item>,
}

/// A path item that refers to the next one, and the keys that it has beside the reference.
struct Link {
    site: Site,
    beside: Map<String, Value>,
}

impl PathItems {
    /// A path item and where it stands as written; one that is a reference is replaced by what it refers to.
    pub(super) fn get(&mut self, linker: &mut Linker<'_>, site: Site) -> (Value, Site) {
        let (mut links, mut passed) = (Vec::new(), BTreeSet::new());
        let mut here = site;
        let (mut item, origin) = loop {
            if let Some(known) = self.ends.get(&here) {
                break known.clone();
            }
            passed.insert(here.clone());
            let mut value = linker.files().get(&here).unwrap_or_default();
            let reference = value.as_object_mut().and_then(|map| map.shift_remove("$ref"));
            linker.localise(&mut value, Slot::PathItem, &here);
            let next = match reference {
                Some(Value::String(text)) => next_item(linker, &here, &text, &passed),
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
            self.ends.insert(origin.clone(), end);
        }
        for Link { site, beside } in links.into_iter().rev() {
            // A link that adds nothing shares the item of the next one.
            if item.is_object()
                && !beside.is_empty()
                && let Value::Object(map) = Rc::make_mut(&mut item)
            {
                map.extend(beside);
            }
            self.ends.insert(site, (Rc::clone(&item), origin.clone()));
        }
        (Rc::unwrap_or_clone(item), origin)
    }
}

/// The path item that one refers to; a reference that leads nowhere, or back, is reported.
fn next_item(linker: &mut Linker<'_>, from: &Site, text: &str, passed: &BTreeSet<Site>) -> Option<Site> {
    let at = (from.0, from.1.key("$ref"));
    match linker.resolver.resolve(from.0, text) {
        Ok(target) if passed.contains(&target) => {
            let message = "this path item leads back to itself and says nothing else";
            let error = Diagnostic::new(Code::CyclicRef, linker.files().place(&at), message).severity(Severity::Error);
            linker
                .diags
                .push(error.help("one of the path items must say what it is"));
            None
        }
        Ok(target) => Some(target),
        Err(fault) => {
            linker.report(fault, &at);
            None
        }
    }
}
