//! One message.

use super::action::Action;
use super::code::Code;
use super::data::{Cause, Data};
use super::place::Place;
use super::severity::Severity;
use crate::pointer::Pointer;

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
    /// The data that the sentence was made of, if a remedy needs them.
    pub data: Option<Box<Data>>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// Actions of an overlay that settle it, if there are any.
    pub fix: Vec<Action>,
}

impl Diagnostic {
    /// A message about a place of the document.
    pub fn at(code: Code, at: &Pointer, cause: impl Into<Cause>) -> Self {
        Self::new(code, Place::At(at.clone()), cause)
    }

    /// A message with the usual severity of its code.
    pub fn new(code: Code, place: Place, cause: impl Into<Cause>) -> Self {
        let Cause { text, data } = cause.into();
        Self {
            code,
            severity: code.severity(),
            place,
            message: text,
            data,
            related: Vec::new(),
            help: None,
            fix: Vec::new(),
        }
    }

    /// Another severity than the usual one; the row of the code must name it.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        debug_assert!(
            self.code.severities().contains(&severity),
            "{} is no {severity:?}",
            self.code
        );
        self.severity = severity;
        self
    }

    /// Turns a gap into an error, where nothing may be lost.
    pub fn refuse(&mut self) {
        if self.severity == Severity::Gap {
            self.severity = Severity::Error;
            self.fix.clear();
        }
    }

    /// The same about other places of the document than those that it names.
    #[must_use]
    pub fn moved(mut self, place: &impl Fn(&Pointer) -> Pointer) -> Self {
        let related = self.related.iter_mut().map(|(related, _)| related);
        for named in related.chain([&mut self.place]) {
            if let Place::At(at) = named {
                *at = place(at);
            }
        }
        for action in &mut self.fix {
            action.target = place(&action.target);
        }
        self
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
