//! Places as file, line, column and the lines around them. Each file is read for its places once, and only if needed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Place;
use crate::load::{Places, is_json};
use crate::pointer::Pointer;
use crate::printable::{printable, printable_lines};
use crate::spec::{Document, Origin, Source};

/// Lines shown on either side of the place.
const AROUND: usize = 1;
/// A longer stretch of text (a document without line breaks) is named by its place, not shown.
const LONGEST: usize = 4000;

/// A place in a file, with the lines around it, unless they are too long to be shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub path: Option<String>,
    pub line: usize,
    pub column: usize,
    pub pointer: Option<String>,
    pub window: String,
    pub window_line: usize,
    pub span: Range<usize>,
}

impl Found {
    fn file(path: &str) -> Self {
        Self {
            path: Some(path.to_owned()),
            ..Self::default()
        }
    }

    /// The same with texts that are safe to print; the span is moved to where its text is now.
    fn escaped(self) -> Self {
        // A span may end behind the window: a line break at the end of a file is not part of it.
        let at = |offset: usize| {
            let (before, after) = self.window.split_at_checked(offset).unwrap_or((&self.window, ""));
            let line = if after.starts_with('\n') {
                before.strip_suffix('\r').unwrap_or(before)
            } else {
                before
            };
            printable_lines(line).len() + (offset - before.len())
        };
        Self {
            span: at(self.span.start)..at(self.span.end),
            window: printable_lines(&self.window).into_owned(),
            path: self.path.as_deref().map(|path| printable(path).into_owned()),
            pointer: self.pointer.as_deref().map(|pointer| printable(pointer).into_owned()),
            ..self
        }
    }

    /// `spec.yaml:3:7`, or less if less is known.
    pub(super) fn short(&self) -> String {
        let path = self.path.as_deref().unwrap_or_default();
        match self.line {
            0 => path.to_owned(),
            line => format!("{path}:{line}:{}", self.column),
        }
    }
}

/// Looks places up.
pub(super) struct Finder<'a> {
    document: Option<&'a Document>,
    places: BTreeMap<usize, Places>,
    escapes: bool,
}

impl<'a> Finder<'a> {
    pub(super) fn new(document: Option<&'a Document>) -> Self {
        Self {
            document,
            places: BTreeMap::new(),
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

    pub(super) fn find(&mut self, place: &Place) -> Found {
        let found = self.look_up(place);
        if self.escapes { found.escaped() } else { found }
    }

    fn look_up(&mut self, place: &Place) -> Found {
        match place {
            Place::At(pointer) => Found {
                pointer: Some(pointer.to_string()),
                ..self.pointer(pointer).unwrap_or_default()
            },
            Place::In { file, pointer } => self.inside(file, pointer),
            Place::Span { file, start, end } => self.span(file, *start..*end),
            Place::Text { file, text, start, end } => window(file, text, *start..*end),
            Place::File(path) => Found::file(path),
            Place::None => Found::default(),
        }
    }

    /// Whether the document as written has something at a place, and whether that is an element of a list.
    pub(super) fn is_element(&mut self, at: &Pointer) -> Option<bool> {
        let (_, origin, places) = self.origin(at)?;
        places.is_element(&origin.pointer)
    }

    fn origin(&mut self, at: &Pointer) -> Option<(&'a Source, Origin, &Places)> {
        let document = self.document?;
        let origin = document.origin(at)?;
        let source = document.sources.get(origin.source)?;
        let places = self.places.entry(origin.source);
        let places = places.or_insert_with(|| Places::read(&source.text, source.json));
        Some((source, origin, places))
    }

    fn pointer(&mut self, at: &Pointer) -> Option<Found> {
        let (source, origin, places) = self.origin(at)?;
        Some(window(&source.path, &source.text, places.find(&origin.pointer)))
    }

    fn inside(&self, file: &str, pointer: &Pointer) -> Found {
        let found = read(file).map(|text| {
            let text = text.trim_start_matches('\u{feff}');
            window(file, text, Places::read(text, is_json(file, text)).find(pointer))
        });
        Found {
            pointer: Some(pointer.to_string()),
            ..found.unwrap_or_else(|| Found::file(file))
        }
    }

    fn span(&self, file: &str, span: Range<usize>) -> Found {
        let known = self
            .document
            .and_then(|document| document.sources.iter().find(|source| source.path == file));
        let text = known.map(|source| source.text.clone()).or_else(|| read(file));
        match text {
            Some(text) => window(file, text.trim_start_matches('\u{feff}'), span),
            None => Found::file(file),
        }
    }
}

/// A file to be shown; what of it is no text does not stop that.
fn read(file: &str) -> Option<String> {
    let bytes = std::fs::read(file).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The lines around a byte range; ranges outside the text are drawn in.
fn window(path: &str, text: &str, span: Range<usize>) -> Found {
    let start = boundary(text, span.start);
    let end = boundary(text, span.end.max(span.start)).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..end].find('\n').map_or(end, |at| start + at);
    let mut from = line_start;
    for _ in 0..AROUND {
        from = text[..from.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    }
    let mut to = end;
    for _ in 0..=AROUND {
        to = text[to..].find('\n').map_or(text.len(), |at| to + at + 1);
    }
    let shown = if to - from > LONGEST { "" } else { &text[from..to] };
    Found {
        path: Some(path.to_owned()),
        line: text[..start].matches('\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        pointer: None,
        window: shown.trim_end_matches('\n').to_owned(),
        window_line: text[..from].matches('\n').count() + 1,
        span: start - from..end - from,
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
