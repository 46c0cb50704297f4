//! A file of a layer, and all of them together.

use std::collections::BTreeMap;

use super::origin::Ejected;
use crate::diag::{Code, Diagnostic, Place};
use crate::file::fingerprint;

/// The folder of a layer that holds what ejected files were made of.
pub const BASE: &str = ".oasmith";

/// The folder of a layer that holds decorators, which are put around single items.
pub(in crate::dress) const DECORATORS: &str = "items/";

/// A file of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layered {
    /// Its path in its layer, `src/lib.rs.j2`.
    pub name: String,
    /// The layer, as its author names it; `crate` and `runtime` are the first ones.
    pub layer: String,
    /// Where it came from, for messages and to be read again.
    pub origin: String,
    /// Where its author edits it, as they call the place; `None` for what is part of the program.
    pub edited_at: Option<String>,
    /// Its text.
    pub text: String,
    /// Whether it has holes.
    pub template: bool,
    /// If it began as a copy of the original below it: what that copy was made of.
    pub ejected: Option<Ejected>,
    /// The file of an earlier layer that it replaces.
    pub replaces: Option<Box<Layered>>,
}

/// Output path → file.
pub type Layers = BTreeMap<String, Layered>;

impl Layered {
    /// A file of a layer, with the path of its output.
    pub(super) fn new(layer: &str, name: &str, origin: String, text: String) -> (String, Self) {
        let output = name.strip_suffix(".j2");
        let file = Self {
            name: name.to_owned(),
            layer: layer.to_owned(),
            origin,
            edited_at: None,
            text,
            template: output.is_some(),
            ejected: None,
            replaces: None,
        };
        (output.unwrap_or(name).to_owned(), file)
    }

    /// Its own text: all but the line that says where a copy is from.
    pub fn own(&self) -> &str {
        let header = self.ejected.as_ref().map_or(0, |ejected| ejected.header);
        self.text.get(header..).unwrap_or_default()
    }

    /// Whether it is a copy whose original is another one now, or gone.
    pub fn is_stale(&self) -> bool {
        let now = self.replaces.as_deref().map(|original| fingerprint(original.own()));
        self.ejected
            .as_ref()
            .is_some_and(|ejected| now != Some(ejected.hash.clone()))
    }

    pub(super) fn stale(&self) -> Diagnostic {
        let version = self.ejected.as_ref().and_then(|ejected| ejected.version.clone());
        let by = version
            .map(|version| format!(" by oasmith {version}"))
            .unwrap_or_default();
        let what = match self.replaces {
            Some(_) => "has changed",
            None => "is gone",
        };
        let header = self.ejected.as_ref().map_or(0, |ejected| ejected.header);
        let place = Place::Span {
            file: self.origin.clone(),
            start: 0,
            end: header.saturating_sub(1),
        };
        let message = format!("the original of `{}` {what} since it was ejected{by}", self.name);
        Diagnostic::new(Code::StaleTemplate, place, message).help(
            "`oasmith templates diff` shows what is new; when you have taken over what you want, `oasmith templates accept` \
             ends this warning",
        )
    }
}
