//! What tells a branch of a choice from the others in its list, in a word or two.
//!
//! In: the marks of all branches. Out: the name of one. Must not read schemas.

use std::collections::BTreeMap;

use super::super::words::join;
use super::marks::Marks;
use crate::schemas::NodeId;

/// Branches of longer lists are not compared with each other: the work would grow with their square.
const COMPARED: usize = 50;

/// So many keys of a branch are put in pairs.
const PAIRED: usize = 6;

/// The branches of a choice.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    marks: Vec<Marks>,
    /// Branch → where it stands in the list.
    order: BTreeMap<NodeId, usize>,
    /// Name → how many branches have it.
    counts: BTreeMap<String, usize>,
}

impl Siblings {
    pub(super) fn new(marks: Vec<Marks>, nodes: impl DoubleEndedIterator<Item = (usize, NodeId)>) -> Self {
        let mut counts = BTreeMap::new();
        for name in marks.iter().flat_map(Marks::all) {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
        Self {
            order: nodes.rev().map(|(index, node)| (node, index)).collect(),
            marks,
            counts,
        }
    }

    /// Where a branch stands in the list.
    pub(super) fn place(&self, id: NodeId) -> Option<usize> {
        self.order.get(&id).copied()
    }

    /// The marks of the branch that stands here.
    pub(super) fn marks(&self, at: usize) -> Option<&Marks> {
        self.marks.get(at)
    }

    /// The name of a branch; `at` is where it stands in the list, if it does.
    pub(super) fn name(&self, own: &Marks, at: Option<usize>) -> String {
        let told = || self.told(own, at.filter(|_| self.marks.len() <= COMPARED)?);
        self.alone(own, at.is_some()).or_else(told).unwrap_or_else(|| {
            let number = at.map_or(0, |at| at + 1);
            let stem = own.strong.first().or(own.kind.as_ref());
            let stem = stem.map_or("Variant", String::as_str);
            format!("{stem}{number}")
        })
    }

    /// A name that no other branch has.
    fn alone(&self, own: &Marks, is_listed: bool) -> Option<String> {
        let most = usize::from(is_listed);
        let is_alone = |name: &&str| self.counts.get(*name).is_none_or(|count| *count == most);
        let first = |names: &[String]| names.iter().map(String::as_str).find(is_alone).map(str::to_owned);
        if let Some(name) = first(&own.strong) {
            return Some(name);
        }
        match (own.strong.first(), first(&own.keys)) {
            (Some(mark), Some(key)) => Some(join(mark, &key)),
            (Some(_), None) => None,
            (None, key) => key.or_else(|| first(own.kind.as_slice())),
        }
    }

    /// What tells a branch of which others have each name: what those lack that have its best name, too, or what it lacks.
    fn told(&self, own: &Marks, at: usize) -> Option<String> {
        let mark = own.strong.first();
        let others = self.marks.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<&Marks> = others.map(|(_, marks)| marks).collect();
        let is_rival = |other: &&&Marks| match mark {
            Some(mark) => other.all().contains(mark.as_str()),
            None => !other.keys.is_empty(),
        };
        let rivals: Vec<&Marks> = others.iter().filter(is_rival).copied().collect();
        let name = |words: &str| join(mark.map_or("", String::as_str), words);
        let only = || match own.keys.as_slice() {
            [key] => rivals
                .iter()
                .all(|rival| rival.keys.len() != 1)
                .then(|| format!("{key}Only")),
            _ => None,
        };
        let bare = || {
            let is_bare = |marks: &&Marks| marks.all().is_empty();
            (is_bare(&own) && !others.iter().any(is_bare)).then(|| "Other".to_owned())
        };
        let more = key(own, &rivals)
            .or_else(|| pair(own, &rivals))
            .map(|words| name(&words));
        more.or_else(only)
            .or_else(|| Some(name(&lacking(own, &rivals)?)))
            .or_else(|| Some(name(&text(own, &others)?)))
            .or_else(bare)
    }
}

/// A key that no rival has.
fn key(own: &Marks, rivals: &[&Marks]) -> Option<String> {
    let is_free = |key: &&String| !rivals.iter().any(|rival| rival.keys.contains(key));
    own.keys.iter().find(is_free).cloned()
}

/// Two keys of which each rival lacks one.
fn pair(own: &Marks, rivals: &[&Marks]) -> Option<String> {
    let keys = || own.keys.iter().take(PAIRED).enumerate();
    let pairs = keys().flat_map(|(at, one)| keys().skip(at + 1).map(move |(_, other)| (one, other)));
    let has = |rival: &Marks, one, other| rival.keys.contains(one) && rival.keys.contains(other);
    let mut free = pairs.filter(|(one, other)| !rivals.iter().any(|rival| has(rival, one, other)));
    free.next().map(|(one, other)| join(one, other))
}

/// A key that all rivals have and the branch has not.
fn lacking(own: &Marks, rivals: &[&Marks]) -> Option<String> {
    let (first, others) = rivals.split_first()?;
    let is_lacking = |key: &&String| !own.keys.contains(key) && others.iter().all(|rival| rival.keys.contains(key));
    let key = first.keys.iter().find(is_lacking).filter(|_| !own.keys.is_empty())?;
    Some(format!("Without{key}"))
}

/// A text that a key may have in no other branch.
fn text(own: &Marks, others: &[&Marks]) -> Option<String> {
    let is_free = |text: &&String| {
        !others
            .iter()
            .any(|other| other.texts.contains(text) || other.all().contains(text.as_str()))
    };
    own.texts.iter().find(is_free).cloned()
}

#[cfg(test)]
mod tests {
    use super::{Marks, Siblings};

    #[track_caller]
    fn check(branches: &[(&str, &[&str], &str)]) {
        let strings = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let marks = |(mark, keys, _): &(&str, &[&str], &str)| Marks {
            strong: strings(if mark.is_empty() {
                &[]
            } else {
                std::slice::from_ref(mark)
            }),
            keys: strings(keys),
            ..Marks::default()
        };
        let marks: Vec<Marks> = branches.iter().map(marks).collect();
        let siblings = Siblings::new(marks.clone(), std::iter::empty());
        for (at, (own, (.., expected))) in marks.iter().zip(branches).enumerate() {
            assert_eq!(siblings.name(own, Some(at)), *expected);
        }
    }

    #[test]
    fn a_branch_is_told_by_what_others_lack_or_by_what_it_lacks() {
        check(&[("", &["Id", "Updated"], "Updated"), ("", &["Id"], "IdOnly")]);
        check(&[
            ("", &["SourceId", "TargetId"], "SourceIdTargetId"),
            ("", &["SourceId", "TargetKey"], "SourceIdTargetKey"),
            ("", &["SourceKey", "TargetId"], "SourceKeyTargetId"),
            ("", &["SourceKey", "TargetKey"], "SourceKeyTargetKey"),
        ]);
        check(&[
            ("", &["Name", "Role", "Mail"], "Mail"),
            ("", &["Name", "Role"], "WithoutMail"),
        ]);
        check(&[
            ("Git", &["Kind", "Org", "Sha"], "GitOrg"),
            ("Git", &["Kind", "Sha"], "GitWithoutOrg"),
            ("Svn", &["Kind"], "Svn"),
            ("", &[], "Other"),
        ]);
        check(&[("", &["Same"], "Variant1"), ("", &["Same"], "Variant2")]);
    }
}
