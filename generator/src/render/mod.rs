//! Diagnostics as text for people, as JSON for programs, and as an overlay that settles them.
//!
//! In: diagnostics, and the document they are about. Out: text with file, line, column, source line, pointer, help and fix.
//! Places are looked up here, for those that are printed. Must not decide what is an error.
//!
//! Text of a document is escaped before it reaches a terminal or a log: `escaped` does it for what messages say, and a
//! `Finder` for what it shows of files. JSON has every text as it is.

mod document;
mod find;
mod fix;
mod json;
mod lines;
mod located;
mod order;
mod people;
mod text;
mod yaml;

pub use document::{DocumentForm, document};
pub use fix::{Overlay, segment};

use crate::diag::{Diagnostics, Place};
use crate::pointer::Pointer;
use crate::printable::{printable, printable_lines};
use crate::spec::Document;
use crate::stack::deep;
use find::Finder;
use order::sorted;

/// More messages than this at once help nobody, unless somebody asks for them.
pub const MOST: usize = 50;

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

/// All messages, errors first, then gaps, then warnings, each kind by place. People get one message for many places at
/// which the same is said, and at most `most` messages (0 is no limit); programs get each.
pub fn render(diags: &Diagnostics, document: Option<&Document>, style: Style, most: usize) -> String {
    deep(|| {
        if style != Style::Json {
            let (diags, mut finder) = (escaped(diags), Finder::escaping(document));
            let all = sorted(&diags, &mut finder);
            return people::text(all, &mut finder, style == Style::Colour, most);
        }
        let mut finder = Finder::new(document);
        let all = sorted(diags, &mut finder);
        let lines = all.iter().map(|(item, found)| json::line(item, found, &mut finder));
        lines.collect()
    })
}

/// Each message on a line, in the same order; at most `most` of them (0 is no limit).
pub fn lines(diags: &Diagnostics, document: Option<&Document>, most: usize) -> Vec<String> {
    deep(|| lines::lines(&sorted(&escaped(diags), &mut Finder::escaping(document)), most))
}

/// The same messages with texts that are safe to print. Only a help may have several lines.
fn escaped(diags: &Diagnostics) -> Diagnostics {
    let mut out = diags.clone();
    for item in out.iter_mut() {
        item.message = printable(&item.message).into_owned();
        item.help = item.help.as_deref().map(|help| printable_lines(help).into_owned());
        for (_, label) in &mut item.related {
            *label = printable(label).into_owned();
        }
    }
    out
}

/// One overlay with the fixes of all messages; `None` if there are none.
pub fn overlay(diags: &Diagnostics, document: &Document, title: &str) -> Option<Overlay> {
    deep(|| fix::overlay(diags, document, title))
}

/// Finds places of a document in its files.
pub struct Locator<'a>(Finder<'a>);

impl<'a> Locator<'a> {
    /// For places of this document.
    pub fn new(document: &'a Document) -> Self {
        Self(Finder::new(Some(document)))
    }

    /// File, line and column of a place; both are 0 if only the file is known.
    pub fn find(&mut self, at: &Pointer) -> (Option<String>, usize, usize) {
        let found = self.0.find(&Place::At(at.clone()));
        (found.path, found.line, found.column)
    }
}
