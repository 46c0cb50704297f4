//! Path items that refer to path items.
//!
//! Chains of them may be of any length, over any number of files. Where each ends is kept, so that a chain is walked once
//! however many places lead into it, and a chain in a circle ends because each place is passed once.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::linker::Linker;
use super::parts::{Content, Fragment};
use crate::diag::{Code, Diagnostic, Severity};
use crate::load::files::FilePlace;

/// A path item as it is in the merged tree, and where it stands as written.
type Followed = (Content, FilePlace);

/// Where the chains walked so far end.
#[derive(Default)]
pub(super) struct PathItems {
    ends: BTreeMap<FilePlace, Followed>,
}

/// A path item that refers to the next one, and the keys that it has beside the reference.
struct Link {
    site: FilePlace,
    beside: IndexMap<String, Fragment>,
}

impl PathItems {
    /// A path item and where it stands as written; one that is a reference is replaced by what it refers to.
    pub(super) fn get(&mut self, linker: &mut Linker<'_>, site: FilePlace) -> Followed {
        let (mut links, mut passed) = (Vec::new(), BTreeSet::new());
        let mut here = site;
        let (mut item, origin) = loop {
            if let Some(known) = self.ends.get(&here) {
                break known.clone();
            }
            passed.insert(here.clone());
            let Some(Written { reference, beside }) = written(linker, &here) else {
                break (Content::Whole(Fragment::unchanged(here.clone())), here);
            };
            match reference.and_then(|text| next_item(linker, &here, &text, &passed)) {
                Some(next) => links.push(Link {
                    site: std::mem::replace(&mut here, next),
                    beside,
                }),
                None => break (Content::Entries(Rc::new(beside)), here),
            }
        };
        if !links.is_empty() {
            self.ends.insert(origin.clone(), (item.clone(), origin.clone()));
        }
        for Link { site, beside } in links.into_iter().rev() {
            // A link that adds nothing shares the item of the next one.
            if let Content::Entries(entries) = &mut item
                && !beside.is_empty()
            {
                Rc::make_mut(entries).extend(beside);
            }
            self.ends.insert(site, (item.clone(), origin.clone()));
        }
        (item, origin)
    }
}

/// A path item as its file has it.
struct Written {
    reference: Option<String>,
    beside: IndexMap<String, Fragment>,
}

/// What a path item says; `None` if it is no mapping.
fn written(linker: &mut Linker<'_>, site: &FilePlace) -> Option<Written> {
    let (file, at) = site;
    let root = linker.files().value(*file);
    let item = at.find(&root)?.as_object()?;
    let item_slot = linker.dialect.path_item();
    let own = item.keys().filter(|key| *key != "$ref");
    let part = |key: &String| (key.clone(), linker.part((*file, at.key(key)), item_slot.enter(key)));
    Some(Written {
        beside: own.map(part).collect(),
        reference: item.get("$ref").and_then(Value::as_str).map(str::to_owned),
    })
}

/// The path item that one refers to; a reference that leads nowhere, or back, is reported.
fn next_item(linker: &mut Linker<'_>, from: &FilePlace, text: &str, passed: &BTreeSet<FilePlace>) -> Option<FilePlace> {
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
