//! Which sites need a named type, who sends and who receives them, and which differ by direction.
//!
//! In: the roots (schemas of requests and responses). Out: [`Usage`]. A part that cannot be read is reported once and becomes
//! a free-form value where it is used.

mod twins;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::schemas::{Direction, Graph, Holding, NodeId, Shape, Slot, holding};
use crate::spec::Fault;
pub(super) use twins::{Twin, Twins};

/// Who uses a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Use {
    pub read: bool,
    pub write: bool,
    pub groups: BTreeSet<String>,
}

/// A schema that is sent or received, and by which group.
pub(super) type Used<'a> = (NodeId, Direction, &'a str);

/// All sites that need a name.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub sites: BTreeMap<NodeId, Use>,
    /// Sites that are two types: one that is read, one that is written.
    pub split: BTreeSet<NodeId>,
    /// Whether the document has operations that nobody wants, which may need further types.
    pub is_partial: bool,
    /// Which sites are one type.
    pub twins: Twins,
}

impl Usage {
    /// Finds what the roots reach, and tells of schemas that cannot be read, or only in part.
    pub(super) fn new(
        graph: &Graph,
        twins: Twins,
        roots: &[Used<'_>],
        is_partial: bool,
        diags: &mut Diagnostics,
    ) -> Self {
        let mut usage = Self {
            twins,
            is_partial,
            ..Self::default()
        };
        for (root, direction, group) in roots {
            usage.add(graph, *root, *direction, group, diags);
        }
        usage.split(graph);
        graph.remarks().for_each(|fault| diags.push(fault.clone().diagnostic()));
        usage
    }

    /// Adds everything that a root reaches.
    fn add(&mut self, graph: &Graph, root: NodeId, direction: Direction, group: &str, diags: &mut Diagnostics) {
        let mut todo = vec![root];
        while let Some(node) = todo.pop() {
            let found = self
                .twins
                .site(graph, node)
                .and_then(|site| Ok((graph.shape(site)?, site)));
            let (shape, site) = match found {
                Ok(found) => found,
                Err(fault) => {
                    diags.push(gap(&fault));
                    continue;
                }
            };
            if needs_name(shape) && !self.enter(site, direction, group) {
                continue;
            }
            match edges(graph, site, shape, direction) {
                Ok(next) => todo.extend(next),
                Err(fault) => diags.push(gap(&fault)),
            }
        }
    }

    /// Whether this is news.
    fn enter(&mut self, site: NodeId, direction: Direction, group: &str) -> bool {
        let entry = self.sites.entry(site).or_default();
        let flag = match direction {
            Direction::Read => &mut entry.read,
            Direction::Write => &mut entry.write,
        };
        let known = std::mem::replace(flag, true);
        entry.groups.insert(group.to_owned()) || !known
    }

    /// Finds the sites that are used both ways and differ, or hold one that does.
    fn split(&mut self, graph: &Graph) {
        let both: Vec<NodeId> = self
            .sites
            .iter()
            .filter(|(_, usage)| usage.read && usage.write)
            .map(|(site, _)| *site)
            .collect();
        let mut holders: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
        for site in &both {
            for held in self.named_within(graph, *site) {
                holders.entry(held).or_default().push(*site);
            }
        }
        let mut todo: Vec<NodeId> = both
            .iter()
            .filter(|site| one_way_fields(graph, **site))
            .copied()
            .collect();
        while let Some(site) = todo.pop() {
            if self.split.insert(site) {
                todo.extend(holders.get(&site).into_iter().flatten().copied());
            }
        }
    }

    /// The sites with a name that a type holds when it is written, by itself or in lists and maps.
    fn named_within(&self, graph: &Graph, site: NodeId) -> BTreeSet<NodeId> {
        let shape = graph.shape(site);
        let edges_of = |site: NodeId, shape: &Shape| edges(graph, site, shape, Direction::Write).unwrap_or_default();
        let mut todo = shape.map_or_else(|_| Vec::new(), |shape| edges_of(site, shape));
        let mut out = BTreeSet::new();
        while let Some(node) = todo.pop() {
            let Ok(child) = self.twins.site(graph, node) else {
                continue;
            };
            match graph.shape(child) {
                Ok(shape) if !needs_name(shape) => todo.extend(edges_of(child, shape)),
                _ => drop(out.insert(child)),
            }
        }
        out
    }
}

/// A fault as the gap that it leaves.
pub(super) fn gap(fault: &Fault) -> Diagnostic {
    let said = fault.clone().diagnostic();
    match said.severity {
        Severity::Gap => said.help("what uses it becomes a free-form JSON value; an overlay can correct the document"),
        Severity::Error | Severity::Warning => said,
    }
}

/// Whether a shape is a generated type.
pub(super) fn needs_name(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Record | Shape::TextEnum(_) | Shape::Union(_) | Shape::Group(_)
    )
}

/// The schemas that a type is made of.
fn edges(graph: &Graph, site: NodeId, shape: &Shape, direction: Direction) -> Result<Vec<NodeId>, Fault> {
    Ok(match shape {
        Shape::Union(choice) | Shape::Group(choice) => {
            let branches = choice.branches.iter();
            let held = branches.filter(|branch| holding(graph, choice, branch) != Holding::OnlyTag);
            held.map(|branch| branch.payload).collect()
        }
        Shape::Record => {
            let slots = graph.slots(site, Some(direction))?;
            slots.into_iter().map(Slot::at).chain(graph.rest(site)).collect()
        }
        shape => shape.held().into_iter().collect(),
    })
}

fn one_way_fields(graph: &Graph, site: NodeId) -> bool {
    let is_one_way = |slot: &&Slot| matches!(slot, Slot::Property(one) if one.read_only != one.write_only);
    graph.slots(site, None).is_ok_and(|slots| slots.iter().any(is_one_way))
}
