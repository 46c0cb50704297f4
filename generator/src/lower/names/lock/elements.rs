//! The elements of a list with their labels. A label is only a word for an element, which stays with it: what the element was is
//! in the lock, as its marks, and by these it is found again.
//!
//! An element that is a reference and nothing else, or a parameter, is what its label says and needs no marks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::likeness::{Marked, Marks, Outcome, marked, outcomes, rivals};
use super::words::words;

/// What the label of an element of the lock means now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This element.
    Is(usize),
    /// This element, unless it is another one that has become like it.
    Probably(usize),
    /// One of these two.
    Either(usize, usize),
}

/// The elements of a list.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// The labels, in the order of the list.
    labels: Vec<String>,
    /// What the lock keeps of those that are not what their labels say, and of those that are in doubt.
    marks: Vec<(String, Marks)>,
    meanings: BTreeMap<String, Meaning>,
}

impl Elements {
    /// Labels the elements of a list, of which a lock knows some.
    pub(super) fn new(list: &[Value], known: &[(String, Marks)], is_locked: bool) -> Self {
        let natural: Vec<Option<String>> = list.iter().map(natural).collect();
        let others: Vec<usize> = (0..list.len()).filter(|at| natural[*at].is_none()).collect();
        let marked = match is_locked {
            true => marked(&others.iter().map(|at| &list[*at]).collect::<Vec<_>>()),
            false => Vec::new(),
        };
        let mut meanings = meanings(known, &marked, &others);
        let in_doubt: Vec<(String, Marks)> = known
            .iter()
            .filter(|(label, _)| is_either(&meanings, label))
            .map(|(label, marks)| {
                let marks = Marks {
                    is_in_doubt: true,
                    ..marks.clone()
                };
                (label.clone(), marks)
            })
            .collect();
        let labels = labels(list, natural, &meanings, known);
        for (at, label) in labels.iter().enumerate() {
            match meanings.get(label) {
                Some(Meaning::Is(_) | Meaning::Probably(_)) => {}
                Some(Meaning::Either(..)) | None => drop(meanings.insert(label.clone(), Meaning::Is(at))),
            }
        }
        let marks = others.iter().zip(marked);
        let marks = marks.map(|(at, marked)| (labels[*at].clone(), marked.marks));
        Self {
            marks: marks.chain(in_doubt).collect(),
            meanings,
            labels,
        }
    }

    /// Elements as a lock without marks labels them.
    pub(super) fn with_meanings(labels: Vec<String>, meanings: BTreeMap<String, usize>) -> Self {
        let meanings = meanings.into_iter().map(|(label, at)| (label, Meaning::Is(at)));
        Self {
            labels,
            marks: Vec::new(),
            meanings: meanings.collect(),
        }
    }

    /// The label of an element.
    pub(super) fn label(&self, index: usize) -> Option<&str> {
        self.labels.get(index).map(String::as_str)
    }

    /// What a label means; `None` if its element is gone.
    pub(super) fn meaning(&self, label: &str) -> Option<Meaning> {
        self.meanings.get(label).copied()
    }

    /// What the lock keeps of elements, in their order, and then of those that are in doubt.
    pub(super) fn marks(&self) -> &[(String, Marks)] {
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

fn meanings(known: &[(String, Marks)], marked: &[Marked], others: &[usize]) -> BTreeMap<String, Meaning> {
    let (in_doubt, clear): (Vec<&(String, Marks)>, Vec<_>) = known.iter().partition(|(_, marks)| marks.is_in_doubt);
    let old: Vec<Marks> = clear.iter().map(|(_, marks)| marks.clone()).collect();
    let meaning = |outcome: Outcome| match outcome {
        Outcome::Is(at) => Some(Meaning::Is(others[at])),
        Outcome::Probably(at) => Some(Meaning::Probably(others[at])),
        Outcome::Either(one, other) => Some(Meaning::Either(others[one], others[other])),
        Outcome::Gone => None,
    };
    let each = clear.iter().zip(outcomes(&old, marked));
    let each = each.filter_map(|((label, _), outcome)| Some((label.clone(), meaning(outcome)?)));
    let still = in_doubt.iter().filter_map(|(label, marks)| {
        let (one, other) = rivals(marks, marked)?;
        Some((label.clone(), Meaning::Either(others[one], others[other])))
    });
    each.chain(still).collect()
}

fn is_either(meanings: &BTreeMap<String, Meaning>, label: &str) -> bool {
    matches!(meanings.get(label), Some(Meaning::Either(..)))
}

/// A label for each element: the one that it has, the one that says all of it, a word that no other element has, or a number.
fn labels(
    list: &[Value],
    natural: Vec<Option<String>>,
    meanings: &BTreeMap<String, Meaning>,
    known: &[(String, Marks)],
) -> Vec<String> {
    let mut out: Vec<Option<String>> = vec![None; list.len()];
    for (label, meaning) in meanings {
        if let Meaning::Is(at) | Meaning::Probably(at) = meaning {
            out[*at] = Some(label.clone());
        }
    }
    let mut taken: BTreeSet<String> = out.iter().flatten().cloned().collect();
    for (own, natural) in out.iter_mut().zip(natural) {
        *own = own.take().or(natural.filter(|label| taken.insert(label.clone())));
    }
    // A label of an element that is gone would be mistaken for it.
    taken.extend(known.iter().map(|(label, _)| label.clone()));
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
