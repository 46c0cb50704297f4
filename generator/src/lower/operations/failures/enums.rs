//! Which enum of error bodies each operation has, and the names of enums.
//!
//! In: the operations and the lock. Out: a [`Name`] for each operation. The name of an error type follows from the operation. The
//! operations of a group that all declare the same bodies share one enum, named after the group, and the operation's own name is an
//! alias of it; so a name that callers write stays when operations begin or cease to share. Operations for which the author
//! chooses the same name share that enum. An operation with a locked enum keeps it, whatever it declares.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::declared::Declared;
use crate::config::{Lock, LockedOperation};
use crate::diag::{Action, Code, Diagnostic, Diagnostics};
use crate::lower::drafts::MethodDraft;
use crate::lower::names::claims::{Claim, settle};
use crate::lower::names::operation_words::spelled_out;
use crate::lower::names::seams::{fit, is_long};
use crate::lower::names::{type_name, words};
use crate::plan::Type;
use crate::spec::Status;

/// The last word of all names.
const ERROR: &str = "error";

/// What the error type of an operation is called.
pub(super) struct Name {
    /// The operation's own name; `None` if the author chose one.
    pub own: Option<String>,
    /// The enum: that name, or the one that it is an alias of.
    pub of: String,
}

impl Name {
    /// The name that the operation uses.
    pub(super) fn used(&self) -> &str {
        self.own.as_deref().unwrap_or(&self.of)
    }

    /// Whether the operation's own name is an alias.
    pub(super) fn is_alias(&self) -> bool {
        self.used() != self.of
    }
}

/// A name for each operation.
pub(super) fn names(lock: &Lock, operations: &[Declared], diags: &mut Diagnostics) -> Vec<Name> {
    let locked: Vec<Option<&LockedOperation>> = operations
        .iter()
        .map(|operation| lock.operations.get(&operation.method.call.spec.at.to_string()))
        .collect();
    let chosen = chosen(lock, operations, &locked, diags);
    let enums = shares(operations, &locked, &chosen);
    let mut taken: Vec<&str> = lock.errors().collect();
    taken.extend(chosen.iter().flatten().map(String::as_str));
    let is_free = |at: usize| chosen[at].is_none() && error(locked[at]).is_none();
    let free: Vec<usize> = (0..operations.len()).filter(|at| is_free(*at)).collect();
    let groups: BTreeSet<&str> = enums.iter().filter_map(Enum::group).collect();
    let own = free.iter().map(|at| of_operation(&operations[*at]));
    let claims: Vec<Claim> = own.chain(groups.iter().map(|group| of_group(group))).collect();
    let given = settle(&claims, &taken);
    for ((at, claim), name) in free.iter().zip(&claims).zip(&given) {
        // What joins group and method is a matter of taste; that another type has the name is not.
        let is_best = claim.names.iter().take(2).any(|best| best == name);
        if !is_best {
            tell(&operations[*at], &claim.names[0], name, diags);
        }
    }
    let (own, of_groups) = given.split_at(free.len());
    let own: BTreeMap<usize, &String> = free.into_iter().zip(own).collect();
    let of_groups: BTreeMap<&str, &String> = groups.into_iter().zip(of_groups).collect();
    let name = |(at, shared): (usize, &Enum)| {
        let own = error(locked[at]).or_else(|| own.get(&at).map(|name| name.as_str()));
        let of = match shared {
            Enum::Named(name) => Some(*name),
            Enum::OfGroup(group) => of_groups.get(group).map(|name| name.as_str()),
            Enum::Own => own,
        };
        Name {
            own: own.map(str::to_owned),
            of: of.unwrap_or_default().to_owned(),
        }
    };
    enums.iter().enumerate().map(name).collect()
}

/// The enum of an operation.
enum Enum<'a> {
    /// One whose name is chosen or locked.
    Named(&'a str),
    /// The one of its group.
    OfGroup(&'a str),
    /// One of its own.
    Own,
}

impl<'a> Enum<'a> {
    fn group(&self) -> Option<&'a str> {
        match self {
            Self::OfGroup(group) => Some(group),
            Self::Named(_) | Self::Own => None,
        }
    }
}

/// The names that the author chose. One that is locked for another operation is not given to this one.
fn chosen(
    lock: &Lock,
    operations: &[Declared],
    locked: &[Option<&LockedOperation>],
    diags: &mut Diagnostics,
) -> Vec<Option<String>> {
    let best: Vec<Option<String>> = operations.iter().map(|one| one.chosen().map(type_name)).collect();
    let own = best
        .iter()
        .zip(locked)
        .filter_map(|(best, locked)| best.as_deref().filter(|best| error(*locked) == Some(best)));
    let own: BTreeSet<&str> = own.collect();
    let others = lock.operations.values().filter_map(|locked| error(Some(locked)));
    let taken: Vec<&str> = others.filter(|name| !own.contains(name)).collect();
    let wanted: BTreeSet<&str> = best.iter().flatten().map(String::as_str).collect();
    let claims: Vec<Claim> = wanted
        .iter()
        .map(|name| claim([(*name).to_owned()].to_vec(), name))
        .collect();
    let given: BTreeMap<&str, String> = wanted.into_iter().zip(settle(&claims, &taken)).collect();
    let each = operations.iter().zip(&best).map(|(operation, best)| {
        let (best, name) = given.get_key_value(best.as_deref()?)?;
        tell(operation, best, name, diags);
        Some(name.clone())
    });
    each.collect()
}

/// The operations of a group, with their error bodies.
type Sets<'a> = BTreeMap<&'a [(Status, Type)], Option<&'a str>>;

/// Which operations share an enum.
fn shares<'a>(
    operations: &'a [Declared],
    locked: &[Option<&'a LockedOperation>],
    chosen: &'a [Option<String>],
) -> Vec<Enum<'a>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, operation) in operations.iter().enumerate().filter(|(at, _)| chosen[*at].is_none()) {
        groups.entry(&operation.method.group).or_default().push(at);
    }
    let mut out: Vec<Enum> = chosen
        .iter()
        .map(|name| name.as_deref().map_or(Enum::Own, Enum::Named))
        .collect();
    for (group, members) in groups {
        let is_locked = members.iter().any(|at| error(locked[*at]).is_some());
        let mut sets = Sets::new();
        for at in &members {
            let shared = sets.entry(operations[*at].bodies.as_slice()).or_default();
            *shared = shared.or(locked[*at].and_then(|locked| Some(locked.shared.as_ref()?.name.as_str())));
        }
        let is_shared = !is_locked && members.len() > 1 && sets.len() == 1;
        for at in members {
            let bodies = operations[at].bodies.as_slice();
            let of_others = sets
                .get(bodies)
                .copied()
                .flatten()
                .filter(|_| error(locked[at]).is_none());
            let own = locked[at].and_then(|locked| Some(locked.shared.as_ref()?.name.as_str()));
            out[at] = match own.or(of_others) {
                Some(name) => Enum::Named(name),
                None if is_shared => Enum::OfGroup(group),
                None => Enum::Own,
            };
        }
    }
    out
}

fn error(locked: Option<&LockedOperation>) -> Option<&str> {
    locked.and_then(|locked| Some(locked.error.as_ref()?.name.as_str()))
}

fn claim(names: Vec<String>, place: &str) -> Claim {
    let place = place.to_owned();
    Claim { names, place }
}

/// After group and method, or with the whole route if another error type has that name.
fn of_operation(operation: &Declared) -> Claim {
    let MethodDraft {
        call,
        group,
        name,
        id: _,
    } = operation.method;
    let spec = &call.spec;
    let route = spelled_out(&spec.method.word(), &spec.path).join("_");
    let [plain, route] = [name, &route].map(|words| type_name(&format!("{group}_{words}_error")));
    let names = [short(group, name), fit(plain), fit(route.clone()), route];
    claim(names.to_vec(), spec.at.as_str())
}

/// Group and method, with nothing said twice in a row; if that is too long, the method without words of the group.
fn short(group: &str, method: &str) -> String {
    let (group, method) = (words(group), words(method));
    let name = |method: &[String]| {
        let most = group.len().min(method.len());
        let repeats = |count: &usize| group.ends_with(&method[..*count]);
        let repeated = (1..=most).rev().find(repeats).unwrap_or(0);
        let mut all = [&group, &method[repeated..]].concat();
        all.extend((!all.ends_with(&[ERROR.to_owned()])).then(|| ERROR.to_owned()));
        type_name(&all.join("_"))
    };
    let whole = name(&method);
    let more: Vec<String> = method.into_iter().filter(|word| !group.contains(word)).collect();
    match is_long(&whole) {
        true => fit(name(&more)),
        false => whole,
    }
}

fn of_group(group: &str) -> Claim {
    let names = ["error", "group_error"].map(|word| type_name(&format!("{group}_{word}")));
    claim(names.to_vec(), group)
}

/// Tells of an error type that has not got the name that follows from its operation or from the author.
fn tell(operation: &Declared, best: &str, name: &str, diags: &mut Diagnostics) {
    if best == name {
        return;
    }
    let at = &operation.method.call.spec.at;
    let message = format!("the Rust name `{best}` is taken, so the error type of this operation is called `{name}`");
    let diagnostic = Diagnostic::at(Code::NameClash, at, message)
        .help("`x-client-error` in an overlay, or `[rename.errors]` in client.toml, chooses another name")
        .fix(Action::update(at.clone(), json!({ "x-client-error": name })));
    diags.push(diagnostic);
}
