//! Branches that nothing tells apart.

use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::Merged;
use super::super::node::{Branch, UnionShape};
use super::constants;
use crate::plan::{Criterion, Strategy, ValueKind};
use crate::spec::Fault;

/// They are tried in order, those that ask for more first. One whose constants the value does not have is not tried.
pub(crate) fn trial(ask: &mut dyn Ask, branches: Vec<Branch>, kind: ValueKind) -> Result<UnionShape, Fault> {
    let all = branches.iter().map(|branch| ask.merged(branch.site));
    let all: Vec<Rc<Merged>> = all.collect::<Result<_, _>>()?;
    let guards = constants::guards(ask, &all)?;
    let mut ranked: Vec<(usize, Branch)> = Vec::new();
    for ((branch, guards), merged) in branches.into_iter().zip(guards).zip(&all) {
        let criterion = Criterion::Trial(guards);
        ranked.push((merged.required.len(), Branch { criterion, ..branch }));
    }
    ranked.sort_by_key(|(required, _)| std::cmp::Reverse(*required));
    Ok(UnionShape {
        branches: ranked.into_iter().map(|(_, branch)| branch).collect(),
        tag: None,
        strategy: Strategy::Trial,
        kind,
    })
}
