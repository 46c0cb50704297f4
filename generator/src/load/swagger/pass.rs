//! The conversion under way, and the parts that it converts.

use std::collections::BTreeSet;

use serde_json::Value;

use super::types::MediaTypes;
use crate::diag::{Diagnostic, Diagnostics};
use crate::load::references::target::{Target, parse};
use crate::pointer::Pointer;
use crate::spec::Moves;

/// The conversion under way.
pub(super) struct Pass<'a> {
    /// The Swagger document.
    pub(super) root: &'a Value,
    /// What all operations read and write that do not say it themselves.
    pub(super) global: MediaTypes,
    pub(super) moves: Moves,
    pub(super) said: &'a mut Diagnostics,
}

impl<'a> Pass<'a> {
    /// Says something about the Swagger document.
    pub(super) fn say(&mut self, said: Diagnostic) {
        self.said.push(said);
    }

    /// What a value is once its references are followed, and where that stands. A reference that leads nowhere is what it is.
    pub(super) fn followed(&self, value: &'a Value, at: &Pointer) -> (&'a Value, Pointer) {
        let (mut here, mut place, mut seen) = (value, at.clone(), BTreeSet::new());
        while seen.insert(place.clone()) {
            let next = here.get("$ref").and_then(Value::as_str).map(parse);
            let Some(Target::Place(None, target)) = next else { break };
            let Some(found) = target.find(self.root) else { break };
            (here, place) = (found, target);
        }
        (here, place)
    }
}

/// Where a part stood, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) was: Pointer,
    pub(super) is: Pointer,
}

impl Spot {
    /// A part that stays where it is.
    pub(super) fn same(at: Pointer) -> Self {
        Self {
            was: at.clone(),
            is: at,
        }
    }

    /// What stands at a key in both documents.
    pub(super) fn key(&self, key: &str) -> Self {
        Self {
            was: self.was.key(key),
            is: self.is.key(key),
        }
    }

    /// An element of a list in both documents.
    pub(super) fn index(&self, index: usize) -> Self {
        Self {
            was: self.was.index(index),
            is: self.is.index(index),
        }
    }
}
