//! VERB: the index of operations → the set of those that are wanted. What only the others reach goes with them.
//!
//! In: the lists of `[select]`. Out: a [`Selection`], which says what was kept and why. An entry that names nothing is an
//! error: that is how a change upstream is noticed. Must not change the document.

use std::collections::BTreeSet;

use crate::alike::least_unlike;
use crate::config::{Config, Entry, path_matches};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::{IndexedOperation, OperationSet, Operations};

/// The operations that are wanted, and why.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    /// The operations that the client has.
    pub wanted: OperationSet<'a>,
    /// What `[select]` did; `None` if it says nothing.
    pub chosen: Option<Chosen>,
}

/// What `[select]` kept, and what it left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Place of an operation, and the entries that named it.
    pub kept: Vec<(Pointer, Vec<String>)>,
    /// Places of operations that are left out.
    pub left: Vec<Pointer>,
}

/// Chooses among the operations that no `x-client-skip` leaves out.
pub fn select<'a>(operations: &'a Operations, config: &Config, diags: &mut Diagnostics) -> Selection<'a> {
    let rules = rules(config);
    for rule in rules
        .iter()
        .filter(|rule| !operations.iter().any(|one| rule.names(one)))
    {
        diags.push(unmatched(rule, operations, config));
    }
    let (mut wanted, mut chosen) = (Vec::new(), Chosen::default());
    for operation in operations.iter() {
        match reasons(&rules, operation).filter(|_| !operation.is_skipped) {
            Some(reasons) => {
                wanted.push(operation);
                chosen.kept.push((operation.at.clone(), reasons));
            }
            None => chosen.left.push(operation.at.clone()),
        }
    }
    Selection {
        wanted: OperationSet::new(operations, wanted),
        chosen: (!rules.is_empty()).then_some(chosen),
    }
}

/// The entries because of which an operation is kept, if it is: all are if no entry includes any.
fn reasons(rules: &[Rule<'_>], operation: &IndexedOperation) -> Option<Vec<String>> {
    let naming = |rule: &&Rule| rule.names(operation);
    let (exclude, include): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| rule.excludes);
    let reasons: Vec<String> = include.iter().copied().filter(naming).map(Rule::told).collect();
    let is_wanted = include.is_empty() || !reasons.is_empty();
    (is_wanted && !exclude.iter().any(naming)).then_some(reasons)
}

/// One entry of one of the lists.
struct Rule<'a> {
    option: &'static str,
    excludes: bool,
    by: By,
    entry: &'a Entry,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Path,
    Tag,
    Operation,
}

impl Rule<'_> {
    fn names(&self, operation: &IndexedOperation) -> bool {
        let text = &self.entry.text;
        match self.by {
            By::Path => path_matches(text, &operation.path),
            By::Tag => operation.tags.contains(text),
            By::Operation => operation.id.as_ref() == Some(text),
        }
    }

    fn told(&self) -> String {
        format!("{}: {}", self.option, self.entry.text)
    }
}

fn rules(config: &Config) -> Vec<Rule<'_>> {
    let select = &config.select;
    let lists = [
        ("paths", false, By::Path, &select.paths),
        ("tags", false, By::Tag, &select.tags),
        ("operations", false, By::Operation, &select.operations),
        ("exclude-paths", true, By::Path, &select.exclude_paths),
        ("exclude-tags", true, By::Tag, &select.exclude_tags),
        ("exclude-operations", true, By::Operation, &select.exclude_operations),
    ];
    let rules = lists.into_iter().flat_map(|(option, excludes, by, list)| {
        list.iter().map(move |entry| Rule {
            option,
            excludes,
            by,
            entry,
        })
    });
    rules.collect()
}

fn unmatched(rule: &Rule, operations: &Operations, config: &Config) -> Diagnostic {
    let Entry { text, span } = rule.entry;
    let known: BTreeSet<&str> = operations
        .iter()
        .flat_map(|one| match rule.by {
            By::Path => vec![one.path.as_str()],
            By::Tag => one.tags.iter().map(String::as_str).collect(),
            By::Operation => one.id.as_deref().into_iter().collect(),
        })
        .collect();
    let place = Place::entry(&config.file, span);
    let what = match rule.by {
        By::Path => "no path matches",
        By::Tag => "no operation has the tag",
        By::Operation => "no operation has the operationId",
    };
    let help = match least_unlike(text, known) {
        Some(near) => format!("the nearest is `{near}`"),
        None => "the document has none at all".to_owned(),
    };
    Diagnostic::new(Code::UnmatchedSelect, place, format!("{what} `{text}`")).help(help)
}
