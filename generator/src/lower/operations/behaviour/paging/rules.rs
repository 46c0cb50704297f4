//! `[paging]` of `client.toml`: what is asked for of all operations below some paths.

use std::cell::Cell;

use super::find::find;
use crate::config::{Config, PagingBy, PagingRule, path_matches};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::plan::{Paging, Type};

/// The rules of an author, and what became of them.
pub(in crate::lower::operations::behaviour) struct Rules<'a> {
    config: &'a Config,
    rules: Vec<Rule<'a>>,
}

struct Rule<'a> {
    rule: &'a PagingRule,
    /// For each glob, what it has met so far.
    seen: Vec<Cell<Seen>>,
}

/// What is worth most of all that a glob has met.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    #[default]
    Nothing,
    /// An operation for which something else counts more.
    Taken,
    /// An operation that is not paged like this, and why.
    Unfit(String),
    Fit,
}

impl<'a> Rules<'a> {
    pub(in crate::lower::operations::behaviour) fn new(config: &'a Config) -> Self {
        let rules = config.paging.lists.iter().map(|rule| Rule {
            rule,
            seen: rule.paths.iter().map(|_| Cell::default()).collect(),
        });
        Self {
            config,
            rules: rules.collect(),
        }
    }

    /// Whether anything may be inferred.
    pub(super) fn infer(&self) -> bool {
        self.config.paging.infer
    }

    /// What the first rule asks for that fits an operation. Rules cover many operations, of which only some are lists.
    pub(super) fn find(&self, draft: &OperationDraft, known: Known<'_>) -> Option<Paging> {
        let (taken, found) = self
            .rules
            .iter()
            .enumerate()
            .find_map(|(place, rule)| Some((place, rule.find(draft, known)?)))?;
        pass(&self.rules[taken + 1..], draft);
        Some(found)
    }

    /// Leaves an operation to what its document says.
    pub(super) fn leave(&self, draft: &OperationDraft) {
        pass(&self.rules, draft);
    }

    /// Tells which globs fit no operation.
    pub(in crate::lower::operations::behaviour) fn tell(self, diags: &mut Diagnostics) {
        for Rule { rule, seen } in self.rules {
            for (glob, seen) in rule.paths.iter().zip(seen) {
                let (message, help) = match seen.into_inner() {
                    Seen::Fit => continue,
                    Seen::Nothing => (
                        format!("no path matches `{}`", glob.text),
                        "`*` stands for a part of a segment, `**` for any segments".to_owned(),
                    ),
                    Seen::Taken => (
                        format!(
                            "every operation below `{}` is paged by something that counts more",
                            glob.text
                        ),
                        "remove this glob: earlier entries and `x-client-paging` count more".to_owned(),
                    ),
                    Seen::Unfit(why) => (format!("no operation below `{}` is paged like this", glob.text), why),
                };
                let place = Place::entry(&self.config.file, &glob.span);
                diags.push(Diagnostic::new(Code::UnmatchedChoice, place, message).help(help));
            }
        }
    }
}

impl Rule<'_> {
    /// Its globs that match an operation.
    fn matching(&self, draft: &OperationDraft) -> impl Iterator<Item = &Cell<Seen>> {
        let globs = self.rule.paths.iter().zip(&self.seen);
        let matching = globs.filter(|(glob, _)| path_matches(&glob.text, &draft.method.call.spec.path));
        matching.map(|(_, seen)| seen)
    }

    fn find(&self, draft: &OperationDraft, known: Known<'_>) -> Option<Paging> {
        self.matching(draft).next()?;
        let found = self.check(draft).and_then(|()| find(draft, known, &self.rule.wish));
        for seen in self.matching(draft) {
            meet(
                seen,
                match &found {
                    Ok(_) => Seen::Fit,
                    Err(missing) => Seen::Unfit(format!("`{}` {missing}", draft.method.id)),
                },
            );
        }
        found.ok()
    }

    /// Where no parameter shows that an operation is a list, it must read, and a response with a header must be the list: paths cover
    /// single things, too.
    fn check(&self, draft: &OperationDraft) -> Result<(), String> {
        let wish = &self.rule.wish;
        match wish.by {
            PagingBy::NextUrl(_) | PagingBy::LinkHeader if draft.method.call.spec.method.key() != "get" => {
                Err("does not only read".to_owned())
            }
            PagingBy::LinkHeader if wish.items.is_none() && !matches!(draft.output.json(), Some(Type::List(_))) => {
                Err("does not respond with a list, and `items` does not name one".to_owned())
            }
            _ => Ok(()),
        }
    }
}

fn pass(rules: &[Rule<'_>], draft: &OperationDraft) {
    let globs = rules.iter().flat_map(|rule| rule.matching(draft));
    globs.for_each(|seen| meet(seen, Seen::Taken));
}

/// Keeps what is worth more; of equals the first.
fn meet(seen: &Cell<Seen>, new: Seen) {
    let old = seen.take();
    let is_unfit = |seen: &Seen| matches!(seen, Seen::Unfit(_));
    seen.set(if old >= new || is_unfit(&old) && is_unfit(&new) {
        old
    } else {
        new
    });
}
