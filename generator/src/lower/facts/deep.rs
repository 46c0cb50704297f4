//! Which types hold others so deeply that the compiler gives up proving that they may cross threads.
//!
//! `Send` of a type is proven from the types of its fields, and of theirs, level by level. The compiler stops at 128 levels, counted in
//! the crate that asks: a caller that holds a reply over an `.await`. So types are marked until none has more than half of that below
//! it. A marked type says by itself that it may cross threads, and the compiler looks no further.
//!
//! In: all drafts. Out: the marked types. Must not look at schemas.

use std::collections::{BTreeMap, BTreeSet};

use super::cycles;
use crate::lower::drafts::ModelDrafts;
use crate::plan::{Definition, Id, ModelId, Type};

/// Levels that a type may have; the rest of the 128 is for the caller's own types and futures.
const MOST: usize = 64;
/// Levels of what is no generated type, such as a text or a JSON value.
const LEAF: usize = 8;
/// Levels of a `Vec`, a map or a `Box` around a value.
const CONTAINER: usize = 3;

/// Finds the types to be marked.
pub(in crate::lower) fn deep(drafts: &ModelDrafts) -> BTreeSet<ModelId> {
    let ways: Vec<_> = drafts.entries().map(|(_, draft)| ways(&draft.definition)).collect();
    marked(&ways).into_iter().map(ModelId::of).collect()
}

/// Type → the types that it holds, and the levels on the way to each.
type Ways = BTreeMap<usize, usize>;

fn marked(ways: &[Ways]) -> BTreeSet<usize> {
    let edges: Vec<BTreeSet<usize>> = ways.iter().map(|ways| ways.keys().copied().collect()).collect();
    let back = cycles::back_edges(&edges);
    let mut walk = Walk {
        ways,
        levels: vec![LEAF; ways.len()],
        marked: BTreeSet::new(),
    };
    let closing: BTreeSet<usize> = back.iter().map(|(_, to)| *to).collect();
    for circle in circles(&edges, &back) {
        walk.measure(&circle, &closing);
    }
    walk.marked
}

/// Types that lead to each other, or one alone; what leads back to none of them comes before them, also within a circle.
fn circles(edges: &[BTreeSet<usize>], back: &BTreeSet<(usize, usize)>) -> Vec<Vec<usize>> {
    let circle_of = cycles::components(edges);
    let mut between = vec![BTreeSet::new(); edges.len()];
    let mut onward = vec![BTreeSet::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        let leaves = targets
            .iter()
            .map(|to| circle_of[*to])
            .filter(|to| *to != circle_of[from]);
        between[circle_of[from]].extend(leaves);
        onward[from].extend(targets.iter().filter(|to| !back.contains(&(from, **to))));
    }
    let mut members = vec![Vec::new(); edges.len()];
    for node in cycles::inner_first(&onward) {
        members[circle_of[node]].push(node);
    }
    let order = cycles::inner_first(&between).into_iter();
    order.map(|circle| std::mem::take(&mut members[circle])).collect()
}

/// What is known so far, by the place of a type.
struct Walk<'a> {
    ways: &'a [Ways],
    /// Levels from a type to the bottom.
    levels: Vec<usize>,
    marked: BTreeSet<usize>,
}

impl Walk<'_> {
    /// Counts the levels of a circle. The compiler may pass through all of its types before it is back at one that it knows. If that
    /// is too much, those that close the circle are marked, and then whatever is still too deep.
    fn measure(&mut self, circle: &[usize], closing: &BTreeSet<usize>) {
        let members: BTreeSet<usize> = circle.iter().copied().collect();
        let inside = |node: &usize| self.ways[*node].iter().filter(|(to, _)| members.contains(to));
        let around: usize = circle
            .iter()
            .filter_map(|node| inside(node).map(|(_, levels)| levels).max())
            .sum();
        let below = circle.iter().map(|node| self.below(*node, |to| !members.contains(&to)));
        let all = around + below.max().unwrap_or(LEAF);
        if all <= MOST {
            circle.iter().for_each(|node| self.levels[*node] = all);
            return;
        }
        self.marked.extend(members.intersection(closing));
        for node in circle {
            self.levels[*node] = self.below(*node, |_| true);
            if self.levels[*node] > MOST {
                self.marked.insert(*node);
            }
        }
    }

    /// The levels below a type, through those of the types that it holds which are counted.
    fn below(&self, node: usize, counts: impl Fn(usize) -> bool) -> usize {
        let ways = self.ways[node].iter().filter(|(to, _)| counts(**to));
        let levels = ways.map(|(to, levels)| match self.marked.contains(to) {
            true => levels + 1,
            false => levels + self.levels[*to],
        });
        levels.max().unwrap_or(LEAF)
    }
}

/// The types that a type holds. If it holds one in several ways, the longest counts.
fn ways(definition: &Definition) -> Ways {
    let mut out = Ways::new();
    let mut add = |ty: &Type, around: usize| {
        if let Some(held) = ty.model() {
            let levels = out.entry(held.place()).or_default();
            *levels = (*levels).max(around + levels_of(ty));
        }
    };
    match definition {
        Definition::Record(record) => {
            for field in &record.fields {
                add(&field.ty, usize::from(!field.presence.is_plain()));
            }
            record.rest.iter().for_each(|ty| add(ty, CONTAINER));
        }
        // A branch may be boxed.
        Definition::Union(union) => union.types().for_each(|ty| add(ty, CONTAINER)),
        Definition::TextEnum(_) => {}
    }
    out
}

/// The levels from the holder of a type to the generated type in it.
fn levels_of(ty: &Type) -> usize {
    let here = match ty {
        Type::Quoted(_) => 0,
        Type::List(_) | Type::Map(_) | Type::Boxed(_) => CONTAINER,
        _ => 1,
    };
    here + ty.inner().map_or(0, levels_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked_of(edges: &[&[(usize, usize)]]) -> Vec<usize> {
        let ways: Vec<Ways> = edges.iter().map(|ways| ways.iter().copied().collect()).collect();
        marked(&ways).into_iter().collect()
    }

    #[test]
    fn only_what_is_deep_is_marked() {
        let chain = |length: usize| -> Vec<Vec<(usize, usize)>> {
            let links = (0..length).map(|node| vec![(node + 1, 5)]);
            links.chain([Vec::new()]).collect()
        };
        let of = |edges: &[Vec<(usize, usize)>]| marked_of(&edges.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert!(of(&chain(11)).is_empty());
        assert_eq!(of(&chain(12)), [0]);
        // From the bottom, each one that would be too deep.
        assert_eq!(of(&chain(30)), [5, 18]);
    }

    #[test]
    fn a_large_circle_is_marked_where_it_is_closed() {
        let circle = |length: usize| -> Vec<usize> {
            let edges: Vec<[(usize, usize); 1]> = (0..length).map(|node| [((node + 1) % length, 5)]).collect();
            marked_of(&edges.iter().map(<[_; 1]>::as_slice).collect::<Vec<_>>())
        };
        assert!(circle(11).is_empty());
        assert_eq!(circle(12), [0]);
    }
}
