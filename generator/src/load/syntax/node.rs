//! A tree of the byte ranges of values. Both readers make it, and a pointer is looked up in it.

use std::collections::BTreeSet;
use std::ops::Range;

/// A value of a file by its byte ranges.
#[derive(Debug)]
pub(in crate::load::syntax) struct Ranges {
    pub(in crate::load::syntax) key: Option<Range<usize>>,
    pub(in crate::load::syntax) value: Range<usize>,
    pub(in crate::load::syntax) leaf: bool,
    pub(in crate::load::syntax) children: Vec<(String, Ranges)>,
}

impl Ranges {
    /// Sorts the children of this and all below it by key, so that [`child`](Self::child) finds them by bisection.
    pub(in crate::load::syntax) fn sort(&mut self) {
        let mut open = vec![self];
        while let Some(node) = open.pop() {
            node.children.sort_by(|(a, _), (b, _)| a.cmp(b));
            open.extend(node.children.iter_mut().map(|(_, child)| child));
        }
    }

    /// The first child of a key, once the children are sorted.
    pub(in crate::load::syntax) fn child(&self, key: &str) -> Option<&Self> {
        let at = self.children.partition_point(|(known, _)| known.as_str() < key);
        self.children
            .get(at)
            .filter(|(known, _)| known == key)
            .map(|(_, child)| child)
    }

    /// The first key that its mapping has already.
    pub(in crate::load::syntax) fn repeated_key(&self) -> Option<Range<usize>> {
        let mut seen = BTreeSet::new();
        self.children.iter().find_map(|(key, child)| {
            if seen.insert(key) {
                child.repeated_key()
            } else {
                child.key.clone()
            }
        })
    }

    /// The bytes to show for it: a scalar itself, else its key.
    pub(in crate::load::syntax) fn shown(&self) -> Range<usize> {
        match &self.key {
            Some(key) if !self.leaf || self.value.is_empty() => key.clone(),
            _ => self.value.clone(),
        }
    }
}
