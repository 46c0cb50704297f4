//! Diagnostics as text for people and as JSON for programs.
//!
//! In: diagnostics, and the document they are about. Out: text with file, line, column, source line, pointer and help.
//! Places are looked up here, for the few that are printed. Must not decide what is an error.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::load::{Places, is_json};
use crate::pointer::Pointer;
use crate::spec::Document;

/// More messages than this help nobody.
const MOST: usize = 50;
/// A longer stretch of text (a document without line breaks) is named by its place, not shown.
const LONGEST: usize = 4000;
/// Lines shown on either side of the place.
const AROUND: usize = 1;

/// How to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For people, without colours.
    Plain,
    /// For people, with colours.
    Colour,
    /// One JSON object a line.
    Json,
}

/// All messages, errors first, each kind by place; at most 50 of them for people.
pub fn render(diags: &Diagnostics, document: Option<&Document>, style: Style) -> String {
    let mut finder = Finder {
        document,
        places: BTreeMap::new(),
    };
    let mut all: Vec<(&Diagnostic, Found)> = diags.iter().map(|item| (item, finder.find(&item.place))).collect();
    all.sort_by(|(a, at), (b, bt)| {
        (a.severity, &at.path, at.line, at.column).cmp(&(b.severity, &bt.path, bt.line, bt.column))
    });
    if style == Style::Json {
        return all
            .iter()
            .map(|(item, found)| format!("{}\n", as_json(item, found)))
            .collect();
    }
    let renderer = if style == Style::Colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for (item, found) in all.iter().take(MOST) {
        let related = item
            .related
            .iter()
            .map(|(place, label)| (finder.find(place), label.as_str()))
            .collect::<Vec<_>>();
        out.push_str(&renderer.render(&[group(item, found, &related)]));
        out.push_str("\n\n");
    }
    if all.len() > MOST {
        out.push_str(&format!("… and {} more\n", all.len() - MOST));
    }
    out
}

/// A place in a file, with the lines around it.
#[derive(Clone, Debug, Default)]
struct Found {
    path: Option<String>,
    line: usize,
    column: usize,
    pointer: Option<Pointer>,
    window: String,
    window_line: usize,
    span: Range<usize>,
}

/// Looks places up; each file is read for its places once.
struct Finder<'a> {
    document: Option<&'a Document>,
    places: BTreeMap<usize, Places>,
}

impl Finder<'_> {
    fn find(&mut self, place: &Place) -> Found {
        match place {
            Place::At(pointer) => Found {
                pointer: Some(pointer.clone()),
                ..self.pointer(pointer).unwrap_or_default()
            },
            Place::In { file, pointer } => self.inside(file, pointer),
            Place::Span { file, start, end } => self.span(file, *start..*end),
            Place::File(path) => Found {
                path: Some(path.clone()),
                ..Found::default()
            },
            Place::None => Found::default(),
        }
    }

    fn pointer(&mut self, at: &Pointer) -> Option<Found> {
        let document = self.document?;
        let origin = document.origin(at)?;
        let source = document.sources.get(origin.source)?;
        let places = self
            .places
            .entry(origin.source)
            .or_insert_with(|| Places::read(&source.text, source.json));
        Some(window(&source.path, &source.text, places.find(&origin.pointer)))
    }

    fn inside(&self, file: &str, pointer: &Pointer) -> Found {
        let found = read(file).map(|text| {
            let text = text.trim_start_matches('\u{feff}');
            window(file, text, Places::read(text, is_json(file, text)).find(pointer))
        });
        let found = found.unwrap_or_else(|| Found {
            path: Some(file.to_owned()),
            ..Found::default()
        });
        Found {
            pointer: Some(pointer.clone()),
            ..found
        }
    }

    fn span(&self, file: &str, span: Range<usize>) -> Found {
        let known = self
            .document
            .and_then(|document| document.sources.iter().find(|source| source.path == file));
        let text = known.map(|source| source.text.clone()).or_else(|| read(file));
        match text {
            Some(text) => window(file, text.trim_start_matches('\u{feff}'), span),
            None => Found {
                path: Some(file.to_owned()),
                ..Found::default()
            },
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
    Found {
        path: Some(path.to_owned()),
        line: text[..start].matches('\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        pointer: None,
        window: text[from..to].trim_end_matches('\n').to_owned(),
        window_line: text[..from].matches('\n').count() + 1,
        span: start - from..end - from,
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// One message in the form of the renderer.
fn group<'a>(item: &'a Diagnostic, found: &'a Found, related: &'a [(Found, &'a str)]) -> Group<'a> {
    let level = match item.severity {
        Severity::Error => Level::ERROR,
        Severity::Gap => Level::WARNING.with_name("gap"),
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(item.message.as_str()).id(item.code);
    let mut group = Group::with_title(title);
    match &found.path {
        Some(path) if found.window.is_empty() => group = group.element(Origin::path(path.as_str())),
        Some(path) if found.window.len() > LONGEST => {
            let origin = Origin::path(path.as_str()).line(found.line);
            group = group.element(origin.char_column(found.column));
        }
        Some(_) => group = group.element(snippet(found, AnnotationKind::Primary, None)),
        None => {}
    }
    for (place, label) in related.iter().filter(|(place, _)| place.path.is_some()) {
        group = group.element(snippet(place, AnnotationKind::Context, Some(label)));
    }
    if let Some(pointer) = found.pointer.as_ref().filter(|pointer| !pointer.as_str().is_empty()) {
        group = group.element(Level::NOTE.message(format!("at {pointer}")));
    }
    match &item.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

fn snippet<'a>(
    found: &'a Found,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let snippet = Snippet::source(found.window.as_str()).line_start(found.window_line.max(1));
    let snippet = match &found.path {
        Some(path) => snippet.path(path.as_str()),
        None => snippet,
    };
    if found.window.is_empty() {
        return snippet;
    }
    let annotation = kind.span(found.span.clone());
    snippet.annotation(match label {
        Some(label) => annotation.label(label),
        None => annotation,
    })
}

fn as_json(item: &Diagnostic, found: &Found) -> serde_json::Value {
    let severity = match item.severity {
        Severity::Error => "error",
        Severity::Gap => "gap",
        Severity::Warning => "warning",
    };
    json!({
        "severity": severity,
        "code": item.code,
        "message": item.message,
        "file": found.path,
        "line": (found.line > 0).then_some(found.line),
        "column": (found.column > 0).then_some(found.column),
        "pointer": found.pointer.as_ref().map(Pointer::to_string),
        "help": item.help,
    })
}
