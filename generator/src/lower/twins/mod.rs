//! Types that are the same: inline schemas of one structure that their places call alike are one type.
//!
//! In: the graph, and the schemas that operations send and receive. Out: [`Twins`], a [`Twin`] for each type that stands for several places.
//! Components are what their authors named, so each stays a type of its own, and so does whatever one of our extensions is about.
//! Must not decide what the types are called.
//!
//! `marks` writes down what a type shows and checks, `partition` tells types apart by what they hold.

mod marks;
mod partition;

use std::collections::BTreeMap;

use super::names::{Hints, Source};
use crate::lower::sites::{Twin, Twins};
use crate::schemas::NodeId;
use marks::Mark;

/// The types that stand for several places.
pub(super) fn find(source: Source, roots: impl Iterator<Item = NodeId>) -> Twins {
    let marks = marks::all(source.graph, roots);
    let sites: Vec<NodeId> = marks.keys().copied().collect();
    let places: BTreeMap<NodeId, usize> = sites.iter().copied().zip(0..).collect();
    let held = |mark: &Mark| mark.held.iter().map(|site| places[site]).collect();
    let edges: Vec<Vec<usize>> = marks.values().map(held).collect();
    let classes = partition::refine(first_classes(source, &marks), &edges);
    let mut members: BTreeMap<usize, Vec<NodeId>> = BTreeMap::new();
    for (site, class) in sites.iter().zip(classes) {
        members.entry(class).or_default().push(*site);
    }
    let shared = members.into_values().filter(|all| all.len() > 1);
    shared
        .map(|nodes| Twin {
            digest: marks::digest(&marks, nodes[0]),
            nodes,
        })
        .collect()
}

/// Classes by what the types are and are called where they stand.
fn first_classes(source: Source, marks: &BTreeMap<NodeId, Mark>) -> Vec<usize> {
    // Text → the first type with it, and how many there are.
    let mut texts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (place, mark) in marks.values().enumerate().filter(|(_, mark)| mark.may_join) {
        texts.entry(&mark.text).or_insert((place, 0)).1 += 1;
    }
    let (mut hints, mut known) = (Hints::new(source), BTreeMap::new());
    let mut classes = Vec::new();
    for (place, (site, mark)) in marks.iter().enumerate() {
        let same = texts.get(mark.text.as_str()).filter(|_| mark.may_join);
        classes.push(match same {
            Some((first, count)) if *count > 1 => *known.entry((*first, hints.of(*site))).or_insert(place),
            _ => place,
        });
    }
    classes
}
