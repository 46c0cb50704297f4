//! Sets of parts any of which bring a thing.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::PartChoice;

/// What brings a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// It is always there.
    Always,
    /// Any of these parts.
    Any(BTreeSet<String>),
}

impl Set {
    /// What is there with either.
    pub(super) fn either(self, other: &Set) -> Set {
        match (self, other) {
            (Self::Any(mut own), Self::Any(other)) => {
                own.extend(other.iter().cloned());
                Self::Any(own)
            }
            _ => Self::Always,
        }
    }

    /// Adds the other; whether that is news.
    pub(super) fn add(&mut self, other: &Set) -> bool {
        let both = self.clone().either(other);
        let is_news = both != *self;
        *self = both;
        is_news
    }
}

/// Which parts come with which.
pub(super) struct Needs(BTreeMap<String, BTreeSet<String>>);

impl Needs {
    pub(super) fn new(parts: &[PartChoice]) -> Self {
        let direct = |name: &str| {
            let part = parts.iter().find(|part| part.name.text == name);
            part.into_iter()
                .flat_map(|part| &part.needs)
                .map(|need| need.text.clone())
        };
        let all = |part: &PartChoice| {
            let mut seen = BTreeSet::new();
            let mut todo: Vec<String> = direct(&part.name.text).collect();
            while let Some(name) = todo.pop() {
                todo.extend(direct(&name).filter(|next| !seen.contains(next)));
                seen.insert(name);
            }
            (part.name.text.clone(), seen)
        };
        Self(parts.iter().map(all).collect())
    }

    /// The same set without parts that bring another of its parts anyway; of parts that bring each other the first.
    pub(super) fn shortest(&self, set: &Set) -> Vec<String> {
        let Set::Any(parts) = set else { return Vec::new() };
        let brings = |part: &String, other: &String| self.0.get(part).is_some_and(|needs| needs.contains(other));
        let is_spare = |part: &String| {
            let others = parts.iter().filter(|other| *other != part && brings(part, other));
            others.into_iter().any(|other| !brings(other, part) || other < part)
        };
        parts.iter().filter(|part| !is_spare(part)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Entry;

    #[test]
    fn what_is_brought_anyway_is_not_said() {
        let part = |name: &str, needs: &[&str]| PartChoice {
            name: Entry::from(name.to_owned()),
            needs: needs.iter().map(|need| Entry::from((*need).to_owned())).collect(),
            ..PartChoice::default()
        };
        let parts = [
            part("a", &["b"]),
            part("b", &["c"]),
            part("c", &[]),
            part("x", &["y"]),
            part("y", &["x"]),
        ];
        let needs = Needs::new(&parts);
        let table = [("abc", "c"), ("ab", "b"), ("ax", "ax"), ("xy", "x"), ("cy", "cy")];
        for (set, expected) in table {
            let set = Set::Any(set.chars().map(String::from).collect());
            assert_eq!(needs.shortest(&set).concat(), expected);
        }
        assert!(needs.shortest(&Set::Always).is_empty());
    }
}
