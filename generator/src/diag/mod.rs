//! What the generator has to say about its input: a code, a place, why, and what to do.
//!
//! Passes push into a [`Diagnostics`] and go on; the pipeline stops at the border between two passes if there are errors.
//! A code and all that follows from it is a row of `code.rs`. Rendering is elsewhere: this module knows no colours and reads no files.

mod code;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde_json::Value;

use crate::pointer::Pointer;
pub use code::{Code, Remedy};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run stops at the end of the pass; nothing is written.
    Error,
    /// Something of the document is lost or replaced by a free-form type; the run goes on. `--strict` makes it an error.
    Gap,
    /// The output is whole, but the author of the document will want to know.
    Warning,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A place in the merged document; the renderer finds file, line and column.
    At(Pointer),
    /// A place in one file, for what is found before the file is part of the merged document.
    In {
        /// Path as shown to people.
        file: String,
        /// Pointer within that file.
        pointer: Pointer,
    },
    /// A byte range of a file, for text that could not be read as a document (syntax errors, `client.toml`, templates).
    Span {
        /// Path as the user gave it.
        file: String,
        /// Byte offset of the start.
        start: usize,
        /// Byte offset of the end, at least `start`.
        end: usize,
    },
    /// A byte range of a text that is in no file: what a template has made.
    Text {
        /// What it would have been called.
        file: String,
        /// All of it.
        text: String,
        /// Byte offset of the start.
        start: usize,
        /// Byte offset of the end, at least `start`.
        end: usize,
    },
    /// A file or folder as a whole.
    File(String),
    /// The command itself.
    None,
}

impl Place {
    /// A file as a whole.
    pub fn file(path: &Path) -> Self {
        Self::File(shown(path))
    }

    /// An entry of `client.toml`; a choice that was made on the command line has no file.
    pub fn entry(file: &str, span: &Range<usize>) -> Self {
        match file {
            "" => Self::None,
            file => Self::Span {
                file: file.to_owned(),
                start: span.start,
                end: span.end,
            },
        }
    }
}

/// A path for people, with the same separators everywhere.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// Actions of an overlay that settle it, if there are any.
    pub fix: Vec<Action>,
}

/// One action of an overlay, as far as a pass can know it: whoever prints it finds out how its target is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The place in the merged document that is changed.
    pub target: Pointer,
    /// What becomes of it.
    pub change: Change,
}

/// What an action does to its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The target goes.
    Remove,
    /// The target, a mapping, is merged with this one.
    Update(Value),
}

impl Action {
    /// Takes a place away.
    pub fn remove(target: Pointer) -> Self {
        Self {
            target,
            change: Change::Remove,
        }
    }

    /// Gives a mapping more keys, or other values for keys that it has.
    pub fn update(target: Pointer, update: Value) -> Self {
        Self {
            target,
            change: Change::Update(update),
        }
    }
}

impl Diagnostic {
    /// An error at a place of the document.
    pub fn error(code: Code, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Place::At(at.clone()), message)
    }

    /// A gap at a place of the document.
    pub fn gap(code: Code, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Gap, Place::At(at.clone()), message)
    }

    /// A warning at a place of the document.
    pub fn warning(code: Code, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Place::At(at.clone()), message)
    }

    /// Any message.
    pub fn new(code: Code, severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            place,
            message: message.into(),
            related: Vec::new(),
            help: None,
            fix: Vec::new(),
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds an action that settles it.
    #[must_use]
    pub fn fix(mut self, action: Action) -> Self {
        self.fix.push(action);
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

fn key(diagnostic: &Diagnostic) -> (Code, Place, String) {
    (diagnostic.code, diagnostic.place.clone(), diagnostic.message.clone())
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Gap => "gap",
            Self::Warning => "warning",
        }
    }
}

/// The messages of a run, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    /// Code, place and words of the items → their indexes. Empty after a change from outside, until the next message.
    known: BTreeMap<(Code, Place, String), Vec<usize>>,
}

impl Diagnostics {
    /// Adds a message; a repetition is dropped. What is said of a `$ref` need not be said of what it stands in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let reference = match &diagnostic.place {
            Place::At(at) => Some(Place::At(at.key("$ref"))),
            _ => None,
        };
        self.index();
        if reference.is_some_and(|place| self.has(diagnostic.code, place)) {
            return;
        }
        let same = self.known.entry(key(&diagnostic)).or_default();
        if !same.iter().any(|index| self.items[*index] == diagnostic) {
            same.push(self.items.len());
            self.items.push(diagnostic);
        }
    }

    /// Whether there is a message with this code about this place.
    fn has(&self, code: Code, place: Place) -> bool {
        let first = (code, place, String::new());
        let next = self.known.range(&first..).next();
        next.is_some_and(|((known, place, _), _)| *known == code && *place == first.1)
    }

    /// Brings the index up to date.
    fn index(&mut self) {
        if self.known.is_empty() {
            for (index, item) in self.items.iter().enumerate() {
                self.known.entry(key(item)).or_default().push(index);
            }
        }
    }

    /// Whether the run must stop at the next border between passes.
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.severity == Severity::Error)
    }

    /// Drops the gaps at places whose loss the author has accepted; an entry that names no gap is an error at its own place.
    pub fn accept(&mut self, entries: impl IntoIterator<Item = (Pointer, Place)>) {
        for (at, place) in entries {
            let before = self.items.len();
            self.items.retain(|item| {
                item.severity != Severity::Gap || !matches!(&item.place, Place::At(place) if *place == at)
            });
            self.known.clear();
            if self.items.len() == before {
                let message = format!("`{at}` is an accepted gap that is not there");
                let stale = Self::stale(place, message);
                self.push(stale);
            }
        }
    }

    fn stale(place: Place, message: String) -> Diagnostic {
        Diagnostic::new(Code::StaleSkip, Severity::Error, place, message)
            .help("remove the entry: what it stands for is generated, or is not part of the client any more")
    }

    /// All messages as found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// All messages as found, to be added to.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.known.clear();
        self.items.iter_mut()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}
