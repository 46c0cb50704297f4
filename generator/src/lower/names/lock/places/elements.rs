//! The elements of a list with their labels. A label is only a word for an element, which stays with it: what the element was is
//! in the lock, as its marks, and by these it is found again.
//!
//! An element that is a reference and nothing else, or a parameter, is what its label says and needs no marks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::likeness::{Marked, Marks, Match, marked, matches, rivals};
use super::words::words;

/// The elements of a list.
#[derive(Debug, Default)]
pub(in crate::lower::names::lock) struct Elements {
    /// The labels, in the order of the list.
    labels: Vec<String>,
    /// What the lock keeps of those that are not what their labels say, and of those that are in doubt.
    marks: Vec<(String, Marks)>,
    matched: BTreeMap<String, Match>,
}

impl Elements {
    /// Labels the elements of a list, of which a lock has some. `targets` are the schemas that elements refer to.
    pub(in crate::lower::names::lock) fn new(
        list: &[Value],
        targets: &[Option<&Value>],
        locked: &[(String, Marks)],
        has_lock: bool,
    ) -> Self {
        let own: Vec<Option<String>> = list.iter().map(natural).collect();
        let others: Vec<usize> = (0..list.len()).filter(|at| own[*at].is_none()).collect();
        let marked = match has_lock {
            true => marked(&others.iter().map(|at| &list[*at]).collect::<Vec<_>>()),
            false => Vec::new(),
        };
        let mut matched = matched(locked, &marked, &others);
        let in_doubt: Vec<(String, Marks)> = locked
            .iter()
            .filter(|(label, _)| is_either(&matched, label))
            .map(|(label, marks)| {
                let marks = Marks {
                    is_in_doubt: true,
                    ..marks.clone()
                };
                (label.clone(), marks)
            })
            .collect();
        let labels = labels(list, own, &matched, locked);
        for (label, marks) in locked {
            if !matched.contains_key(label)
                && let Some(at) = become_component(marks, targets)
            {
                matched.insert(label.clone(), Match::Is(at));
            }
        }
        for (at, target) in targets.iter().enumerate() {
            if let Some(label) = target.and_then(natural) {
                matched.entry(label).or_insert(Match::Is(at));
            }
        }
        for (at, label) in labels.iter().enumerate() {
            match matched.get(label) {
                Some(Match::Is(_) | Match::Probably(_)) => {}
                Some(Match::Either(..)) | None => drop(matched.insert(label.clone(), Match::Is(at))),
            }
        }
        let marks = others.iter().zip(marked);
        let marks = marks.map(|(at, marked)| (labels[*at].clone(), marked.marks));
        Self {
            marks: marks.chain(in_doubt).collect(),
            matched,
            labels,
        }
    }

    /// Elements as a lock without marks labels them.
    pub(in crate::lower::names::lock) fn with_matches(labels: Vec<String>, matched: BTreeMap<String, usize>) -> Self {
        let matched = matched.into_iter().map(|(label, at)| (label, Match::Is(at)));
        Self {
            labels,
            marks: Vec::new(),
            matched: matched.collect(),
        }
    }

    /// The label of an element.
    pub(in crate::lower::names::lock) fn label(&self, index: usize) -> Option<&str> {
        self.labels.get(index).map(String::as_str)
    }

    /// What a label means; `None` if its element is gone.
    pub(in crate::lower::names::lock) fn find(&self, label: &str) -> Option<Match> {
        self.matched.get(label).copied()
    }

    /// What the lock keeps of elements, in their order, and then of those that are in doubt.
    pub(in crate::lower::names::lock) fn marks(&self) -> &[(String, Marks)] {
        &self.marks
    }
}

/// The label that says all of an element.
fn natural(element: &Value) -> Option<String> {
    let text = |key: &str| element.get(key).and_then(Value::as_str);
    if let (Some(place), Some(name)) = (text("in"), text("name")) {
        return Some(format!("{place}:{name}"));
    }
    let target = text("$ref").filter(|_| element.as_object().is_some_and(|members| members.len() == 1))?;
    let name = target
        .strip_prefix("#/components/schemas/")
        .filter(|name| !name.contains('/'));
    Some(format!("ref:{}", name.unwrap_or(target)))
}

/// Which element each label of the lock stands for.
fn matched(locked: &[(String, Marks)], marked: &[Marked], others: &[usize]) -> BTreeMap<String, Match> {
    let (in_doubt, clear): (Vec<&(String, Marks)>, Vec<_>) = locked.iter().partition(|(_, marks)| marks.is_in_doubt);
    let old: Vec<Marks> = clear.iter().map(|(_, marks)| marks.clone()).collect();
    let found = matches(&old, marked);
    let found = clear.iter().map(|(label, _)| label).zip(found);
    let still = in_doubt.iter().map(|(label, marks)| (label, rivals(marks, marked)));
    let each = found.chain(still);
    each.filter_map(|(label, found)| Some((label.clone(), found?.among(others))))
        .collect()
}

/// The reference to a component that is just what an element was.
fn become_component(marks: &Marks, targets: &[Option<&Value>]) -> Option<usize> {
    targets
        .iter()
        .position(|target| target.is_some_and(|target| marks.are_of(target)))
}

fn is_either(matched: &BTreeMap<String, Match>, label: &str) -> bool {
    matches!(matched.get(label), Some(Match::Either(..)))
}

/// A label for each element: the one that it has, the one that says all of it, a word that no other element has, or a number.
fn labels(
    list: &[Value],
    natural: Vec<Option<String>>,
    matched: &BTreeMap<String, Match>,
    locked: &[(String, Marks)],
) -> Vec<String> {
    let mut out: Vec<Option<String>> = vec![None; list.len()];
    for (label, found) in matched {
        if let Match::Is(at) | Match::Probably(at) = found {
            out[*at] = Some(label.clone());
        }
    }
    let mut taken: BTreeSet<String> = out.iter().flatten().cloned().collect();
    for (own, natural) in out.iter_mut().zip(natural) {
        *own = own.take().or(natural.filter(|label| taken.insert(label.clone())));
    }
    // A label of an element that is gone would be mistaken for it.
    taken.extend(locked.iter().map(|(label, _)| label.clone()));
    let words: Vec<Vec<String>> = list.iter().map(words).collect();
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().flat_map(|words| words.iter().collect::<BTreeSet<_>>()) {
        *owners.entry(word).or_default() += 1;
    }
    let mut numbers = 1..;
    let mut new = |words: &[String]| {
        let alone = words
            .iter()
            .find(|word| owners.get(word.as_str()) == Some(&1) && !taken.contains(*word));
        let label = alone.cloned().or_else(|| {
            let mut numbered = numbers.by_ref().map(|number| format!("element:{number}"));
            numbered.find(|label| !taken.contains(label))
        });
        let label = label.unwrap_or_default();
        taken.insert(label.clone());
        label
    };
    let each = out.into_iter().zip(&words);
    each.map(|(label, words)| label.unwrap_or_else(|| new(words))).collect()
}
