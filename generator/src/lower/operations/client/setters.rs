//! What the setters of the client's builder are called that come from the document: for variables of its server, for credentials, and for
//! parameters that are set once.
//!
//! In: all of them, and what the lock has of them. Out: the same with names that differ from each other and from the builder's own methods, and
//! these names for the lock, where a key is known by how it travels, whatever its scheme is called.

use crate::config::{Lock, LockedMembers};
use crate::lower::names::members::{Members, Wish, locked, settle};
use crate::plan::{ClientWide, Home, Scheme, SchemeKind, Variable};

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
    let variables = variables.map(|one| (format!("variable {}", one.wire), &mut one.name));
    let schemes = schemes.iter_mut();
    let schemes = schemes.filter_map(|one| Some((of_scheme(&one.kind), one.setter.as_mut()?)));
    let client_wide = client_wide.iter_mut();
    let client_wide = client_wide.map(|one| (of_parameter(one.home, &one.wire), &mut one.name));
    let (what, names): (Vec<Vec<String>>, Vec<&mut String>) = variables
        .chain(schemes)
        .chain(client_wide)
        .map(|(what, name)| (vec![what], name))
        .unzip();
    let wish = |(name, locked): (&&mut String, Option<String>)| Wish {
        locked,
        ..Wish::plain((*name).clone())
    };
    let wishes: Vec<Wish> = names.iter().zip(locked(old, &what)).map(wish).collect();
    let taken: Vec<&str> = taken
        .iter()
        .copied()
        .chain(kept.iter().map(|(_, name)| name.as_str()))
        .collect();
    let given = settle(&wishes, &taken);
    let rows = Members::new(old, what, &given).rows;
    for (name, given) in names.into_iter().zip(given) {
        *name = given;
    }
    [rows, kept].concat()
}

/// A parameter that is set once, for the lock.
pub(super) fn of_parameter(home: Home, wire: &str) -> String {
    match home {
        Home::Header => format!("header {}", wire.to_ascii_lowercase()),
        _ => format!("query {wire}"),
    }
}

/// A credential for the lock.
fn of_scheme(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Header(name) => of_parameter(Home::Header, name),
        SchemeKind::Query(name) => of_parameter(Home::Query, name),
        SchemeKind::Cookie(name) => format!("cookie {name}"),
    }
}
