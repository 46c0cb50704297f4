//! The parts of the client that can be left out: which of them bring each group, type and failure.
//!
//! In: all drafts, the `[parts]` of `client.toml`, and the index that says which operation is where. Out: the parts of
//! each group, model and failure. A group is there with any part that has one of its operations; what is reached is there
//! with whatever reaches it, so that imports never lead to what is missing. Types of several groups go to a module for each
//! set of parts, so that whole modules are left out and no item within.

mod members;
mod reach;
mod sets;
mod things;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::lower::drafts::{ModelDrafts, OperationDrafts};
use crate::plan::{Behaviour, ModelId, OperationId};
use crate::spec::Operations;
use reach::Reach;
use sets::{Needs, Set};
pub(in crate::lower) use things::Things;

/// Which parts bring what; nothing is said of what is always there.
#[derive(Default)]
pub(in crate::lower) struct Parts {
    pub groups: BTreeMap<String, Vec<String>>,
    pub failures: BTreeMap<String, Vec<String>>,
    /// With the module that the type is in.
    pub models: BTreeMap<ModelId, (Vec<String>, String)>,
    /// The parts any of which have operations.
    pub any: Vec<String>,
}

/// Finds which parts bring what. Without parts everything is always there.
pub(in crate::lower) fn parts(
    index: &Operations,
    config: &Config,
    things: Things<'_>,
    diags: &mut Diagnostics,
) -> Parts {
    if config.parts.is_empty() {
        return Parts::default();
    }
    let needs = Needs::new(&config.parts);
    let members = members::members(index, config, things.operations, diags);
    let groups = with_questions(things, of_groups(things.operations, &members));
    let mut reach = Reach::new(things);
    for (id, group, draft) in things.operations.entries() {
        reach.operation(id, draft, groups.get(&group.name).unwrap_or(&Set::Always));
    }
    for webhook in things.webhooks {
        reach.ty(&webhook.ty, &Set::Always);
    }
    let (models, failures) = reach.done(&groups);
    let shortest = |sets: BTreeMap<String, Set>| -> BTreeMap<String, Vec<String>> {
        let each = sets.into_iter();
        each.map(|(name, set)| (name, needs.shortest(&set))).collect()
    };
    let any = groups
        .values()
        .fold(Set::Any(BTreeSet::new()), |any, set| any.either(set));
    let any = needs.shortest(&any);
    let named = config.parts.iter().map(|part| part.name.text.clone());
    let all = needs.shortest(&Set::Any(named.collect()));
    let groups = shortest(groups);
    let models = models.into_iter().map(|(id, set)| (id, needs.shortest(&set)));
    Parts {
        models: modules(things.drafts, &groups, models.collect(), &all),
        failures: shortest(failures),
        groups,
        any,
    }
}

/// The parts of a group are those of all of its operations.
fn of_groups(drafts: &OperationDrafts, members: &BTreeMap<String, Set>) -> BTreeMap<String, Set> {
    let mut out = BTreeMap::new();
    for (_, group, draft) in drafts.entries() {
        let own = members.get(draft.method.call.spec.at.as_str()).unwrap_or(&Set::Always);
        let all = out.entry(group.name.clone()).or_insert(Set::Any(BTreeSet::new()));
        all.add(own);
    }
    out
}

/// A group is there, too, if another asks it how its work stands, or how many partitions there are.
fn with_questions(things: Things<'_>, mut sets: BTreeMap<String, Set>) -> BTreeMap<String, Set> {
    let groups = things.operations.groups();
    let asked = things.behaviours.entries().flat_map(|(id, behaviour)| {
        self::asked(behaviour).map(move |ask| (&groups[id.group].name, &groups[ask.group].name))
    });
    let asked: BTreeSet<(&String, &String)> = asked.collect();
    for _ in groups {
        let mut is_news = false;
        for (asking, asked) in &asked {
            let own = sets.get(*asking).cloned();
            let other = sets.get_mut(*asked);
            is_news |= other.zip(own).is_some_and(|(other, own)| other.add(&own));
        }
        if !is_news {
            break;
        }
    }
    sets
}

/// The operations that one asks.
fn asked(behaviour: &Behaviour) -> impl Iterator<Item = OperationId> {
    let Behaviour {
        retry: _,
        repeatable: _,
        max_request: _,
        timeout: _,
        paging: _,
        paging_doubt: _,
        bulk: _,
        feed,
        polling,
    } = behaviour;
    let counts = feed.iter().filter_map(|feed| feed.count.as_ref());
    polling
        .iter()
        .map(|polling| polling.ask)
        .chain(counts.map(|count| count.ask))
}

/// Module → the parts of all that is in it.
type Modules = BTreeMap<String, Vec<String>>;

/// The modules of types that several groups use: `shared` for those of all parts, another for each other set of parts.
fn modules(
    drafts: &ModelDrafts,
    groups: &Modules,
    mut parts: BTreeMap<ModelId, Vec<String>>,
    all: &[String],
) -> BTreeMap<ModelId, (Vec<String>, String)> {
    let mut known = groups.clone();
    let mut out = BTreeMap::new();
    for (id, draft) in drafts.entries() {
        let own = parts.remove(&id).unwrap_or_default();
        let fits = match known.get(&draft.module) {
            Some(parts) => *parts == own,
            None => draft.module != SHARED,
        };
        let module = match fits {
            true => draft.module.clone(),
            false => module(&own, all, &mut known),
        };
        out.insert(id, (own, module));
    }
    out
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
