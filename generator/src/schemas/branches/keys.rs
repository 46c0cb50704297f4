//! Branches that a key gives away.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::merge::Merged;
use super::super::node::{Branch, UnionShape};
use crate::plan::{Criterion, Strategy, ValueKind};

/// A key that only one branch has; one branch may do without.
pub(crate) fn keys(branches: &[Branch], all: &[Rc<Merged>]) -> Option<UnionShape> {
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in all.iter().flat_map(|merged| &merged.properties) {
        *owners.entry(name).or_default() += 1;
    }
    let each = branches.iter().zip(all);
    let each = each.map(|(branch, merged)| by_own_key(branch, merged, &owners));
    let (rest, mut out): (Vec<Branch>, Vec<Branch>) = each.partition(|branch| branch.criterion == Criterion::Otherwise);
    if rest.len() > 1 {
        return None;
    }
    out.extend(rest);
    let only = out
        .iter()
        .all(|branch| matches!(branch.criterion, Criterion::Member(_)));
    Some(UnionShape {
        branches: out,
        tag: None,
        strategy: if only { Strategy::OnlyKey } else { Strategy::OwnKey },
        kind: ValueKind::Object,
    })
}

/// `owners` says how many branches have a key.
fn by_own_key(branch: &Branch, merged: &Merged, owners: &BTreeMap<&str, usize>) -> Branch {
    let is_mine = |name: &String| owners.get(name.as_str()) == Some(&1);
    let mine = || merged.properties.iter().filter(|(name, _)| is_mine(name));
    let required: BTreeSet<&String> = merged.required.iter().collect();
    let best = mine()
        .find(|(name, _)| required.contains(name))
        .or_else(|| mine().next());
    let (criterion, payload) = match best {
        Some((name, parts)) if merged.properties.len() == 1 && !merged.has_rest() => {
            let payload = parts.first().copied().unwrap_or(branch.site);
            (Criterion::Member(name.clone()), payload)
        }
        Some((name, _)) => {
            let sure = merged.required.contains(name);
            let all = mine().map(|(name, _)| name.clone());
            let keys = if sure { vec![name.clone()] } else { all.collect() };
            (Criterion::Key(keys), branch.payload)
        }
        None => (Criterion::Otherwise, branch.payload),
    };
    Branch {
        criterion,
        payload,
        ..branch.clone()
    }
}
