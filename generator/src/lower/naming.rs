//! Names every site at once. A component keeps its name; a synthesised name gives way.

use std::collections::BTreeMap;

use serde_json::json;

use super::names;
use super::sites::Usage;
use super::world::World;
use crate::diag::{Action, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// Site → Rust name, all different, also those of written halves.
pub(super) fn names(world: &World, usage: &Usage, diags: &mut Diagnostics) -> BTreeMap<Pointer, String> {
    let mut wanted: Vec<(usize, String, &Pointer)> = usage
        .sites
        .keys()
        .map(|site| (rank(site), names::hint(world, site), site))
        .collect();
    wanted.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
    let mut taken: BTreeMap<String, Pointer> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for (rank, hint, site) in wanted {
        let name = free(&hint, &taken);
        if rank < 2 && name != hint {
            diags.push(clash(site, &taken[&hint], &hint, &name));
        }
        if usage.split.contains(site) {
            taken.insert(format!("{name}Write"), site.clone());
        }
        taken.insert(name.clone(), site.clone());
        out.insert(site.clone(), name);
    }
    out
}

/// Who keeps a name: schemas, other components, everything else.
fn rank(site: &Pointer) -> usize {
    let parts = site.parts();
    match (
        parts.first().map(String::as_str),
        parts.get(1).map(String::as_str),
        parts.len(),
    ) {
        (Some("components"), Some("schemas"), 3) => 0,
        (Some("components"), _, _) => 1,
        _ => 2,
    }
}

fn free(hint: &str, taken: &BTreeMap<String, Pointer>) -> String {
    if !taken.contains_key(hint) {
        return hint.to_owned();
    }
    let numbered = (2..).map(|number| format!("{hint}{number}"));
    numbered
        .into_iter()
        .find(|name| !taken.contains_key(name))
        .unwrap_or_else(|| hint.to_owned())
}

fn clash(site: &Pointer, other: &Pointer, hint: &str, name: &str) -> Diagnostic {
    Diagnostic::warning(
        "name-clash",
        site,
        format!("the Rust name `{hint}` is taken, so this type is called `{name}`"),
    )
    .related(Place::At(other.clone()), "this one keeps the name")
    .help("`x-client-name` in an overlay gives either of them a name of your choice")
    .fix(Action::update(site.clone(), json!({ "x-client-name": name })))
}
