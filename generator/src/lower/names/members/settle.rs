//! What the members of a type or a request are called: fields, values, variants, arguments and setters.
//!
//! In: the name that each member would have by itself, and the one that is locked for it. Out: names that differ. A locked name stays with
//! its member; then come those that the author chose, then the others in their order. Must not decide what a member is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::words::{self, WEIGHTS};

/// A member that needs a name.
pub(in crate::lower) struct Wish<'m> {
    /// The name that it would have by itself.
    pub name: String,
    /// Longer names, made of the member alone, of which it takes the first that is free if that name is given to another member. Few need them.
    pub more: Box<dyn Fn() -> Vec<String> + 'm>,
    /// The name that is locked for it.
    pub locked: Option<String>,
    /// Whether the author chose the name, which counts more than a locked one.
    pub is_said: bool,
}

impl Wish<'_> {
    /// A member whose name follows from what it is.
    pub(in crate::lower) fn plain(name: String) -> Self {
        Self {
            name,
            more: Box::new(Vec::new),
            locked: None,
            is_said: false,
        }
    }

    /// The locked name that it keeps.
    fn kept(&self) -> Option<&str> {
        let locked = self.locked.as_deref()?;
        (!self.is_said || self.name == locked).then_some(locked)
    }
}

/// The name that is locked for each member by any of its words. A word that says more about its member counts more; of equal words, those
/// that agree about a member come first, because a word that has gone to another member contradicts its others.
pub(in crate::lower) fn locked(old: &[(String, String)], members: &[Vec<String>]) -> Vec<Option<String>> {
    if old.is_empty() {
        return vec![None; members.len()];
    }
    let names: BTreeMap<&str, &str> = old
        .iter()
        .rev()
        .map(|(what, name)| (what.as_str(), name.as_str()))
        .collect();
    // A kind of value tells a member only if nothing else did.
    let told = old.iter().filter(|(what, _)| words::weight(what) > 0);
    let told: BTreeSet<&str> = told.map(|(_, name)| name.as_str()).collect();
    let (mut given, mut out) = (BTreeSet::new(), vec![None; members.len()]);
    for weight in WEIGHTS {
        let mut claims = Vec::new();
        for (at, words) in members.iter().enumerate().filter(|(at, _)| out[*at].is_none()) {
            let words = words.iter().filter(|word| words::weight(word) == weight);
            let mut wanted: Vec<&str> = words.filter_map(|word| names.get(word.as_str()).copied()).collect();
            wanted.retain(|name| !given.contains(name) && (weight > 0 || !told.contains(name)));
            let distinct = wanted.iter().collect::<BTreeSet<_>>().len();
            let votes = |name: &str| wanted.iter().filter(|other| **other == name).count();
            claims.extend(wanted.iter().map(|name| (distinct, Reverse(votes(name)), at, *name)));
        }
        claims.sort_by_key(|(distinct, votes, at, _)| (*distinct, *votes, *at));
        for (.., at, name) in claims {
            if out[at].is_none() && given.insert(name) {
                out[at] = Some(name.to_owned());
            }
        }
    }
    out
}

/// A name for each member, all different. `taken` are names that none may have.
pub(in crate::lower) fn settle(wishes: &[Wish], taken: &[&str]) -> Vec<String> {
    settle_pairs(wishes, taken, |name| name.to_owned())
}

/// The same where another name comes with each one, which must differ, too.
pub(in crate::lower) fn settle_pairs(wishes: &[Wish], taken: &[&str], other: impl Fn(&str) -> String) -> Vec<String> {
    let mut names = Names {
        taken,
        given: BTreeSet::new(),
        next: BTreeMap::new(),
        other,
    };
    let mut out: Vec<Option<String>> = wishes.iter().map(|wish| names.keep(wish.kept()?)).collect();
    for is_said in [true, false] {
        for (wish, name) in wishes.iter().zip(&mut out) {
            if name.is_none() && wish.is_said == is_said {
                *name = Some(names.give(wish));
            }
        }
    }
    out.into_iter().flatten().collect()
}

/// The names that are given.
struct Names<'t, F> {
    taken: &'t [&'t str],
    given: BTreeSet<String>,
    /// Name → the number to try next: those before it are taken, and stay so.
    next: BTreeMap<String, usize>,
    other: F,
}

impl<F: Fn(&str) -> String> Names<'_, F> {
    /// Gives a locked name, if it can be given.
    fn keep(&mut self, name: &str) -> Option<String> {
        self.is_free(name).then(|| self.enter(name.to_owned()))
    }

    /// Gives the first name that is free, or else the plain one with a number.
    fn give(&mut self, wish: &Wish) -> String {
        let name = wish.name.as_str();
        let spared = format!("{name}_");
        let first = if self.taken.contains(&name) {
            spared.as_str()
        } else {
            name
        };
        if self.is_free(first) {
            return self.enter(first.to_owned());
        }
        if let Some(free) = (wish.more)().into_iter().find(|name| self.is_free(name)) {
            return self.enter(free);
        }
        let joint = if name.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            ""
        };
        let mut number = self.next.get(name).copied().unwrap_or(2);
        let numbered = |number: usize| format!("{name}{joint}{number}");
        while !self.is_free(&numbered(number)) {
            number += 1;
        }
        self.next.insert(name.to_owned(), number + 1);
        self.enter(numbered(number))
    }

    fn is_free(&self, name: &str) -> bool {
        let is_given = |name: &str| self.given.contains(name);
        !self.taken.contains(&name) && !is_given(name) && !is_given(&(self.other)(name))
    }

    fn enter(&mut self, name: String) -> String {
        self.given.extend([name.clone(), (self.other)(&name)]);
        name
    }
}

/// Puts arguments into the order that is locked for them; new ones follow. All else stays where it is.
pub(in crate::lower) fn in_order<T>(
    all: Vec<T>,
    is_argument: impl Fn(&T) -> bool,
    place: impl Fn(&T) -> Option<usize>,
) -> Vec<T> {
    let places: Vec<usize> = (0..all.len()).filter(|at| is_argument(&all[*at])).collect();
    let mut order = places.clone();
    order.sort_by_key(|at| place(&all[*at]).unwrap_or(usize::MAX));
    let mut all: Vec<Option<T>> = all.into_iter().map(Some).collect();
    let moved: Vec<Option<T>> = order.iter().map(|at| all[*at].take()).collect();
    for (at, one) in places.into_iter().zip(moved) {
        all[at] = one;
    }
    all.into_iter().flatten().collect()
}

/// Names that were locked for what is gone, and that something new has now.
pub(in crate::lower) fn taken_over<'m>(
    before: &'m [(String, String)],
    after: &[(String, String)],
) -> Vec<&'m (String, String)> {
    let known: BTreeSet<&str> = before.iter().map(|(what, _)| what.as_str()).collect();
    let is_known = |what: &str| known.contains(what);
    let mut new: BTreeSet<&str> = after.iter().map(|(_, name)| name.as_str()).collect();
    for (_, kept) in after.iter().filter(|(what, _)| is_known(what)) {
        new.remove(kept.as_str());
    }
    before.iter().filter(|(_, name)| new.remove(name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Wish, in_order, locked, settle, settle_pairs, taken_over};

    fn wish(name: &str, locked: Option<&str>, is_said: bool) -> Wish<'static> {
        Wish {
            more: Box::new(Vec::new),
            name: name.to_owned(),
            locked: locked.map(str::to_owned),
            is_said,
        }
    }

    #[test]
    fn a_word_that_goes_to_another_member_takes_no_name_along() {
        let old = [
            ("key a", "A"),
            ("key b", "B"),
            ("key p", "B"),
            ("Bool", "A"),
            ("type B", "B"),
        ];
        let old = old.map(|(what, name)| (what.to_owned(), name.to_owned()));
        let table = [
            [vec!["key p", "key a", "type X"], vec!["key b", "Bool"]],
            [vec!["key a", "key p"], vec!["key b", "Bool"]],
            [vec!["key a", "Bool"], vec!["key x", "type B"]],
        ];
        for members in table {
            let members = members.map(|words| words.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(
                locked(&old, &members),
                ["A", "B"].map(|name| Some(name.to_owned())),
                "{members:?}"
            );
        }
    }

    #[test]
    fn who_comes_first() {
        type Row<'r> = (&'r [(&'r str, Option<&'r str>, bool)], &'r [&'r str]);
        let table: [Row<'_>; 6] = [
            (
                &[
                    ("a", None, false),
                    ("a", None, false),
                    ("a1", None, false),
                    ("a1", None, false),
                ],
                &["a", "a2", "a1", "a1_2"],
            ),
            (&[("a", None, false), ("a", Some("a"), false)], &["a2", "a"]),
            (&[("a", Some("a2"), false), ("a", None, false)], &["a2", "a"]),
            (&[("a", None, false), ("a", None, true)], &["a2", "a"]),
            (&[("a", Some("a"), false), ("a", Some("b"), true)], &["a", "a2"]),
            (&[("a", Some("taken"), false), ("taken", None, false)], &["a", "taken_"]),
        ];
        for (wishes, names) in table {
            let all: Vec<Wish> = wishes
                .iter()
                .map(|(name, locked, is_said)| wish(name, *locked, *is_said))
                .collect();
            assert_eq!(settle(&all, &["taken"]), names, "{wishes:?}");
        }
    }

    #[test]
    fn names_that_come_with_others_differ_from_them() {
        let other = |name: &str| {
            if name == "new" {
                "with_new".to_owned()
            } else {
                name.to_owned()
            }
        };
        let all = ["with_new", "new"].map(|name| wish(name, None, false));
        assert_eq!(settle_pairs(&all, &[], other), ["with_new", "new2"]);
    }

    #[test]
    fn arguments_keep_their_order_and_new_ones_follow() {
        let known = ["b", "a"];
        let all = in_order(
            vec!["new", "x", "a", "b"],
            |one| *one != "x",
            |one| known.iter().position(|known| known == one),
        );
        assert_eq!(all, ["b", "x", "a", "new"]);
    }

    #[test]
    fn a_name_goes_over_if_its_owner_is_gone() {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs
                .iter()
                .map(|(what, name)| ((*what).to_owned(), (*name).to_owned()))
                .collect()
        };
        let before = pairs(&[("A", "a"), ("B", "b"), ("C", "b")]);
        let after = pairs(&[("a", "a"), ("B", "b"), ("D", "b")]);
        assert_eq!(taken_over(&before, &after), [&before[0]]);
    }
}
