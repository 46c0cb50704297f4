//! Which element of a list is which element of the same list as it was.
//!
//! In: the marks of the elements then, and those now. Out: a [`Match`] for each of the former that is still there. Equal elements belong together, in
//! order; what changed belongs to what it has most in common with, where the facts that few elements share count most. That is certain only if
//! something is left that was its own: what all elements have, and that it is an object, does not prove which one it is. What says that it is something else is
//! (`identity`). Nothing is compared pair by pair but elements with rare facts in common.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::is_of_kind;
use super::fingerprint::whole;
use super::identity::Kinship;
use super::marks::{Marked, Marks};

/// Which element an element has become, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower::names::lock) enum Match {
    /// This one.
    Is(usize),
    /// Probably this one, although most of what it was is gone, or another one may have become it.
    Probably(usize),
    /// This one, or the other one; if there is no other one any more, one that is gone.
    Either(usize, Option<usize>),
}

impl Match {
    /// The same in a list in which the elements have other indexes.
    pub(in crate::lower::names::lock) fn among(self, indexes: &[usize]) -> Self {
        match self {
            Self::Is(at) => Self::Is(indexes[at]),
            Self::Probably(at) => Self::Probably(indexes[at]),
            Self::Either(one, other) => Self::Either(indexes[one], other.map(|other| indexes[other])),
        }
    }
}

/// A fact further down, compared with one about a keyword or a property.
const DEEP_WEIGHT: f64 = 0.25;
/// How much of the one must be in the other.
const ENOUGH: f64 = 0.5;
/// How much better the elements of a list fit that have kept their order.
const IN_ORDER: f64 = 1.5;
/// A pair is not clearly the best if another way to pair the elements fits that well, compared with it.
const CLEAR: f64 = 0.8;
/// A fact that more elements have leads to none of them.
const RARE: usize = 16;

/// Which element each one has become; `None` if it is gone.
pub(in crate::lower::names::lock) fn matches(old: &[Marks], new: &[Marked]) -> Vec<Option<Match>> {
    let mut pairs = Pairs {
        of_old: vec![None; old.len()],
        of_new: vec![None; new.len()],
    };
    pairs.equal(old, new, |marks| marks.exact, |now| Some(now.marks.exact));
    pairs.equal(old, new, |marks| marks.bare, |now| Some(now.marks.bare));
    pairs.equal(old, new, |marks| marks.bare, |now| now.content);
    let left = |all: &[Option<usize>]| -> Vec<usize> { (0..all.len()).filter(|at| all[*at].is_none()).collect() };
    let (then, now) = (left(&pairs.of_old), left(&pairs.of_new));
    let fits = fits(old, new, &then, &now);
    pairs.best(&fits);
    let is_alone = then.len() == 1 && now.len() == 1;
    let found = |at: usize| {
        let to = pairs.of_old[at]?;
        let is_doubtful = kinship(&old[at], &new[to]) == Kinship::Doubtful;
        let Some(fit) = fits.get(&(at, to)) else {
            return Some(if is_doubtful {
                Match::Probably(to)
            } else {
                Match::Is(to)
            });
        };
        Some(match pairs.rival(&fits, at, to) {
            Some(rival) => Match::Either(to, Some(rival)),
            None if is_doubtful || !fit.is_proof(is_alone) || pairs.is_claimed(&fits, at, to) => Match::Probably(to),
            // It has changed, and it is a component now.
            None if new[to].is_elsewhere => Match::Probably(to),
            None => Match::Is(to),
        })
    };
    let mut out: Vec<Option<Match>> = (0..old.len()).map(found).collect();
    if let (Some(one), Some(other)) = (only(old.iter()), only(new.iter().map(|now| &now.marks)))
        && kinship(&old[one], &new[other]) != Kinship::None
    {
        // The only value that a place may have beside `null` is what the place has.
        out[one] = out[one].or(Some(Match::Probably(other)));
    }
    out
}

/// The only element that is more than `null`.
fn only<'m>(elements: impl Iterator<Item = &'m Marks>) -> Option<usize> {
    let null = whole(&serde_json::json!({ "type": "null" }));
    let others = elements.enumerate().filter(|(_, marks)| marks.exact != null.0);
    let mut others = others.map(|(at, _)| at);
    others.next().filter(|_| others.next().is_none())
}

/// The two elements that an element may be which was in doubt before, if it still is. Both have become something of their own.
pub(in crate::lower::names::lock) fn rivals(old: &Marks, new: &[Marked]) -> Option<Match> {
    let all: Vec<usize> = (0..new.len()).collect();
    let fits = fits(std::slice::from_ref(old), new, &[0], &all);
    let mut fits: Vec<(f64, usize)> = fits.into_iter().map(|((_, new), fit)| (fit.score, new)).collect();
    fits.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    match fits.as_slice() {
        [(best, one), (next, other), ..] if *next >= CLEAR * best => Some(Match::Either(*one, Some(*other))),
        _ => None,
    }
}

fn kinship(old: &Marks, new: &Marked) -> Kinship {
    old.identity.kinship(&new.marks.identity, &new.values)
}

/// How well an element then and one now fit.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    /// What they have in common, compared with all that they have.
    score: f64,
    /// How much of what was there then is there now.
    kept: f64,
    /// Whether anything of it is left that no other element has or had; `None` if there was nothing of that kind.
    keeps_own: Option<bool>,
}

impl Fit {
    /// Whether this proves that it is the same element, of which the others may be changed, too.
    fn is_proof(&self, is_alone: bool) -> bool {
        self.kept >= ENOUGH && self.keeps_own.unwrap_or(is_alone)
    }
}

type Fits = BTreeMap<(usize, usize), Fit>;

/// All pairs of elements that fit at all.
fn fits(old: &[Marks], new: &[Marked], then: &[usize], now: &[usize]) -> Fits {
    let weights = Weights::new(old, new);
    let mut owners: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for at in now {
        for fact in new[*at].facts.keys() {
            owners.entry(*fact).or_default().push(*at);
        }
    }
    let mut out = Fits::new();
    for at in then {
        let marks = &old[*at];
        let rare = marks.all().filter_map(|(fact, _)| owners.get(&fact));
        let rare = rare.filter(|owners| owners.len() <= RARE).flatten();
        let rare: BTreeSet<usize> = rare.copied().collect();
        let is_kin = |other: &usize| kinship(marks, &new[*other]) != Kinship::None;
        for other in rare.into_iter().filter(is_kin) {
            let fit = weights.fit(marks, &new[other]);
            if fit.score > 0.0 {
                out.insert((*at, other), fit);
            }
        }
    }
    // A component that is like none of them has not come for one of them.
    let fitting: BTreeSet<usize> = out.keys().map(|(_, other)| *other).collect();
    let is_ranked = |at: &&usize| !new[**at].is_elsewhere || fitting.contains(*at);
    let now: Vec<usize> = now.iter().filter(is_ranked).copied().collect();
    if then.len() == now.len() {
        for pair in then.iter().copied().zip(now) {
            out.entry(pair).and_modify(|fit| fit.score *= IN_ORDER);
        }
    }
    out
}

/// How many elements have a fact, then or now, whichever are more.
struct Weights(BTreeMap<u32, usize>);

impl Weights {
    fn new(old: &[Marks], new: &[Marked]) -> Self {
        let (mut then, mut now): (BTreeMap<u32, usize>, BTreeMap<u32, usize>) = Default::default();
        for (fact, _) in old.iter().flat_map(Marks::all) {
            *then.entry(fact).or_default() += 1;
        }
        for fact in new.iter().flat_map(|one| one.facts.keys()) {
            *now.entry(*fact).or_default() += 1;
        }
        for (fact, count) in then {
            let most = now.entry(fact).or_default();
            *most = count.max(*most);
        }
        Self(now)
    }

    fn owners(&self, fact: u32) -> usize {
        self.0.get(&fact).copied().unwrap_or(1)
    }

    fn of(&self, (fact, is_deep): (u32, bool)) -> f64 {
        let owners = u32::try_from(self.owners(fact)).unwrap_or(u32::MAX);
        if is_deep {
            DEEP_WEIGHT / f64::from(owners)
        } else {
            1.0 / f64::from(owners)
        }
    }

    fn fit(&self, then: &Marks, now: &Marked) -> Fit {
        let sum = |facts: &mut dyn Iterator<Item = (u32, bool)>| facts.map(|fact| self.of(fact)).sum::<f64>();
        let known: BTreeSet<u32> = then.all().map(|(fact, _)| fact).collect();
        let (before, after) = (sum(&mut then.all()), sum(&mut now.marks.all()));
        let common = sum(&mut then.all().filter(|(fact, _)| now.facts.contains_key(fact)));
        let told = sum(&mut now.marks.all().filter(|(fact, _)| known.contains(fact)));
        let (kept, known) = (common / before, told / after);
        let mut own = then
            .all()
            .map(|(fact, _)| fact)
            .filter(|fact| self.owners(*fact) == 1 && !is_of_kind(*fact))
            .peekable();
        let has_own = own.peek().is_some();
        match kept >= ENOUGH || known >= ENOUGH {
            true => Fit {
                score: common * common / (before * after.max(common)),
                kept,
                keeps_own: has_own.then(|| own.any(|fact| now.facts.contains_key(&fact))),
            },
            false => Fit::default(),
        }
    }
}

/// Who belongs to whom.
struct Pairs {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// Pairs those that are equal in something, in order.
    fn equal(
        &mut self,
        old: &[Marks],
        new: &[Marked],
        then: impl Fn(&Marks) -> u64,
        now: impl Fn(&Marked) -> Option<u64>,
    ) {
        let mut free: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for at in (0..new.len()).rev().filter(|at| self.of_new[*at].is_none()) {
            if let Some(number) = now(&new[at]) {
                free.entry(number).or_default().push(at);
            }
        }
        let left: Vec<usize> = (0..old.len()).filter(|at| self.of_old[*at].is_none()).collect();
        for at in left {
            if let Some(other) = free.get_mut(&then(&old[at])).and_then(Vec::pop) {
                self.join(at, other);
            }
        }
    }

    /// Pairs those that fit, the best pair first.
    fn best(&mut self, fits: &Fits) {
        let mut all: Vec<(&(usize, usize), &Fit)> = fits.iter().collect();
        all.sort_by(|(a, one), (b, other)| other.score.total_cmp(&one.score).then(a.cmp(b)));
        for ((old, new), _) in all {
            if self.of_old[*old].is_none() && self.of_new[*new].is_none() {
                self.join(*old, *new);
            }
        }
    }

    /// Another element that may as well be meant: if the two that belong to it and to the given one are exchanged, they fit almost as
    /// well.
    fn rival(&self, fits: &Fits, old: usize, new: usize) -> Option<usize> {
        let score = |old: usize, new: usize| fits.get(&(old, new)).map_or(0.0, |fit| fit.score);
        let others = fits.range((old, 0)..=(old, usize::MAX));
        others
            .map(|((_, other), _)| *other)
            .filter(|other| *other != new)
            .find(|other| {
                let owner = self.of_new[*other];
                let now = score(old, new) + owner.map_or(0.0, |owner| score(owner, *other));
                let exchanged = score(old, *other) + owner.map_or(0.0, |owner| score(owner, new));
                exchanged >= CLEAR * now
            })
    }

    /// Whether an element that is gone might as well be this one.
    fn is_claimed(&self, fits: &Fits, old: usize, new: usize) -> bool {
        let of_this = |((_, other), _): &(&(usize, usize), &Fit)| *other == new;
        let score = fits.get(&(old, new)).map_or(0.0, |fit| fit.score);
        let others = fits.iter().filter(of_this);
        let mut gone = others.filter(|((other, _), _)| self.of_old[*other].is_none());
        gone.any(|(_, fit)| fit.score >= CLEAR * score)
    }
}
