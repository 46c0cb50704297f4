//! Swagger 2.0 into OpenAPI 3, so that no later pass knows of it.
//!
//! In: the tree of a Swagger document, merged and changed by overlays, whose references lead somewhere. Out: the tree of an OpenAPI document
//! that says the same, and [`Moves`]: where each of its parts stood. What cannot be said in OpenAPI 3 is a message about the original.
//! A value of a wrong kind goes along as it is, so that [`check`](super::check) judges it like that of any document; only keys that
//! OpenAPI does not have are judged here.
//!
//! One file for each family of keywords: `document` for the head and the components, `servers`, `security`, `paths` for path items and
//! operations, `parameters` with those that become bodies and forms, `media` for `consumes` and `produces`, `responses`, `schemas`. `links`
//! lets references lead to where parts are afterwards, and `keys` knows what objects can hold.

mod document;
mod keys;
mod links;
mod media;
mod parameters;
mod pass;
mod paths;
mod responses;
mod schemas;
mod security;
mod servers;
mod types;

use serde_json::Value;

use crate::diag::Diagnostics;
use crate::pointer::Pointer;
use crate::spec::{Document, Moves};
use pass::Pass;
use types::MediaTypes;

/// What a document becomes.
pub(super) struct Converted {
    /// An OpenAPI document.
    root: Value,
    /// Where its parts stood.
    moves: Moves,
}

impl Converted {
    /// Lets a document be this one, with what is known of its places.
    pub(super) fn replace(self, document: &mut Document) {
        let components = document.components.values_mut();
        components.for_each(|component| *component = self.moves.after(component));
        document.root = self.root;
        document.moves = self.moves;
    }
}

/// Converts a document.
pub(super) fn convert(root: &Value, said: &mut Diagnostics) -> Converted {
    let mut pass = Pass {
        root,
        global: MediaTypes::default(),
        moves: Moves::default(),
        said,
    };
    if let Some(map) = root.as_object() {
        pass.global = pass.media_types(map, &Pointer::root(), &MediaTypes::default());
    }
    let mut new = pass.document();
    links::follow(&mut new, &mut pass);
    Converted {
        root: new,
        moves: pass.moves,
    }
}
