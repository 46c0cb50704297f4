//! `[paging]` of `client.toml`: what is asked for of all operations below some paths.

use std::cell::Cell;

use super::find::find;
use crate::config::{Config, PagingBy, PagingRule, path_matches};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::plan::{Output, Paging, Type};

/// The rules of an author, and what became of them.
pub(in crate::lower::operations::behaviour) struct Rules<'a> {
    config: &'a Config,
    rules: Vec<Rule<'a>>,
}

struct Rule<'a> {
    rule: &'a PagingRule,
    /// For each glob: nothing, why an operation does not fit, or that one does.
    seen: Vec<Cell<Seen>>,
}

#[derive(Default)]
enum Seen {
    #[default]
    Nothing,
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
        self.rules.iter().find_map(|rule| rule.find(draft, known))
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
                    Seen::Unfit(why) => (format!("no operation below `{}` is paged like this", glob.text), why),
                };
                let place = Place::entry(&self.config.file, &glob.span);
                diags.push(Diagnostic::new(Code::UnmatchedChoice, place, message).help(help));
            }
        }
    }
}

impl Rule<'_> {
    fn find(&self, draft: &OperationDraft, known: Known<'_>) -> Option<Paging> {
        let globs = self.rule.paths.iter().zip(&self.seen);
        let matching = globs.filter(|(glob, _)| path_matches(&glob.text, &draft.method.spec.path));
        let matching: Vec<&Cell<Seen>> = matching.map(|(_, seen)| seen).collect();
        if matching.is_empty() {
            return None;
        }
        let found = self.check(draft).and_then(|()| find(draft, known, &self.rule.wish));
        for seen in matching {
            seen.set(match (seen.take(), &found) {
                (Seen::Nothing, Err(missing)) => Seen::Unfit(format!("`{}` {missing}", draft.method.id)),
                (_, Ok(_)) => Seen::Fit,
                (before, Err(_)) => before,
            });
        }
        found.ok()
    }

    /// Where no parameter shows that an operation is a list, it must read, and a response with a header must be the list: paths cover
    /// single things, too.
    fn check(&self, draft: &OperationDraft) -> Result<(), String> {
        let wish = &self.rule.wish;
        match wish.by {
            PagingBy::NextUrl(_) | PagingBy::LinkHeader if draft.method.spec.method != "get" => {
                Err("does not only read".to_owned())
            }
            PagingBy::LinkHeader if wish.items.is_none() && !matches!(draft.output, Output::Json(Type::List(_))) => {
                Err("does not respond with a list, and `items` does not name one".to_owned())
            }
            _ => Ok(()),
        }
    }
}
