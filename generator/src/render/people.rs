//! Messages for people: the source with the place marked, help, the fix, and an end to it.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::find::Finder;
use super::fix;
use super::located::Located;
use crate::diag::{Code, Diagnostic, Severity};
use crate::printable::printable_lines;

/// Of many places at which the same is said, as many are named as fit on a line or two.
const PLACES: usize = 3;

/// What is said once, and all places at which it is true.
struct Said<'a> {
    item: &'a Diagnostic,
    found: Located,
    also: Vec<String>,
}

/// The text of all messages, and how many there are if there are several.
pub(super) fn text(
    all: Vec<(&Diagnostic, Located)>,
    finder: &mut Finder<'_>,
    is_coloured: bool,
    most: usize,
) -> String {
    let renderer = if is_coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let counted = counts(&all);
    let (shown, hidden) = choose(together(all), most);
    let mut out = String::new();
    for said in &shown {
        out.push_str(&renderer.render(&[Message::new(said, finder).group()]));
        out.push_str("\n\n");
    }
    if !hidden.is_empty() {
        out.push_str(&more(&hidden));
    }
    out.push_str(&counted);
    out
}

/// One entry for what is said at several places, where the first of them stands.
fn together<'a>(all: Vec<(&'a Diagnostic, Located)>) -> Vec<Said<'a>> {
    let mut index = BTreeMap::new();
    let mut out: Vec<Said<'a>> = Vec::new();
    for (item, found) in all {
        let key = (item.severity, item.code, item.message.as_str());
        match index.get(&key) {
            Some(&known) if item.related.is_empty() => {
                let said: &mut Said<'_> = &mut out[known];
                said.also.push(found.short());
            }
            _ => {
                index.insert(key, out.len());
                out.push(Said {
                    item,
                    found,
                    also: Vec::new(),
                });
            }
        }
    }
    out
}

/// What is shown, and what is not. If there is too much, every code gets the same share, so that none is drowned.
fn choose(all: Vec<Said<'_>>, most: usize) -> (Vec<Said<'_>>, Vec<Said<'_>>) {
    if most == 0 || all.len() <= most {
        return (all, Vec::new());
    }
    let codes: BTreeMap<Code, ()> = all.iter().map(|said| (said.item.code, ())).collect();
    let share = (most / codes.len().max(1)).max(1);
    let (mut shown, mut hidden, mut count) = (Vec::new(), Vec::new(), BTreeMap::new());
    for said in all {
        let mine: &mut usize = count.entry(said.item.code).or_default();
        *mine += 1;
        if *mine <= share && shown.len() < most {
            shown.push(said);
        } else {
            hidden.push(said);
        }
    }
    (shown, hidden)
}

fn more(hidden: &[Said<'_>]) -> String {
    let mut count: BTreeMap<Code, usize> = BTreeMap::new();
    for said in hidden {
        *count.entry(said.item.code).or_default() += 1 + said.also.len();
    }
    let total: usize = count.values().sum();
    let each: Vec<String> = count.iter().map(|(code, count)| format!("{count} {code}")).collect();
    format!(
        "… and {total} more ({}); --max-messages 0 shows all, `oasmith explain CODE` tells what one means\n",
        each.join(", ")
    )
}

/// `2 errors, 1 gap`; nothing for a single message.
fn counts(all: &[(&Diagnostic, Located)]) -> String {
    if all.len() < 2 {
        return String::new();
    }
    let count = |severity| all.iter().filter(|(item, _)| item.severity == severity).count();
    let each = [Severity::Error, Severity::Gap, Severity::Warning].map(|severity| (severity, count(severity)));
    let words = each.iter().filter(|(_, count)| *count > 0).map(|(severity, count)| {
        let plural = if *count == 1 { "" } else { "s" };
        format!("{count} {}{plural}", severity.word())
    });
    format!("{}\n", words.collect::<Vec<_>>().join(", "))
}

/// All texts of a message, so that the renderer can borrow them.
struct Message<'a> {
    said: &'a Said<'a>,
    related: Vec<(Located, &'a str)>,
    notes: Vec<String>,
    help: Option<String>,
}

impl<'a> Message<'a> {
    fn new(said: &'a Said<'a>, finder: &mut Finder<'_>) -> Self {
        let related = said.item.related.iter();
        let related = related
            .map(|(place, label)| (finder.find(place), label.as_str()))
            .collect();
        let pointer = said.found.pointer.as_ref().filter(|pointer| *pointer != "#");
        let at = pointer.map(|pointer| format!("at {pointer}"));
        Self {
            said,
            related,
            notes: at.into_iter().chain(also(&said.also)).collect(),
            help: help(said.item, finder),
        }
    }

    /// In the form of the renderer.
    fn group(&'a self) -> Group<'a> {
        let (item, found) = (self.said.item, &self.said.found);
        let level = match item.severity {
            Severity::Error => Level::ERROR,
            Severity::Gap => Level::WARNING.with_name("gap"),
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(item.message.as_str()).id(item.code.name()));
        match &found.path {
            Some(path) if found.line == 0 => group = group.element(Origin::path(path.as_str())),
            Some(path) if found.window.is_empty() => {
                let origin = Origin::path(path.as_str()).line(found.line);
                group = group.element(origin.char_column(found.column));
            }
            Some(_) => group = group.element(snippet(found, AnnotationKind::Primary, None)),
            None => {}
        }
        for (place, label) in self.related.iter().filter(|(place, _)| place.path.is_some()) {
            group = group.element(snippet(place, AnnotationKind::Context, Some(label)));
        }
        for note in &self.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        match &self.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        }
    }
}

fn also(places: &[String]) -> Option<String> {
    let named = places
        .iter()
        .take(PLACES)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    match places.len() {
        0 => None,
        few if few <= PLACES => Some(format!("also at {named}")),
        many => Some(format!("also at {named} and {} more places", many - PLACES)),
    }
}

/// What to do, and the action that does it.
fn help(item: &Diagnostic, finder: &mut Finder<'_>) -> Option<String> {
    let action =
        fix::paste(item, finder).map(|action| format!("in an overlay, this settles it:\n{}", printable_lines(&action)));
    match (&item.help, action) {
        (Some(help), Some(action)) => Some(format!("{help}\n{action}")),
        (help, action) => action.or_else(|| help.clone()),
    }
}

fn snippet<'a>(
    found: &'a Located,
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
