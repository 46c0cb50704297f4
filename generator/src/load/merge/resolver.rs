//! Follows references from file to file.

use super::unresolved::{Unresolved, anchor, remote};
use super::uri::join;
use crate::load::files::{FilePlace, Files};
use crate::load::references::target::{Target, parse};
use crate::load::suggest::Guesses;
use crate::pointer::Pointer;

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
    pub(super) fn resolve(&mut self, from: usize, text: &str) -> Result<FilePlace, Unresolved> {
        let (file, at) = match parse(text) {
            Target::Place(file, at) => (file, at),
            Target::Remote => return self.resolve_uri(from, text),
            Target::Anchor => return Err(anchor(text)),
        };
        let target = match &file {
            None => from,
            Some(path) => self.follow(from, path, text.split('#').next().unwrap_or(text))?,
        };
        self.place(target, at, file.is_none())
    }

    /// Follows a reference to a document that calls itself by a URI. Nothing is fetched.
    fn resolve_uri(&mut self, from: usize, text: &str) -> Result<FilePlace, Unresolved> {
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        match (self.called(from, uri), parse(&format!("#{fragment}"))) {
            (Some(file), Target::Place(None, at)) => self.place(file, at, false),
            _ => Err(remote(text)),
        }
    }

    /// The file that a URI means, which may be relative to that of the file that has it.
    fn called(&self, from: usize, uri: &str) -> Option<usize> {
        let whole = self.files.own_uri(from).map(|base| join(base, uri));
        self.files.called(whole.as_deref().unwrap_or(uri))
    }

    /// A place of a file, if there is one.
    fn place(&mut self, target: usize, at: Pointer, is_local: bool) -> Result<FilePlace, Unresolved> {
        let root = self.files.value(target);
        if at.find(&root).is_some() {
            return Ok((target, at));
        }
        let help = self.guesses.missing(&root, &at).words;
        let place = match is_local {
            true => format!("`{at}`"),
            false => format!("`{at}` of {}", self.files.sources[target].path),
        };
        Err(Unresolved::Missing {
            target: place,
            help,
            local: is_local,
        })
    }

    /// The file that a reference names: by the URI of the file that has it, or else by its place on the disk.
    fn follow(&mut self, from: usize, path: &str, uri: &str) -> Result<usize, Unresolved> {
        if let Some(file) = self.called(from, uri) {
            return Ok(file);
        }
        let file = self.files.beside(from, path);
        match self.files.follow(&file) {
            Some(read) => read.map_err(Unresolved::from),
            None => Err(Unresolved::Outside(path.to_owned())),
        }
    }
}
