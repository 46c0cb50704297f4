//! Circles in a graph, and the edges that close them.

use std::collections::BTreeSet;

/// Node → the nodes that it leads to.
type Edges = [BTreeSet<usize>];

/// Edges without which there is no circle. Each circle is walked by itself, from its first node.
pub(in crate::lower) fn back_edges(edges: &Edges) -> BTreeSet<(usize, usize)> {
    let circle = components(edges);
    let mut out = BTreeSet::new();
    let mut state = vec![State::New; edges.len()];
    for start in 0..edges.len() {
        let mut path = vec![(start, true)];
        while let Some((node, arriving)) = path.pop() {
            if !arriving {
                state[node] = State::Done;
                continue;
            }
            if state[node] != State::New {
                continue;
            }
            state[node] = State::OnTheWay;
            path.push((node, false));
            for &target in edges[node]
                .iter()
                .rev()
                .filter(|target| circle[**target] == circle[node])
            {
                match state[target] {
                    State::New => path.push((target, true)),
                    State::OnTheWay => drop(out.insert((node, target))),
                    State::Done => {}
                }
            }
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

/// All nodes, each after those that it leads to; of a circle, the first node that is met comes last.
pub(in crate::lower) fn inner_first(edges: &Edges) -> Vec<usize> {
    let (mut out, mut seen) = (Vec::new(), vec![false; edges.len()]);
    for start in 0..edges.len() {
        let mut path = vec![(start, true)];
        while let Some((node, arriving)) = path.pop() {
            if !arriving {
                out.push(node);
            } else if !std::mem::replace(&mut seen[node], true) {
                path.push((node, false));
                path.extend(edges[node].iter().map(|target| (*target, true)));
            }
        }
    }
    out
}

/// The circle of each node: nodes that reach each other have the same number (Tarjan, without recursion).
pub(in crate::lower) fn components(edges: &Edges) -> Vec<usize> {
    let nodes = edges.len();
    let mut walk = Walk {
        order: vec![None; nodes],
        low: vec![0; nodes],
        open: Vec::new(),
        component: vec![None; nodes],
        seen: 0,
    };
    for start in 0..nodes {
        if walk.order[start].is_none() {
            walk.from(start, edges);
        }
    }
    let found = walk.component.into_iter().enumerate();
    found.map(|(node, component)| component.unwrap_or(node)).collect()
}

struct Walk {
    /// When each node was first seen.
    order: Vec<Option<usize>>,
    /// The earliest node that each one leads back to.
    low: Vec<usize>,
    /// Nodes whose component is not known yet.
    open: Vec<usize>,
    /// The component, named by its first node.
    component: Vec<Option<usize>>,
    seen: usize,
}

impl Walk {
    fn from(&mut self, start: usize, edges: &Edges) {
        self.enter(start);
        let mut path = vec![(start, edges[start].iter())];
        while let Some((node, targets)) = path.last_mut() {
            let node = *node;
            let Some(&target) = targets.next() else {
                path.pop();
                self.leave(node);
                if let Some((parent, _)) = path.last() {
                    self.low[*parent] = self.low[*parent].min(self.low[node]);
                }
                continue;
            };
            match self.order[target] {
                None => {
                    self.enter(target);
                    path.push((target, edges[target].iter()));
                }
                Some(seen) if self.component[target].is_none() => self.low[node] = self.low[node].min(seen),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.low[node] = self.seen;
        self.order[node] = Some(self.seen);
        self.seen += 1;
        self.open.push(node);
    }

    /// The first node of a component takes all that were opened since.
    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        while let Some(member) = self.open.pop() {
            self.component[member] = Some(node);
            if member == node {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Edge = (usize, usize);

    fn graph(edges: &[&[usize]]) -> Vec<BTreeSet<usize>> {
        edges.iter().map(|targets| targets.iter().copied().collect()).collect()
    }

    #[test]
    fn one_edge_of_each_circle_is_enough() {
        let table: [(&[&[usize]], &[Edge]); 5] = [
            (&[&[1], &[2], &[]], &[]),
            (&[&[0]], &[(0, 0)]),
            (&[&[1], &[0]], &[(1, 0)]),
            // A node before the circle that leads into its middle does not change where it is closed.
            (&[&[2], &[2], &[3], &[1]], &[(3, 1)]),
            (&[&[1, 2], &[2], &[0, 1]], &[(2, 0), (2, 1)]),
        ];
        for (edges, expected) in table {
            let found: Vec<_> = back_edges(&graph(edges)).into_iter().collect();
            assert_eq!(found, expected, "{edges:?}");
        }
    }
}
