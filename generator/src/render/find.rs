//! Places as file, line, column and the lines around them. Each file is read for its places once, and only if needed.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::located::Located;
use super::text::Text;
use crate::diag::Place;
use crate::file;
use crate::load::{Places, is_json};
use crate::pointer::Pointer;
use crate::spec::{Document, Source};

/// Looks places up.
pub(super) struct Finder<'a> {
    document: Option<&'a Document>,
    escapes: bool,
    /// The files of the document by their index there.
    sources: BTreeMap<usize, File<'a>>,
    /// The index of each file of the document by its path.
    by_path: BTreeMap<&'a str, usize>,
    /// Other files; `None` for one that cannot be read.
    others: BTreeMap<String, Option<File<'a>>>,
}

/// A file and, once one is asked for, its places.
struct File<'a> {
    text: Text<'a>,
    is_json: bool,
    places: OnceCell<Places>,
}

impl<'a> File<'a> {
    fn new(text: Text<'a>, is_json: bool) -> Self {
        Self {
            text,
            is_json,
            places: OnceCell::new(),
        }
    }

    /// Reads a file that is not one of the document; bytes that are not text are replaced.
    fn read(path: &str) -> Option<Self> {
        let bytes = file::read(Path::new(path)).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}');
        let is_json = is_json(path, text);
        Some(Self::new(Text::new(path.to_owned(), text.to_owned()), is_json))
    }

    fn places(&self) -> &Places {
        let read = || Places::read(self.text.as_str(), self.is_json);
        self.places.get_or_init(read)
    }

    fn find(&self, at: &Pointer) -> Located {
        self.text.window(self.places().find(at))
    }
}

impl<'a> Finder<'a> {
    pub(super) fn new(document: Option<&'a Document>) -> Self {
        let sources = document.into_iter().flat_map(|document| document.sources.iter());
        let paths = sources.enumerate().map(|(index, source)| (source.path.as_str(), index));
        Self {
            document,
            sources: BTreeMap::new(),
            by_path: paths.collect(),
            others: BTreeMap::new(),
            escapes: false,
        }
    }

    /// For people: what is found is safe to print.
    pub(super) fn escaping(document: Option<&'a Document>) -> Self {
        Self {
            escapes: true,
            ..Self::new(document)
        }
    }

    pub(super) fn find(&mut self, place: &Place) -> Located {
        let found = self.look_up(place);
        if self.escapes { found.escaped() } else { found }
    }

    fn look_up(&mut self, place: &Place) -> Located {
        match place {
            Place::At(pointer) => Located {
                pointer: Some(pointer.to_string()),
                ..self.pointer(pointer).unwrap_or_default()
            },
            Place::In { file, pointer } => {
                let found = self.file(file).map(|known| known.find(pointer));
                Located {
                    pointer: Some(pointer.to_string()),
                    ..found.unwrap_or_else(|| Located::file(file))
                }
            }
            Place::Span { file, start, end } => self.span(file, *start..*end),
            Place::Text { file, text, start, end } => Text::new(file.as_str(), text.as_str()).window(*start..*end),
            Place::File(path) => Located::file(path),
            Place::None => Located::default(),
        }
    }

    /// Whether the document as written has something at a place, and whether that is an element of a list.
    pub(super) fn is_element(&mut self, at: &Pointer) -> Option<bool> {
        let origin = self.document?.origin(at)?;
        self.source(origin.source)?.places().is_element(&origin.pointer)
    }

    fn pointer(&mut self, at: &Pointer) -> Option<Located> {
        let origin = self.document?.origin(at)?;
        Some(self.source(origin.source)?.find(&origin.pointer))
    }

    fn span(&mut self, file: &str, span: Range<usize>) -> Located {
        let found = self.file(file).map(|known| known.text.window(span));
        found.unwrap_or_else(|| Located::file(file))
    }

    /// A file of the document, or any other.
    fn file(&mut self, path: &str) -> Option<&File<'a>> {
        match self.by_path.get(path) {
            Some(&index) => self.source(index),
            None => self.other(path),
        }
    }

    /// A file of the document, indexed once.
    fn source(&mut self, index: usize) -> Option<&File<'a>> {
        let source: &'a Source = self.document?.sources.get(index)?;
        let file = self.sources.entry(index);
        Some(file.or_insert_with(|| {
            let text = source.text.trim_start_matches('\u{feff}');
            File::new(Text::new(source.path.as_str(), text), source.json)
        }))
    }

    /// A file as it is on the disk, read once.
    fn other(&mut self, path: &str) -> Option<&File<'a>> {
        if !self.others.contains_key(path) {
            self.others.insert(path.to_owned(), File::read(path));
        }
        self.others.get(path)?.as_ref()
    }
}
