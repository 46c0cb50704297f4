//! The elements of a list with their labels. A label is only a word for an element, which stays with it: what the element was is
//! in the lock, as its marks, and by these it is found again.
//!
//! An element that is a reference and nothing else, or a parameter, is what its label says and needs no marks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::likeness::{Marked, Marks, Match, marked, marked_by_content, matches, rivals};
use super::trace::Trace;
use super::words::words;
use crate::pointer::Pointer;
use crate::spec::Location;

/// The elements of a list.
#[derive(Debug, Default)]
pub(in crate::lower::names::lock) struct Elements {
    /// The labels, in the order of the list.
    labels: Vec<String>,
    /// What the lock keeps of those that are not what their labels say, and of those that are in doubt.
    traces: Vec<(String, Trace)>,
    matched: BTreeMap<String, Match>,
    /// The elements that are only probably what the lock has.
    doubtful: BTreeSet<usize>,
}

/// Where an element leads that says nothing of its own: a reference, or what only stands around another schema.
#[derive(Default)]
pub(super) struct Lead {
    /// The schemas on the way, and at its end.
    pub way: Vec<Value>,
    /// The end, if it is a component that the lock does not know, or the element with what such components around which it stands say.
    pub content: Option<Value>,
    /// Whether that is what stands in the component, and nothing else.
    pub is_elsewhere: bool,
}

/// A list as it is in the document.
pub(super) struct List<'l> {
    pub elements: &'l [Value],
    /// What each of them leads to.
    pub leads: Vec<Lead>,
    /// Whether the author chose a name for an element.
    pub named: Vec<bool>,
}

impl Elements {
    /// Labels the elements of a list, of which a lock has some.
    pub(super) fn new(list: &List, locked: &[(String, Trace)], makes_marks: bool) -> Self {
        let own: Vec<Option<String>> = list.elements.iter().map(natural).collect();
        let others: Vec<usize> = (0..own.len()).filter(|at| own[*at].is_none()).collect();
        let marked = match makes_marks {
            true => marked(&others.iter().map(|at| &list.elements[*at]).collect::<Vec<_>>()),
            false => Vec::new(),
        };
        let mut matched = match list.leads.iter().any(|lead| lead.content.is_some()) {
            true => matched_by_content(locked, list, &own),
            false => matched(locked, &marked, &others),
        };
        let doubtful = matched.values().filter_map(|found| match found {
            Match::Probably(at) => Some(*at),
            Match::Is(_) | Match::Either(..) => None,
        });
        let doubtful = doubtful.collect();
        let labels = labels(list.elements, own, &matched, locked);
        add_aliases(&list.leads, &mut matched);
        for (at, label) in labels.iter().enumerate() {
            match matched.get(label) {
                Some(Match::Is(_) | Match::Probably(_)) => {}
                Some(Match::Either(..)) | None => drop(matched.insert(label.clone(), Match::Is(at))),
            }
        }
        still_in_doubt(locked, &mut matched);
        let doubts = settle(&list.named, &mut matched);
        let doubts = doubts.map(|(label, one, other)| {
            let other = other.map(|other| labels[other].clone());
            (label, Trace::Either(labels[one].clone(), other))
        });
        let traces = others.iter().zip(marked);
        let traces = traces.map(|(at, marked)| (labels[*at].clone(), Trace::Marks(marked.marks)));
        Self {
            traces: traces.chain(doubts).collect(),
            matched,
            doubtful,
            labels,
        }
    }

    /// Elements as a lock without marks labels them.
    pub(in crate::lower::names::lock) fn with_matches(labels: Vec<String>, matched: BTreeMap<String, usize>) -> Self {
        let matched = matched.into_iter().map(|(label, at)| (label, Match::Is(at)));
        Self {
            labels,
            traces: Vec::new(),
            matched: matched.collect(),
            doubtful: BTreeSet::new(),
        }
    }

    /// The label of an element.
    pub(in crate::lower::names::lock) fn label(&self, index: usize) -> Option<&str> {
        self.labels.get(index).map(String::as_str)
    }

    /// Whether an element is only probably what the lock has.
    pub(super) fn is_doubtful(&self, index: usize) -> bool {
        self.doubtful.contains(&index)
    }

    /// What a label means; `None` if its element is gone.
    pub(in crate::lower::names::lock) fn find(&self, label: &str) -> Option<Match> {
        self.matched.get(label).copied()
    }

    /// What the lock keeps of elements, in their order, and then of those that are in doubt.
    pub(super) fn traces(&self) -> &[(String, Trace)] {
        &self.traces
    }
}

/// The label that says all of an element.
fn natural(element: &Value) -> Option<String> {
    let text = |key: &str| element.get(key).and_then(Value::as_str);
    if let (Some(place), Some(name)) = (text("in"), text("name")) {
        return Some(format!("{place}:{name}"));
    }
    let target = text("$ref").filter(|_| element.as_object().is_some_and(|members| members.len() == 1))?;
    let is_schema = Location::read(&Pointer::parse(target)).schema().is_some();
    // As it is written, with its escapes.
    let name = target.rsplit('/').next().filter(|_| is_schema);
    Some(format!("ref:{}", name.unwrap_or(target)))
}

/// Which element each label of the lock stands for.
fn matched(locked: &[(String, Trace)], marked: &[Marked], others: &[usize]) -> BTreeMap<String, Match> {
    let clear: Vec<(&String, &Marks)> = locked
        .iter()
        .filter_map(|(label, trace)| Some((label, trace.marks()?)))
        .collect();
    let old: Vec<Marks> = clear.iter().map(|(_, marks)| (*marks).clone()).collect();
    let found = clear.into_iter().map(|(label, _)| label).zip(matches(&old, marked));
    let in_doubt = locked.iter().filter_map(|(label, trace)| match trace {
        Trace::InDoubt(marks) => Some((label, rivals(marks, marked))),
        Trace::Marks(_) | Trace::Either(..) => None,
    });
    let each = found.chain(in_doubt);
    each.filter_map(|(label, found)| Some((label.clone(), found?.among(others))))
        .collect()
}

/// The same where elements lead to components that the lock does not know: one of these may be what an element was.
fn matched_by_content(locked: &[(String, Trace)], list: &List, own: &[Option<String>]) -> BTreeMap<String, Match> {
    let content = |at: usize| list.leads[at].content.as_ref();
    let candidates: Vec<usize> = (0..own.len())
        .filter(|at| own[*at].is_none() || content(*at).is_some())
        .collect();
    let each: Vec<_> = candidates
        .iter()
        .map(|at| (&list.elements[*at], content(*at), list.leads[*at].is_elsewhere))
        .collect();
    matched(locked, &marked_by_content(&each), &candidates)
}

/// An element is also what stands on the way to what it leads to, although that is no proof.
fn add_aliases(leads: &[Lead], matched: &mut BTreeMap<String, Match>) {
    for (at, lead) in leads.iter().enumerate() {
        for label in lead.way.iter().filter_map(natural) {
            matched.entry(label).or_insert(Match::Probably(at));
        }
    }
}

/// A doubt stays as long as one of the elements is there that it is about.
fn still_in_doubt(locked: &[(String, Trace)], matched: &mut BTreeMap<String, Match>) {
    for (label, trace) in locked {
        let Trace::Either(one, other) = trace else { continue };
        let index = |label: &String| match matched.get(label)? {
            Match::Is(at) | Match::Probably(at) | Match::Either(at, _) => Some(*at),
        };
        let (one, other) = (index(one), other.as_ref().and_then(index));
        if let Some(left) = one.or(other) {
            matched.insert(label.clone(), Match::Either(left, one.and(other)));
        }
    }
}

/// The doubts that are left: if the author named one of two elements, it is that one, and if both, neither.
fn settle(
    named: &[bool],
    matched: &mut BTreeMap<String, Match>,
) -> impl Iterator<Item = (String, usize, Option<usize>)> {
    let mut left = Vec::new();
    matched.retain(|label, found| {
        let Match::Either(one, other) = *found else { return true };
        let named_other = other.filter(|other| named[*other]);
        match (named[one], named_other) {
            (true, Some(_)) => return false,
            (true, None) => *found = Match::Is(one),
            (false, Some(other)) => *found = Match::Is(other),
            (false, None) => left.push((label.clone(), one, other)),
        }
        true
    });
    left.into_iter()
}

/// A label for each element: the one that it has, the one that says all of it, a word that no other element has, or a number.
fn labels(
    list: &[Value],
    natural: Vec<Option<String>>,
    matched: &BTreeMap<String, Match>,
    locked: &[(String, Trace)],
) -> Vec<String> {
    let mut out: Vec<Option<String>> = vec![None; list.len()];
    for (label, found) in matched {
        if let Match::Is(at) | Match::Probably(at) = found
            && natural[*at].is_none()
        {
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
