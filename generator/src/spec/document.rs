//! The document that all passes before `lower` share: one tree of JSON values, and where each part came from.

use std::collections::BTreeMap;

use serde_json::Value;

use super::moves::Moves;
use crate::diag::Diagnostic;
use crate::pointer::Pointer;

/// One source file, kept whole so that a place can be shown when a message needs it.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as shown to people: relative to the working directory where possible, `/` between parts.
    pub path: String,
    /// The text as read, without a byte order mark.
    pub text: String,
    /// Whether the text is JSON (else YAML).
    pub json: bool,
}

/// Where a part of the merged tree came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourcePlace {
    /// Index into [`Document::sources`].
    pub source: usize,
    /// Pointer within that file.
    pub pointer: Pointer,
}

/// All documents of one API, merged into one OpenAPI tree without file references.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// One OpenAPI object: `openapi`, `info`, `servers`, `security`, `tags`, `paths`, `components`, …
    /// Every `$ref` in it is local (`#/…`).
    pub root: Value,
    /// The files that were read.
    pub sources: Vec<Source>,
    /// Longest matching prefix wins: pointer in [`Self::root`] → place in a file.
    pub origins: BTreeMap<Pointer, SourcePlace>,
    /// Place in a file → the component of [`Self::root`] that it became. Equal ones became one.
    pub components: BTreeMap<SourcePlace, Pointer>,
    /// The documents in the order in which they were asked for, as indexes into [`Self::sources`].
    pub documents: Vec<usize>,
    /// Path → the document that names it, wherever its path item stands. Paths of overlays are of no document.
    pub homes: BTreeMap<String, usize>,
    /// Where the parts of [`Self::root`] stood in the form in which the author wrote them. What messages say, and what [`Self::origins`] has, is
    /// about that form.
    pub moves: Moves,
    /// Lists that were corrected, by their places before that: of each element that is left, the index that it had.
    pub left: BTreeMap<Pointer, Vec<usize>>,
}

impl Document {
    /// The value at a place.
    pub fn get(&self, at: &Pointer) -> Option<&Value> {
        at.find(&self.root)
    }

    /// A place of [`Self::root`] as it was before the document was converted and corrected: where its author finds it, and what
    /// [`Self::origin`] and messages for people are about.
    pub fn written(&self, at: &Pointer) -> Pointer {
        self.moves.before(&self.uncorrected(at))
    }

    /// A message about [`Self::root`] as one about what the author wrote.
    pub fn told(&self, said: Diagnostic) -> Diagnostic {
        self.moves.told(said.moved(&|at: &Pointer| self.uncorrected(at)))
    }

    /// A place as it was before the document was corrected.
    fn uncorrected(&self, at: &Pointer) -> Pointer {
        if self.left.is_empty() {
            return at.clone();
        }
        let mut here = Pointer::root();
        for part in at.parts() {
            let was = self
                .left
                .get(&here)
                .and_then(|left| left.get(part.parse::<usize>().ok()?));
            here = match was {
                Some(index) => here.index(*index),
                None => here.key(&part),
            };
        }
        here
    }

    /// Where a schema is that the author names by its place; `None` if it was taken out.
    pub fn schema_at(&self, at: &Pointer) -> Option<Pointer> {
        self.corrected(&self.moves.schema_after(at))
    }

    /// Where a place is after the correction.
    fn corrected(&self, at: &Pointer) -> Option<Pointer> {
        let (mut was, mut is) = (Pointer::root(), Pointer::root());
        for part in at.parts() {
            is = match (self.left.get(&was), part.parse::<usize>()) {
                (Some(left), Ok(index)) => is.index(left.iter().position(|old| *old == index)?),
                _ => is.key(&part),
            };
            was = was.key(&part);
        }
        Some(is)
    }

    /// The file and the pointer within it of a place of the merged tree, as its author wrote it: see [`Self::written`].
    pub fn origin(&self, at: &Pointer) -> Option<SourcePlace> {
        let mut prefix = Some(at.clone());
        while let Some(here) = prefix {
            if let Some(origin) = self.origins.get(&here) {
                let tail = at.strip(&here).unwrap_or_default();
                return Some(SourcePlace {
                    source: origin.source,
                    pointer: origin.pointer.join(&tail),
                });
            }
            prefix = here.parent();
        }
        None
    }
}

/// How many values a value holds, itself included.
pub(crate) fn count_values(value: &Value) -> usize {
    1 + match value {
        Value::Object(map) => map.values().map(count_values).sum(),
        Value::Array(list) => list.iter().map(count_values).sum(),
        _ => 0,
    }
}
