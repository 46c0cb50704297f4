//! Partition refinement (Hopcroft): which vertices of a graph are alike: those of one class whose edges lead, in order, to vertices that are alike. Vertices on circles are
//! alike if nothing tells them apart.
//!
//! In: a class for each vertex, which may be too large, and the edges. Out: the largest classes of vertices that are alike.

use std::collections::{BTreeMap, BTreeSet};

/// The classes that the edges leave. Of the parts of a class the largest keeps its number, so no vertex gets a new one more often than the
/// logarithm of the number of vertices.
pub(super) fn refine(mut classes: Vec<usize>, edges: &[Vec<usize>]) -> Vec<usize> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (vertex, held) in edges.iter().enumerate() {
        members.entry(classes[vertex]).or_default().insert(vertex);
        held.iter().for_each(|held| holders[*held].push(vertex));
    }
    // Class → the vertices of it whose edges lead to classes that are new.
    let mut todo = members.clone();
    let mut fresh = classes.iter().max().map_or(0, |last| last + 1);
    while let Some((class, changed)) = todo.pop_first() {
        let mut rest = members.remove(&class).unwrap_or_default();
        let mut parts: BTreeMap<Vec<usize>, BTreeSet<usize>> = BTreeMap::new();
        for vertex in changed {
            rest.remove(&vertex);
            let to = edges[vertex].iter().map(|held| classes[*held]).collect();
            parts.entry(to).or_default().insert(vertex);
        }
        // The edges of the rest lead where those of the whole class did.
        let mut parts: Vec<BTreeSet<usize>> = parts.into_values().chain([rest]).collect();
        parts.sort_by_key(BTreeSet::len);
        members.extend(parts.pop().map(|largest| (class, largest)));
        let before = fresh;
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            part.iter().for_each(|vertex| classes[*vertex] = fresh);
            members.insert(fresh, part);
            fresh += 1;
        }
        // Only now every vertex has its class, also those of new parts that hold each other.
        for vertex in members.range(before..).flat_map(|(_, part)| part) {
            for holder in &holders[*vertex] {
                todo.entry(classes[*holder]).or_default().insert(*holder);
            }
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::refine;

    /// The classes, each called like its first vertex.
    fn classes(first: &[usize], edges: &[&[usize]]) -> Vec<usize> {
        let edges: Vec<Vec<usize>> = edges.iter().map(|held| held.to_vec()).collect();
        let classes = refine(first.to_vec(), &edges);
        let first = |class: &usize| classes.iter().position(|other| other == class);
        classes.iter().filter_map(first).collect()
    }

    #[test]
    fn alike_is_what_leads_to_what_is_alike() {
        type Row<'r> = (&'r [usize], &'r [&'r [usize]], &'r [usize]);
        let table: [Row<'_>; 7] = [
            (&[0, 0, 1, 1], &[&[2], &[3], &[], &[]], &[0, 0, 2, 2]),
            (&[0, 0, 1, 2], &[&[2], &[3], &[], &[]], &[0, 1, 2, 3]),
            // Circles: each leads to itself, or all to the next one.
            (&[0, 0], &[&[0], &[1]], &[0, 0]),
            (&[0, 0, 0], &[&[1], &[2], &[0]], &[0, 0, 0]),
            (&[0, 0, 0, 3], &[&[1], &[2], &[3], &[0]], &[0, 1, 2, 3]),
            // The order of the edges counts.
            (&[0, 0, 1, 2], &[&[2, 3], &[3, 2], &[], &[]], &[0, 1, 2, 3]),
            // A class of which several parts are new at once, and one holds another.
            (
                &[0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0],
                &[
                    &[4, 0, 4],
                    &[2, 2, 0],
                    &[3, 0, 4],
                    &[2, 1, 0],
                    &[4],
                    &[2, 1, 0],
                    &[3, 0, 4],
                    &[2, 2, 4],
                    &[3, 0, 4],
                    &[1, 2, 4],
                    &[0, 0, 2],
                    &[2, 1, 0],
                ],
                &[0, 1, 2, 3, 4, 3, 2, 7, 2, 9, 10, 3],
            ),
        ];
        for (first, edges, expected) in table {
            assert_eq!(classes(first, edges), expected, "{edges:?}");
        }
    }

    /// The same by comparing all of them until nothing changes.
    fn compared(first: &[usize], edges: &[&[usize]]) -> Vec<usize> {
        let mut classes = first.to_vec();
        for _ in first {
            let key = |vertex: usize| {
                let held: Vec<usize> = edges[vertex].iter().map(|held| classes[*held]).collect();
                (classes[vertex], held)
            };
            let keys: Vec<(usize, Vec<usize>)> = (0..first.len()).map(key).collect();
            classes = keys
                .iter()
                .filter_map(|key| keys.iter().position(|other| other == key))
                .collect();
        }
        classes
    }

    #[test]
    fn graphs_of_all_kinds_are_refined_as_by_comparing() {
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below
        };
        for _ in 0..20_000 {
            let vertices = 2 + random(11);
            let first: Vec<usize> = (0..vertices).map(|_| random(8) / 7).collect();
            let edges: Vec<Vec<usize>> = (0..vertices)
                .map(|_| (0..random(4)).map(|_| random(vertices)).collect())
                .collect();
            let edges: Vec<&[usize]> = edges.iter().map(Vec::as_slice).collect();
            assert_eq!(classes(&first, &edges), compared(&first, &edges), "{first:?} {edges:?}");
        }
    }

    #[test]
    fn a_long_chain_takes_no_longer_than_its_length() {
        const LENGTH: usize = 20_000;
        let edges: Vec<Vec<usize>> = (0..LENGTH).map(|vertex| vec![(vertex + 1).min(LENGTH - 1)]).collect();
        let mut first = vec![0; LENGTH];
        first[LENGTH - 1] = 1;
        let mut classes = refine(first, &edges);
        classes.sort_unstable();
        classes.dedup();
        assert_eq!(classes.len(), LENGTH);
    }
}
