//! What several places have in common: the first words of what they belong to, or else the last ones.
//!
//! In: places. Out: words, none if they share none. Must not look at what stands there.

use super::super::identifiers::words;
use super::super::operation_words::nouns;
use super::super::seams::is_link;
use super::source::Source;
use crate::schemas::NodeId;
use crate::spec::{Location, Root};

/// The words that all these places begin with, or end in.
pub(in crate::lower::names) fn common(source: Source, nodes: &[NodeId]) -> Vec<String> {
    let owners: Vec<Vec<String>> = nodes.iter().map(|node| owner(source, *node)).collect();
    let mut first = shared(&owners);
    first.truncate(first.iter().rposition(|word| !is_link(word)).map_or(0, |last| last + 1));
    if !first.is_empty() {
        return first;
    }
    let backwards: Vec<Vec<String>> = owners.into_iter().map(reversed).collect();
    let last = reversed(shared(&backwards));
    last.into_iter().skip_while(|word| is_link(word)).collect()
}

/// What a place belongs to: a component, or what a path is about.
fn owner(source: Source, node: NodeId) -> Vec<String> {
    match Location::read(&source.graph.place(node)).root {
        Root::Component { section, name, .. } => words(&source.components.name(&section, &name)),
        Root::SharedParameter { path, .. } | Root::Operation { path, .. } => nouns(&path, source.paths),
        Root::Other(_) => Vec::new(),
    }
}

/// The words that all begin with.
fn shared(all: &[Vec<String>]) -> Vec<String> {
    let Some((first, others)) = all.split_first() else {
        return Vec::new();
    };
    let count = |other: &Vec<String>| first.iter().zip(other).take_while(|(a, b)| a == b).count();
    let most = others.iter().map(count).min().unwrap_or(first.len());
    first[..most].to_vec()
}

fn reversed(mut words: Vec<String>) -> Vec<String> {
    words.reverse();
    words
}
