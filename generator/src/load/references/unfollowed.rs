//! References that cannot be followed: what stands for them in the merged tree until their place there is known.
//!
//! A reference is reported where it ends up, because an overlay may still remove it. Until then its text is a number of a list,
//! written as a pointer that no document has.

use serde_json::Value;

use super::dialect::Dialect;
use super::target::{Target, parse};
use super::walk::references;
use crate::diag::{Cause, Code};
use crate::pointer::Pointer;

/// The key of the merged tree, which it does not have, below which references lead that cannot be followed.
const UNFOLLOWED: &str = "x-unfollowed";

/// A reference that cannot be followed.
#[derive(Clone, Debug)]
pub(in crate::load) struct Unfollowed {
    /// Its text in its file.
    pub(in crate::load) text: String,
    pub(in crate::load) code: Code,
    pub(in crate::load) cause: Cause,
    pub(in crate::load) help: String,
}

/// All references that cannot be followed.
#[derive(Clone, Debug, Default)]
pub(in crate::load) struct Unfollowables(Vec<Unfollowed>);

impl Unfollowables {
    /// Keeps one, and gives the text that stands for it.
    pub(in crate::load) fn add(&mut self, one: Unfollowed) -> String {
        let at = Pointer::root().key(UNFOLLOWED).index(self.0.len());
        self.0.push(one);
        at.to_string()
    }

    /// The one that a pointer stands for.
    pub(in crate::load) fn get(&self, target: &Pointer) -> Option<&Unfollowed> {
        let number = target.strip(&Pointer::root().key(UNFOLLOWED))?;
        self.0.get(number.last().parse::<usize>().ok()?)
    }

    /// Puts their texts back, for a tree that others are to read.
    pub(in crate::load) fn restore(&self, root: &mut Value) {
        let mut texts = Vec::new();
        references(root, Dialect::of(root).root(), &Pointer::root(), &mut |reference| {
            if let Target::Place(None, at) = parse(reference.text)
                && let Some(one) = self.get(&at)
            {
                texts.push((reference.trail.pointer(), &one.text));
            }
        });
        for (at, text) in texts {
            if let Some(old) = at.find_mut(root) {
                *old = Value::from(text.as_str());
            }
        }
    }
}

/// Whether a text would be taken for what stands for a reference.
pub(in crate::load) fn is_reserved(text: &str) -> bool {
    let reserved = Pointer::root().key(UNFOLLOWED);
    matches!(parse(text), Target::Place(None, at) if at.strip(&reserved).is_some())
}

/// The words for a place that is not there.
pub(in crate::load) fn absent(target: &str) -> String {
    format!("{target} does not exist")
}
