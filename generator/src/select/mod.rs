//! VERB: Document → Document. Marks the operations that are not wanted with `x-client-skip`; what they alone reach goes with
//! them.
//!
//! In: the lists of `[select]`. Out: what was kept and why. An entry that names nothing is an error: that is how a change
//! upstream is noticed.

mod glob;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::config::{Config, Entry};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::{Document, METHODS};

/// What was kept of a document, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Place of an operation, and the entries that named it.
    pub kept: Vec<(Pointer, Vec<String>)>,
    /// Places of operations that are left out.
    pub left: Vec<Pointer>,
}

/// Marks what is not selected. `None` if everything is wanted.
pub fn select(document: &mut Document, config: &Config, diags: &mut Diagnostics) -> Option<Selection> {
    let rules = rules(config);
    if rules.is_empty() {
        return None;
    }
    let candidates = candidates(document);
    for rule in rules
        .iter()
        .filter(|rule| !candidates.iter().any(|one| rule.names(one)))
    {
        diags.push(unmatched(rule, &candidates, config));
    }
    let mut out = Selection::default();
    for candidate in &candidates {
        let named = |excludes: bool| rules.iter().filter(move |rule| rule.excludes == excludes);
        let why: Vec<String> = named(false)
            .filter(|rule| rule.names(candidate))
            .map(Rule::told)
            .collect();
        let wanted = !why.is_empty() || named(false).next().is_none();
        if wanted && !named(true).any(|rule| rule.names(candidate)) {
            out.kept.push((candidate.at.clone(), why));
        } else {
            skip(document, candidate);
            out.left.push(candidate.at.clone());
        }
    }
    Some(out)
}

/// What an operation can be named by.
struct Candidate {
    at: Pointer,
    path: String,
    method: &'static str,
    tags: Vec<String>,
    id: Option<String>,
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
    fn names(&self, candidate: &Candidate) -> bool {
        let text = &self.entry.text;
        match self.by {
            By::Path => glob::matches(text, &candidate.path),
            By::Tag => candidate.tags.contains(text),
            By::Operation => candidate.id.as_ref() == Some(text),
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

fn candidates(document: &Document) -> Vec<Candidate> {
    let root = Pointer::root().key("paths");
    let paths = document.get(&root).and_then(Value::as_object);
    let mut out = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else { continue };
            let tags = operation.get("tags").and_then(Value::as_array);
            let tags = tags.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
            out.push(Candidate {
                at: root.key(path).key(method),
                path: path.clone(),
                method,
                tags: tags.collect(),
                id: operation.get("operationId").and_then(Value::as_str).map(str::to_owned),
            });
        }
    }
    out
}

fn skip(document: &mut Document, candidate: &Candidate) {
    let paths = document.root.get_mut("paths");
    let item = paths.and_then(|paths| paths.get_mut(&candidate.path));
    let operation = item.and_then(|item| item.get_mut(candidate.method));
    if let Some(Value::Object(operation)) = operation {
        operation.insert("x-client-skip".to_owned(), Value::Bool(true));
    }
}

fn unmatched(rule: &Rule, candidates: &[Candidate], config: &Config) -> Diagnostic {
    let Entry { text, span } = rule.entry;
    let known: BTreeSet<&str> = candidates
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
    let near = known
        .iter()
        .min_by_key(|other| (strsim::damerau_levenshtein(text, other), **other));
    let help = match near {
        Some(near) => format!("the nearest is `{near}`"),
        None => "the document has none at all".to_owned(),
    };
    Diagnostic::new(Code::UnmatchedSelect, place, format!("{what} `{text}`")).help(help)
}
