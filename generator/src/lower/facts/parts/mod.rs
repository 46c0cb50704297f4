//! The parts of the client that can be left out: which of them bring each group, type and failure.
//!
//! In: the finished [`Api`], the `[parts]` of `client.toml`, and the document that says which operation is where. Out: `parts` of
//! each group, model and failure. A group is there with any part that has one of its operations; what is reached is there
//! with whatever reaches it, so that imports never lead to what is missing. Types of several groups go to a module for each
//! set of parts, so that whole modules are left out and no item within.

mod members;
mod reach;
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, Group, Model};
use crate::spec::Document;
use reach::Reach;
use sets::{Needs, Set};

/// Says of everything which parts bring it. Without parts nothing changes.
pub(in crate::lower) fn assign(document: &Document, config: &Config, api: &mut Api, diags: &mut Diagnostics) {
    if config.parts.is_empty() {
        return;
    }
    let needs = Needs::new(&config.parts);
    let members = members::members(document, config, api, diags);
    let groups = with_questions(&api.groups, of_groups(&api.groups, &members));
    let mut reach = Reach::new(api);
    for group in &api.groups {
        reach.group(group, groups.get(&group.name).unwrap_or(&Set::Always));
    }
    for hook in &api.hooks {
        reach.ty(&hook.ty, &Set::Always);
    }
    let (models, failures) = reach.done(&groups);
    let list = |set: Option<&Set>| set.map(|set| needs.shortest(set)).unwrap_or_default();
    for group in &mut api.groups {
        group.parts = list(groups.get(&group.name));
    }
    for model in &mut api.models {
        model.parts = list(models.get(&model.name));
    }
    for failure in &mut api.failures {
        failure.parts = list(failures.get(&failure.name));
        for alias in &mut failure.aliases {
            alias.parts = list(failures.get(&alias.name));
        }
    }
    let any = groups
        .values()
        .fold(Set::Any(BTreeSet::new()), |any, set| any.either(set));
    api.parts = list(Some(&any));
    let all = needs.shortest(&Set::Any(
        config.parts.iter().map(|part| part.name.text.clone()).collect(),
    ));
    modules(&api.groups, &mut api.models, &all);
}

/// The parts of a group are those of all of its operations.
fn of_groups(groups: &[Group], members: &BTreeMap<String, Set>) -> BTreeMap<String, Set> {
    let set = |group: &Group| {
        let each = group
            .operations
            .iter()
            .map(|operation| members.get(operation.at.as_str()));
        each.fold(Set::Any(BTreeSet::new()), |all, one| {
            all.either(one.unwrap_or(&Set::Always))
        })
    };
    groups.iter().map(|group| (group.name.clone(), set(group))).collect()
}

/// A group is there, too, if another asks it how its work stands, or how many partitions there are.
fn with_questions(groups: &[Group], mut sets: BTreeMap<String, Set>) -> BTreeMap<String, Set> {
    for _ in groups {
        let before = sets.clone();
        for group in groups {
            let asked = group.operations.iter().flat_map(|operation| {
                let polling = operation.polling.iter().map(|polling| &polling.group);
                let feed = operation.feed.iter().filter_map(|feed| feed.count.as_ref());
                polling.chain(feed.map(|count| &count.group))
            });
            for asked in asked {
                let Some(own) = sets.get(&group.name).cloned() else {
                    continue;
                };
                if let Some(other) = sets.get_mut(asked) {
                    *other = other.clone().either(&own);
                }
            }
        }
        if sets == before {
            break;
        }
    }
    sets
}

/// Module → the parts of all that is in it.
type Modules = BTreeMap<String, Vec<String>>;

/// The modules of types that several groups use: `shared` for those of all parts, another for each other set of parts.
fn modules(groups: &[Group], models: &mut [Model], all: &[String]) {
    let mut known: Modules = groups
        .iter()
        .map(|group| (group.name.clone(), group.parts.clone()))
        .collect();
    for model in models {
        let fits = match known.get(&model.module) {
            Some(parts) => *parts == model.parts,
            None => model.module != SHARED,
        };
        if !fits {
            model.module = module(&model.parts, all, &mut known);
        }
    }
}

const SHARED: &str = "shared";
/// A file with a longer name is a nuisance.
const LONGEST: usize = 100;

fn module(parts: &[String], all: &[String], known: &mut Modules) -> String {
    let joined = format!("{SHARED}_{}", parts.join("_").replace('-', "_"));
    let mut name = match parts {
        [] => format!("{SHARED}_always"),
        parts if parts == all => SHARED.to_owned(),
        parts if joined.len() > LONGEST => format!("{SHARED}_{}_parts", parts.len()),
        _ => joined,
    };
    while known.get(&name).is_some_and(|other| other != parts) {
        name.push('_');
    }
    known.insert(name.clone(), parts.to_vec());
    name
}
