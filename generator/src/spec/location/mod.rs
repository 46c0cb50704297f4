//! What a place in a document is: whose schema it belongs to, and the way from there.
//!
//! In: a pointer, which may be that of any `$ref`. Out: a [`Location`]. Nobody else takes a pointer apart to learn what it means.
//! Must not look at the document.

mod root;
mod steps;
#[cfg(test)]
mod tests;

use crate::pointer::Pointer;
use crate::spec::vocabulary::Way;
pub use root::{OperationPart, Root};
pub use steps::Step;

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// What the outermost schema belongs to.
    pub root: Root,
    /// Where that schema stands.
    pub at: Pointer,
    /// What has it as the schema of its content: a request body, a response, a parameter, a header.
    pub holder: Option<Pointer>,
    /// The way from the outermost schema to the place.
    pub steps: Vec<Step>,
}

impl Location {
    /// Reads a pointer.
    pub fn read(place: &Pointer) -> Self {
        let words = place.words();
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        let (root, extent) = root::read(place, &words);
        Self {
            holder: extent.holder.map(|count| place.first(count)),
            steps: steps::read(place, &words, extent.used),
            at: place.first(extent.used),
            root,
        }
    }

    /// The component that the place is, if it is one and not a part of it.
    pub fn component(&self) -> Option<&str> {
        match &self.root {
            Root::Component { name, .. } if self.steps.is_empty() => Some(name),
            _ => None,
        }
    }

    /// The name of the schema that the place is, if it stands among the components.
    pub fn schema(&self) -> Option<&str> {
        match &self.root {
            Root::Component { section, name, .. } if section == "schemas" && self.steps.is_empty() => Some(name),
            _ => None,
        }
    }

    /// The list of branches that the place is an element of.
    pub fn choice(&self) -> Option<Pointer> {
        match self.steps.last()?.way {
            Way::Branch(_) => self.steps.last()?.at.parent(),
            _ => None,
        }
    }

    /// The schemas that the place is a part of, innermost first.
    pub fn around(&self) -> impl Iterator<Item = &Pointer> {
        let steps = self.steps.iter().rev();
        let owners = steps.clone().skip(1).map(|step| &step.at).chain([&self.at]);
        let schemas = steps
            .zip(owners)
            .take_while(|(step, _)| !matches!(step.way, Way::Word(_)));
        schemas.map(|(_, owner)| owner)
    }
}
