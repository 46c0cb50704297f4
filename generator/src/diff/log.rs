//! Changes as they are found.

use super::report::{Change, Class, Report, Side};
use crate::pointer::Pointer;

/// What was found so far, and what is being looked at.
#[derive(Default)]
pub(super) struct Log {
    changes: Vec<(usize, Change)>,
    subject: String,
    /// Subjects are told in this order.
    rank: usize,
    side: Option<Side>,
    at: Pointer,
}

impl Log {
    /// From here on it is about this; `rank` sorts kinds of subjects.
    pub(super) fn about(&mut self, rank: usize, subject: impl Into<String>, at: &Pointer) {
        self.subject = subject.into();
        self.rank = rank;
        self.at = at.clone();
        self.side = Some(Side::New);
    }

    /// The same of something that is gone.
    pub(super) fn about_gone(&mut self, rank: usize, subject: impl Into<String>, at: &Pointer) {
        self.about(rank, subject, at);
        self.side = Some(Side::Old);
    }

    /// Code compiles no more.
    pub(super) fn compile(&mut self, rule: &'static str, what: impl Into<String>) {
        self.add(Class::Compile, rule, what.into(), self.at.clone());
    }

    /// Code compiles and does something else.
    pub(super) fn runtime(&mut self, rule: &'static str, what: impl Into<String>) {
        self.add(Class::Runtime, rule, what.into(), self.at.clone());
    }

    /// Nothing that worked is affected.
    pub(super) fn compatible(&mut self, rule: &'static str, what: impl Into<String>) {
        self.add(Class::Compatible, rule, what.into(), self.at.clone());
    }

    /// A method or trait that comes or goes.
    pub(super) fn ability(&mut self, was: bool, is: bool, rule: &'static str, what: &str) {
        match (was, is) {
            (true, false) => self.compile(rule, format!("{what} is gone")),
            (false, true) => self.compatible(rule, format!("{what} is new")),
            _ => {}
        }
    }

    /// The same as what is said within `inside`, with a place further down.
    pub(super) fn below(&mut self, keys: &[&str], inside: impl FnOnce(&mut Self)) {
        let before = self.at.clone();
        self.at = keys.iter().fold(before.clone(), |at, key| at.key(key));
        inside(self);
        self.at = before;
    }

    fn add(&mut self, class: Class, rule: &'static str, what: String, at: Pointer) {
        let change = Change {
            class,
            rule,
            subject: self.subject.clone(),
            what,
            side: self.side.unwrap_or(Side::New),
            at,
        };
        self.changes.push((self.rank, change));
    }

    pub(super) fn report(mut self) -> Report {
        let key = |(rank, change): &(usize, Change)| (*rank, change.subject.clone(), change.class);
        self.changes.sort_by_key(key);
        Report {
            changes: self.changes.into_iter().map(|(_, change)| change).collect(),
        }
    }
}
