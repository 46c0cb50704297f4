//! Follows references from file to file.

use super::unresolved::{Unresolved, anchor, remote};
use crate::load::files::{Files, Site};
use crate::load::references::target::{Target, parse};
use crate::load::suggest::Guesses;

/// The files, and how often a name was guessed.
pub(super) struct Resolver<'a> {
    pub(super) files: &'a mut Files,
    guesses: Guesses,
}

impl<'a> Resolver<'a> {
    /// Nothing is followed yet.
    pub(super) fn new(files: &'a mut Files) -> Self {
        let guesses = Guesses::default();
        Self { files, guesses }
    }

    /// Follows one reference, reading its file if need be.
    pub(super) fn resolve(&mut self, from: usize, text: &str) -> Result<Site, Unresolved> {
        let (file, at) = match parse(text) {
            Target::Place(file, at) => (file, at),
            Target::Remote => return Err(remote(text)),
            Target::Anchor => return Err(anchor(text)),
        };
        let target = match &file {
            None => from,
            Some(path) => self.follow(from, path)?,
        };
        let root = self.files.value(target);
        if at.find(&root).is_some() {
            return Ok((target, at));
        }
        let help = self.guesses.missing(&root, &at).words;
        let place = if file.is_some() {
            format!("`{at}` of {}", self.files.sources[target].path)
        } else {
            format!("`{at}`")
        };
        Err(Unresolved::Missing {
            target: place,
            help,
            local: file.is_none(),
        })
    }

    /// The file that a reference names.
    fn follow(&mut self, from: usize, path: &str) -> Result<usize, Unresolved> {
        let file = self.files.beside(from, path);
        match self.files.follow(&file) {
            Some(read) => read.map_err(Unresolved::from),
            None => Err(Unresolved::Outside(path.to_owned())),
        }
    }
}
