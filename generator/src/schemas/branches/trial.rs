//! Branches that nothing tells apart.

use super::super::ask::Ask;
use super::super::node::{Branch, UnionShape};
use crate::plan::{Criterion, Strategy, ValueKind};

/// They are tried in order, those that ask for more first.
pub(crate) fn trial(ask: &mut dyn Ask, mut branches: Vec<Branch>, kind: ValueKind) -> UnionShape {
    let mut required = |branch: &Branch| ask.merged(branch.site).map_or(0, |merged| merged.required.len());
    branches.sort_by_cached_key(|branch| std::cmp::Reverse(required(branch)));
    for branch in &mut branches {
        branch.criterion = Criterion::Trial;
    }
    UnionShape {
        branches,
        tag: None,
        strategy: Strategy::Trial,
        kind,
    }
}
