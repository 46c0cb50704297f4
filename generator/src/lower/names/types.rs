//! Names every site at once. What the lock or the author says holds; a component keeps its name; a synthesised name gives way.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::sites::Usage;
use super::candidates;
use super::claims::{Claim, settle};
use super::identifiers;
use super::labels::{self, Namer};
use crate::config::Lock;
use crate::contract;
use crate::diag::{Action, Code, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::schemas::world::World;

/// Where the written half of a split type stands: nowhere in the document, so at a place of its own.
pub(in crate::lower) fn half(site: &Pointer) -> Pointer {
    site.key("x-write")
}

/// What all types and the variants of unions are called.
#[derive(Debug, Default)]
pub(in crate::lower) struct Names {
    /// Site → Rust name, all different, also those of written halves.
    pub types: BTreeMap<Pointer, String>,
    /// Site of a union or a group → the names of its branches, in their order.
    pub variants: BTreeMap<Pointer, Vec<String>>,
}

/// Names every site.
pub(in crate::lower) fn names(world: &World, usage: &Usage, diags: &mut Diagnostics) -> Names {
    let mut namer = Namer::new(world);
    let none = Lock::default();
    let lock = world.config.lock.as_ref().unwrap_or(&none);
    let mut wanted: Vec<(Order, Wish)> = usage.sites.keys().map(|site| wish(&mut namer, site)).collect();
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    let wanted: Vec<Wish> = wanted.into_iter().map(|(_, wish)| wish).collect();
    let mut out = BTreeMap::new();
    give(&wanted, lock, &mut out);
    tell(&wanted, &out, diags);
    let halves: Vec<Wish> = usage.split.iter().filter_map(|site| written(site, &out)).collect();
    give(&halves, lock, &mut out);
    let sites = usage.sites.keys();
    let variants = sites.map(|site| (site.clone(), labels::of_choice(&mut namer, site)));
    Names {
        variants: variants.filter(|(_, labels)| !labels.is_empty()).collect(),
        types: out,
    }
}

/// A site and the names that it would take.
struct Wish {
    site: Pointer,
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
    /// A name that nobody wrote.
    Synthesised,
}

/// Of equals, what stands less deep comes first.
type Order = (Rank, usize, Pointer);

fn wish(namer: &mut Namer, site: &Pointer) -> (Order, Wish) {
    let (parts, names) = (site.parts(), candidates::hints(namer, site));
    let rank = match (
        parts.first().map(String::as_str),
        parts.get(1).map(String::as_str),
        parts.len(),
    ) {
        _ if candidates::given(namer.world, site).is_some() => Rank::Said,
        (Some("components"), Some("schemas"), 3) if names.first() == parts.get(2) => Rank::Exact,
        (Some("components"), Some("schemas"), 3) => Rank::Schema,
        (Some("components"), Some(_), 4..=6) if !parts[3..].iter().any(|part| part == "properties") => Rank::Component,
        _ => Rank::Synthesised,
    };
    let claim = Claim {
        names,
        place: site.as_str().to_owned(),
    };
    let order = (rank, parts.len(), site.clone());
    let site = site.clone();
    (order, Wish { site, rank, claim })
}

/// The written half of a split type, called after the half that is read.
fn written(site: &Pointer, names: &BTreeMap<Pointer, String>) -> Option<Wish> {
    let (read, site) = (names.get(site)?, half(site));
    let claim = Claim {
        names: ["Write", "Input", "Written"]
            .map(|word| format!("{read}{word}"))
            .to_vec(),
        place: site.as_str().to_owned(),
    };
    let rank = Rank::Synthesised;
    Some(Wish { site, rank, claim })
}

/// Gives every site a name that nobody has: the locked one, or the best that is left.
fn give(wanted: &[Wish], lock: &Lock, out: &mut BTreeMap<Pointer, String>) {
    let locked = |wish: &Wish| lock.type_name(&wish.site.to_string());
    let free: Vec<&Wish> = wanted.iter().filter(|wish| locked(wish).is_none()).collect();
    let claims: Vec<Claim> = free.iter().map(|wish| wish.claim.clone()).collect();
    let taken: Vec<String> = out.values().cloned().chain(lock.type_names()).collect();
    let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
    let given = settle(&claims, &taken);
    let kept = wanted
        .iter()
        .filter_map(|wish| Some((wish.site.clone(), locked(wish)?.to_owned())));
    out.extend(kept);
    out.extend(free.iter().map(|wish| wish.site.clone()).zip(given));
}

/// Tells of names that somebody wrote and the type has not got, and of those that gave way to them.
fn tell(wanted: &[Wish], names: &BTreeMap<Pointer, String>, diags: &mut Diagnostics) {
    let owners: BTreeMap<&str, &Wish> = wanted.iter().map(|wish| (names[&wish.site].as_str(), wish)).collect();
    for wish in wanted {
        let (name, Some(best)) = (&names[&wish.site], wish.claim.names.first()) else {
            continue;
        };
        let Some(other) = owners.get(best.as_str()).filter(|_| name != best) else {
            continue;
        };
        let inside = wish.site.strip(&other.site).is_some();
        if wish.rank < Rank::Component || (other.rank < Rank::Component && !inside) {
            diags.push(clash(wish, &other.site, best, name));
        }
    }
}

fn clash(wish: &Wish, other: &Pointer, best: &str, name: &str) -> Diagnostic {
    let message = format!("the Rust name `{best}` is taken, so this type is called `{name}`");
    let help = if wish.rank < Rank::Component {
        "`x-client-name` in an overlay gives either of them a name of your choice"
    } else {
        "`names.lock` beside client.toml keeps names that were given once; `x-client-name` in an overlay chooses one"
    };
    Diagnostic::at(Code::NameClash, &wish.site, message)
        .related(Place::At(other.clone()), "this one keeps the name")
        .help(help)
        .fix(Action::update(wish.site.clone(), json!({ "x-client-name": name })))
}

/// Whether a type may be called so.
pub(super) fn is_type_name(name: &str) -> bool {
    is_upper(name) && !contract::MODEL_TYPES.contains(&name)
}

/// Whether a name is one and looks like a type's.
pub(super) fn is_upper(name: &str) -> bool {
    identifiers::is_identifier(name) && !name.starts_with(|first: char| first.is_lowercase())
}
