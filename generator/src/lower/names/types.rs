//! Names every site at once, and then what each consists of. What the lock or the author says holds; a component keeps its name; a synthesised name gives way.

use std::collections::BTreeMap;

use serde_json::json;

use super::candidates::{Namer, Source, given};
use super::claims::{Claim, settle};
use super::hints::OfSeveral;
use super::lock::{HALVES, Locked, Present, Thing};
use super::members;
use super::named::Names;
use super::seams::fit;
use crate::diag::{Action, Code, Diagnostic, Diagnostics, Place};
use crate::lower::sites::{Twin, Usage};
use crate::schemas::{Graph, NodeId, Origin, Role};
use crate::spec::{Location, Root, Step, Way};

/// Names every type, and finds out what the entries of the lock name.
pub(in crate::lower) fn names<'a>(
    source: Source<'a>,
    present: Option<&Present>,
    usage: &Usage,
    diags: &mut Diagnostics,
) -> (Names, Locked<'a>) {
    let graph = source.graph;
    let mut locked = Locked::new(present, graph, usage, diags);
    let names = all(source, &mut locked, usage, diags);
    if let Some(present) = present {
        locked.tell(&present.lock, &names, graph, diags);
    }
    (names, locked)
}

fn all(source: Source, locked: &mut Locked, usage: &Usage, diags: &mut Diagnostics) -> Names {
    let (graph, mut namer) = (source.graph, Namer::new(source));
    let nodes = usage.sites.keys();
    let of_several = nodes.clone().copied().filter(|node| usage.twins.of(*node).is_some());
    let contents = OfSeveral::new(graph, &mut namer, of_several);
    let mut wanted: Vec<(Order, Wish)> = nodes
        .map(|node| match usage.twins.of(*node) {
            Some(twin) => shared(graph, contents.names(source, &mut namer, &twin.nodes), *node, twin),
            None => wish(graph, &mut namer, locked, *node),
        })
        .collect();
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    let wanted: Vec<Wish> = wanted.into_iter().map(|(_, wish)| wish).collect();
    let said = wanted.iter().filter(|wish| wish.rank == Rank::Said);
    locked.give_way(said.filter_map(|wish| Some((wish.thing, wish.claim.names.first()?.as_str()))));
    let mut types = BTreeMap::new();
    give(&wanted, locked, &mut types);
    tell(graph, &wanted, &types, diags);
    let split = usage.split.iter();
    let halves: Vec<Wish> = split.filter_map(|node| written(*node, locked, &types)).collect();
    give(&halves, locked, &mut types);
    let (mut variants, mut members) = (BTreeMap::new(), BTreeMap::new());
    for node in usage.sites.keys() {
        let name = |node: NodeId| types.get(&whole(usage.twins.first(node))).map(String::as_str);
        let mut labels = namer.of_choice(*node);
        let old = locked.members(whole(*node), &types, graph);
        let key = |node: NodeId| locked.key(whole(node));
        let of_type = members::of_type(graph, *node, &old, &mut labels, name, key);
        members.insert(*node, of_type);
        variants.insert(*node, labels);
    }
    let all = wanted.into_iter().chain(halves);
    Names {
        origins: all.map(|wish| (wish.thing, wish.claim.place)).collect(),
        variants,
        members,
        types,
    }
}

/// A type and the names that it would take.
struct Wish {
    thing: Thing,
    rank: Rank,
    claim: Claim,
}

/// Who keeps a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The author of an overlay says so.
    Said,
    /// A schema that is called exactly so.
    Exact,
    /// Another schema.
    Schema,
    /// Another component.
    Component,
    /// What stands for several places.
    Shared,
    /// A name that nobody wrote.
    Synthesised,
}

/// Of equals, what stands less deep comes first.
type Order = (Rank, usize, String);

fn wish(graph: &Graph, namer: &mut Namer, locked: &mut Locked, node: NodeId) -> (Order, Wish) {
    let (place, made) = graph.path(node);
    let (location, names) = (Location::read(&place), namer.candidates(node));
    let depth = place.depth() + made.iter().map(|(_, role)| steps(role)).sum::<usize>();
    let is_property = |step: &Step| matches!(step.way, Way::Property(_));
    let rank = match (&location.root, depth) {
        _ if given::of(graph, node).is_some() => Rank::Said,
        (Root::Component { section, name, .. }, 3) if section == "schemas" => match names.first() == Some(name) {
            true => Rank::Exact,
            false => Rank::Schema,
        },
        (Root::Component { .. }, 4..=6) if !location.steps.iter().any(is_property) => Rank::Component,
        _ => Rank::Synthesised,
    };
    let thing = whole(node);
    let place = locked.key(thing).trim_start_matches('#').to_owned();
    let order = (rank, depth, place.clone());
    let claim = Claim { names, place };
    (order, Wish { thing, rank, claim })
}

/// What stands for several places: who of two gets a name depends on what they are, and not on how many places there are.
fn shared(graph: &Graph, names: Vec<String>, node: NodeId, twin: &Twin) -> (Order, Wish) {
    // What is made of several schemas has no place of its own in the document.
    let (_, made) = graph.path(node);
    let role = if made.is_empty() { "" } else { "~made" };
    let best = names.first().map_or("", String::as_str);
    let place = format!("{best} {}{role}", twin.digest);
    let (rank, thing) = (Rank::Shared, whole(node));
    let claim = Claim {
        names,
        place: place.clone(),
    };
    ((rank, 0, place), Wish { thing, rank, claim })
}

/// The type of a node, or the half of it that is read.
fn whole(node: NodeId) -> Thing {
    Thing {
        node,
        is_written: false,
    }
}

/// How far a made node stands below the one that it is made from.
fn steps(role: &Role) -> usize {
    match role {
        Role::Items | Role::Elements(0) | Role::Values => 1,
        _ => 2,
    }
}

/// The written half of a split type, called after the half that is read.
fn written(node: NodeId, locked: &mut Locked, names: &BTreeMap<Thing, String>) -> Option<Wish> {
    let read = names.get(&whole(node))?;
    let thing = Thing { node, is_written: true };
    let long = HALVES.map(|word| format!("{read}{word}")).into_iter();
    let halves = long.clone().map(fit);
    let claim = Claim {
        names: halves.chain(long).collect(),
        place: locked.key(thing).trim_start_matches('#').to_owned(),
    };
    let rank = Rank::Synthesised;
    Some(Wish { thing, rank, claim })
}

/// Gives every type a name that nobody has: the locked one, or the best that is left.
fn give(wanted: &[Wish], locked: &Locked, out: &mut BTreeMap<Thing, String>) {
    let free: Vec<&Wish> = wanted.iter().filter(|wish| locked.name(wish.thing).is_none()).collect();
    let claims: Vec<Claim> = free.iter().map(|wish| wish.claim.clone()).collect();
    let taken: Vec<&str> = out.values().map(String::as_str).chain(locked.taken()).collect();
    let given = settle(&claims, &taken);
    let kept = wanted
        .iter()
        .filter_map(|wish| Some((wish.thing, locked.name(wish.thing)?.to_owned())));
    out.extend(kept);
    out.extend(free.iter().map(|wish| wish.thing).zip(given));
}

/// Tells of names that somebody wrote and the type has not got, and of those that gave way to them.
fn tell(graph: &Graph, wanted: &[Wish], names: &BTreeMap<Thing, String>, diags: &mut Diagnostics) {
    let owners: BTreeMap<&str, &Wish> = wanted.iter().map(|wish| (names[&wish.thing].as_str(), wish)).collect();
    // What stands for several places has a name that nobody wrote.
    for wish in wanted.iter().filter(|wish| wish.rank != Rank::Shared) {
        let (name, Some(best)) = (&names[&wish.thing], wish.claim.names.first()) else {
            continue;
        };
        let Some(other) = owners.get(best.as_str()).filter(|_| name != best) else {
            continue;
        };
        let inside = graph
            .place(wish.thing.node)
            .strip(&graph.place(other.thing.node))
            .is_some();
        if wish.rank < Rank::Component || (other.rank < Rank::Component && !inside) {
            diags.push(clash(graph, wish, other, best, name));
        }
    }
}

fn clash(graph: &Graph, wish: &Wish, other: &Wish, best: &str, name: &str) -> Diagnostic {
    let message = format!("the Rust name `{best}` is taken, so this type is called `{name}`");
    let help = if wish.rank < Rank::Component {
        "`x-client-name` in an overlay gives either of them a name of your choice"
    } else {
        "`names.lock` beside client.toml keeps names that were given once; `x-client-name` in an overlay chooses one"
    };
    let place = graph.place(wish.thing.node);
    let warning = Diagnostic::at(Code::NameClash, &place, message)
        .related(Place::At(graph.place(other.thing.node)), "this one keeps the name")
        .help(help);
    match graph.origin(wish.thing.node) {
        Some(
            Origin::At(_)
            | Origin::Made {
                role: Role::Group(_), ..
            },
        ) => warning.fix(Action::update(place, json!({ "x-client-name": name }))),
        // The name would be that of what it is made from.
        _ => warning,
    }
}
