//! Several choices in one schema, as in `oneOf` next to `anyOf`: a value is of a branch of each of them.
//!
//! A type is made of one choice. One that only limits, as most do that stand next to another, costs nothing. If two of them bring
//! something of their own, that of the second is lost, which is a remark.

use std::collections::BTreeSet;

use super::super::ask::Ask;
use super::super::merge::{Choice, Merged};
use super::super::node::Shape;
use super::super::origin::NodeId;
use crate::diag::Code;
use crate::spec::Fault;

/// The choice that the type is made of: the first that brings something of its own, otherwise the first. Types
/// (`type: [object, string]`) only limit what other choices list.
pub(super) fn first<'m, 'a>(ask: &mut dyn Ask<'a>, merged: &'m Merged<'a>) -> Option<&'m Choice<'a>> {
    let all: Vec<&Choice> = merged.choices.iter().filter(|choice| !choice.only_requires).collect();
    if let [only] = all.as_slice() {
        return Some(*only);
    }
    let mut listed = all.iter().filter(|choice| is_listed(choice));
    let first = listed.clone().next().or_else(|| all.first());
    listed.find(|choice| brings(ask, choice, merged)).or(first).copied()
}

fn is_listed(choice: &Choice) -> bool {
    choice.branches.iter().all(|branch| branch.kind.is_none())
}

/// A remark about each choice that brings something which the type does not have.
pub(super) fn lost<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, used: &Choice<'a>, shape: &Shape) -> Vec<Fault> {
    let mut out = Vec::new();
    if matches!(shape, Shape::Any) {
        return out;
    }
    let others = merged.choices.iter().filter(|choice| !choice.only_requires);
    for choice in others.filter(|choice| is_listed(choice) && choice.at != used.at) {
        if brings(ask, choice, merged) && !has_all(ask, choice, used) {
            let message = format!(
                "a type has the branches of one choice: those of {} are used and those of {} are not",
                used.at, choice.at
            );
            let fault = Fault::new(Code::IgnoredChoice, choice.at.clone(), message);
            out.push(fault.help("an overlay can remove one of them, and write its properties next to the other"));
        }
    }
    out
}

/// Whether a choice lists all branches of another one, so that it says nothing more.
fn has_all(ask: &mut dyn Ask, choice: &Choice, other: &Choice) -> bool {
    let mut sites = |choice: &Choice| -> BTreeSet<NodeId> {
        let each = choice.branches.iter();
        each.filter_map(|branch| ask.site(branch.node).ok()).collect()
    };
    sites(other).is_subset(&sites(choice))
}

/// Whether a branch of a choice has properties or elements that nothing next to the choice has.
fn brings<'a>(ask: &mut dyn Ask<'a>, choice: &Choice<'a>, base: &Merged<'a>) -> bool {
    choice.branches.iter().any(|branch| {
        // Only what the branches state: the shape of one may depend on this type, which is not known yet.
        let Ok(branch) = ask.site(branch.node).and_then(|site| ask.stated(site)) else {
            return false;
        };
        let is_known = |name: &str| base.properties.iter().any(|(known, _)| known == name);
        let has_properties = !branch.properties.iter().all(|(name, _)| is_known(name));
        let has_items = branch.items != base.items && branch.items.iter().flatten().any(|items| is_typed(ask, *items));
        has_properties || has_items || has_choice(&branch)
    })
}

fn has_choice(merged: &Merged) -> bool {
    merged.choices.iter().any(|choice| !choice.only_requires)
}

/// Whether not every value is of a node.
fn is_typed(ask: &mut dyn Ask, node: NodeId) -> bool {
    let stated = ask.site(node).and_then(|site| ask.stated(site));
    stated.is_ok_and(|stated| stated.kind().is_some() || has_choice(&stated))
}
