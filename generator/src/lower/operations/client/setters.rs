//! What the setters of the client's builder are called that come from the document: for variables of its server, for credentials, and for
//! parameters that are set once.
//!
//! In: all of them, and what the lock has of them. Out: the same with names that differ from each other and from the builder's own methods, and
//! these names for the lock, where a key is known by how it travels, whatever its scheme is called.

use crate::config::{Lock, LockedMembers};
use crate::lower::names::members::{Wish, locked, members, settle};
use crate::plan::{ClientWide, Home, Scheme, SchemeKind, Variable};

/// How a header is called in the lock.
const HEADER: &str = "header ";

/// Names the setters. `taken` are the builder's other methods, `kept` what the lock has besides.
pub(in crate::lower) fn name(
    variables: &mut [Variable],
    schemes: &mut [Scheme],
    client_wide: &mut [ClientWide],
    lock: Option<&Lock>,
    taken: &[&str],
    kept: LockedMembers,
) -> LockedMembers {
    let none = LockedMembers::new();
    let old = lock.and_then(|lock| lock.setters.as_ref()).unwrap_or(&none);
    let variables = variables.iter_mut();
    let variables = variables.map(|one| (vec![format!("variable {}", one.wire)], &mut one.name));
    let schemes = schemes.iter_mut();
    let schemes = schemes.filter_map(|one| Some((vec![of_scheme(&one.kind)], one.setter.as_mut()?)));
    let client_wide = client_wide.iter_mut();
    let client_wide = client_wide.map(|one| (of_client_wide(one), &mut one.name));
    let (what, names): (Vec<Vec<String>>, Vec<&mut String>) = variables.chain(schemes).chain(client_wide).unzip();
    let wish = |(name, locked): (&&mut String, Option<String>)| Wish {
        locked,
        ..Wish::plain((*name).clone())
    };
    let wishes: Vec<Wish> = names.iter().zip(locked(old, &what)).map(wish).collect();
    // A key keeps the setter that it has shared with a parameter.
    let is_shared = |name: &str| wishes.iter().any(|wish| wish.locked.as_deref() == Some(name));
    let kept_names = kept.iter().map(|(_, name)| name.as_str());
    let kept_names = kept_names.filter(|name| !is_shared(name));
    let taken: Vec<&str> = taken.iter().copied().chain(kept_names).collect();
    let given = settle(&wishes, &taken);
    let rows = members(old, what, &given).rows;
    for (name, given) in names.into_iter().zip(given) {
        *name = given;
    }
    [rows, kept].concat()
}

/// A parameter that is set once, for the lock.
pub(super) fn of_parameter(home: Home, wire: &str) -> String {
    match home {
        Home::Header => format!("{HEADER}{}", wire.to_ascii_lowercase()),
        // No other place has them.
        Home::Query | Home::Path | Home::QueryString | Home::Cookie => format!("query {wire}"),
    }
}

/// The same from what the lock calls an argument of an operation.
pub(super) fn of_argument(what: &str) -> String {
    what.strip_prefix(HEADER)
        .map_or_else(|| what.to_owned(), |wire| of_parameter(Home::Header, wire))
}

/// A parameter that is set once, and the key that is set with it.
fn of_client_wide(one: &ClientWide) -> Vec<String> {
    let parameter = of_parameter(one.home, &one.wire);
    let key = one.scheme.as_ref().map(|_| of_key(&parameter));
    [parameter].into_iter().chain(key).collect()
}

/// A credential for the lock.
fn of_scheme(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Header(name) => of_key(&of_parameter(Home::Header, name)),
        SchemeKind::Query(name) => of_key(&of_parameter(Home::Query, name)),
        SchemeKind::Cookie(name) => of_key(&format!("cookie {name}")),
    }
}

/// A key by how it travels. It has a word of its own, because a parameter that travels in the same way need not be set once.
fn of_key(travels: &str) -> String {
    format!("key {travels}")
}
