//! Names for operations of a group that would be called the same, and which of them keeps the name.
//!
//! In: the words of an operation, and its best name. Out: names that say more, the best one first. Must not look at other
//! operations.

use super::super::identifiers as names;
use super::super::words::all_alike;
use super::full::Wording;
use super::route::Route;
use super::verbs::{is_many, is_verb, is_version};

/// What is done to one thing has the plain verb, `delete`, and the same done to all of them says so, `delete_all`; what reads all of
/// them is a `list`. What stands below another thing says which one, and otherwise versions and parameters tell operations apart.
pub(super) fn others(wording: &Wording, best: &[String]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let (full, route) = (&wording.full, &wording.route);
    let [verb, rest @ ..] = best else { return out };
    let with = |more: &[String]| [best, more].concat();
    let instead = |verb: &str| [&[verb.to_owned()], rest].concat();
    let version = wording
        .with_number
        .strip_prefix(wording.of_id.as_slice())
        .filter(|end| end.first().is_some_and(|word| is_version(word)));
    let versions = version.map(<[String]>::to_vec).or_else(|| route.versions());
    out.extend(versions.map(|versions| with(&versions)));
    if ["patch", "put"].contains(&route.method) && verb != route.method && is_said(wording.id, route.method) {
        out.push(instead(route.method));
    }
    match verb.as_str() {
        "get" if is_about_all(best, full, route) => out.push(instead("list")),
        verb if rest.is_empty() && is_verb(verb) && !is_of_many(verb) && is_about_all(best, full, route) => {
            out.push(with(&["all".to_owned()]));
        }
        _ => {}
    }
    if route.has_owner() {
        out.push(full.clone());
    }
    out.push(with(&route.by_holes()));
    out
}

/// Whether an operation leaves its best name to another one: it has a number or a version, or it does to many what is
/// usually done to one, or the opposite, or its author has another word for it.
pub(in crate::lower::names) fn gives_way(wording: &Wording, best: &[String]) -> [bool; 3] {
    let is_numbered = wording.with_number != wording.of_id;
    let verb = best.first().map_or("", String::as_str);
    let is_out_of_place = match is_of_many(verb) {
        true => wording.route.is_of_one(),
        false => is_about_all(best, &wording.full, &wording.route),
    };
    [is_numbered, is_out_of_place, !is_said(wording.id, verb)]
}

/// Whether a verb is about many things, or about one that is not there yet.
fn is_of_many(verb: &str) -> bool {
    ["create", "list"].contains(&verb)
}

/// Whether the path has all the things that the name is about, and not one of them. `/ip` has no things: nothing says so.
fn is_about_all(best: &[String], full: &[String], route: &Route) -> bool {
    let noun = route.noun();
    let are_many = || noun.last().is_some_and(|word| is_many(word)) || route.paths.gives_list(route.path);
    // `delete` of a group leaves the noun out.
    let is_noun = full.len() == 1 || full.ends_with(&noun) || all_alike(&full[1..], &noun);
    !route.is_of_one() && route.verb().is_some() && is_noun && (best.len() == 1 || are_many())
}

/// Whether the author has this word in the id.
fn is_said(id: Option<&str>, word: &str) -> bool {
    id.is_some_and(|id| names::words(id).iter().any(|said| said == word))
}
