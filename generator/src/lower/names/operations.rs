//! What operations and their groups are called.
//!
//! In: an operation of the document. Out: the group it hangs on and the method that makes its request. A name comes from the
//! operation alone, without what it repeats of its group; only two operations that would have the same name look at each
//! other. What the lock says holds.

use std::collections::BTreeMap;

use super::claims::{self, Claim};
use super::identifiers as names;
use super::operation_words::{self, Paths, Route, Wording};
use crate::config::Lock;
use crate::contract;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::drafts::{Call, OtherForm, Spec};
use crate::pointer::Pointer;

/// Where operations go that have neither a tag nor a path that tells something.
const UNTAGGED: &str = "api";

/// What messages call an operation: its `operationId`, or method and path.
pub(in crate::lower) fn id(spec: &Spec) -> String {
    let place = || format!("{} {}", spec.method.key(), spec.path);
    spec.id.clone().unwrap_or_else(place)
}

/// What the document calls the group of an operation.
pub(in crate::lower) fn tag(spec: &Spec) -> Option<&str> {
    spec.names.group.as_ref().or(spec.tags.first()).map(String::as_str)
}

/// The group of an operation, as a Rust name.
fn group(spec: &Spec, paths: &Paths) -> String {
    match tag(spec) {
        Some(tag) => accessor(tag),
        None => {
            let word = spec.method.word();
            let words = Route::new(&word, &spec.path, paths).group();
            accessor(&words.map_or(UNTAGGED.to_owned(), |words| words.join("_")))
        }
    }
}

/// The accessor of a group with this name.
pub(in crate::lower) fn accessor(word: &str) -> String {
    let group = ascii(&names::snake(word));
    if is_taken(&group) {
        format!("{}_group", group.trim_end_matches('_'))
    } else {
        group
    }
}

/// A module with a file of its own must have an ASCII name: other letters become their numbers.
fn ascii(name: &str) -> String {
    let letter = |letter: char| match letter.is_ascii() {
        true => letter.to_string(),
        false => format!("u{:x}", u32::from(letter)),
    };
    name.chars().map(letter).collect()
}

/// All methods that an operation would take, the best one first.
fn methods(spec: &Spec, wording: &Wording) -> Vec<String> {
    let group = tag(spec).map(names::words).or_else(|| wording.group());
    let said = spec.names.method.iter().map(|name| vec![name.clone()]);
    let all = said.chain(operation_words::names(wording, group.as_deref()));
    let mut out: Vec<String> = Vec::new();
    for words in all {
        let name = usable(names::snake(&words.join("_")));
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// The method that has this name, if the author chose it.
pub(in crate::lower) fn chosen_method(word: &str, form: Option<OtherForm>) -> String {
    in_form(usable(names::snake(word)), form)
}

fn usable(name: String) -> String {
    if contract::METHODS.contains(&name.as_str()) {
        format!("{name}_request")
    } else {
        name
    }
}

/// Whether the accessor of a group would be taken for another method of the client, or its module for another.
pub(in crate::lower) fn is_taken(group: &str) -> bool {
    let tables = [contract::CLIENT_METHODS, contract::GROUP_MODULES, contract::METHODS];
    tables.iter().any(|table| table.contains(&group))
}

/// Where the lock has a method: at its operation, and with the form where that is another one.
pub(in crate::lower) fn key(call: &Call) -> String {
    key_of(&call.spec.at, call.form)
}

/// The same of an operation and a form.
pub(in crate::lower) fn key_of(operation: &Pointer, form: Option<OtherForm>) -> String {
    match form {
        None => operation.to_string(),
        Some(form) => format!("{operation}~{}", form.word()),
    }
}

/// The operation of such a key, and what says the form. In a pointer `~` stands before a digit.
pub(in crate::lower) fn parts(key: &str) -> (&str, Option<&str>) {
    match key.rsplit_once('~') {
        Some((place, form)) if !form.starts_with(|first: char| first.is_ascii_digit()) => (place, Some(form)),
        _ => (key, None),
    }
}

/// The operation of such a key.
pub(in crate::lower) fn place(key: &str) -> &str {
    parts(key).0
}

/// Where a method stands in the client.
pub(in crate::lower) struct MethodName {
    pub group: String,
    pub name: String,
}

/// The group and the method of each call, in their order: the methods of a group differ. Tells of operations that call themselves the same.
pub(in crate::lower) fn names(
    lock: Option<&Lock>,
    paths: &Paths,
    calls: &[Call],
    diags: &mut Diagnostics,
) -> Vec<MethodName> {
    let none = Lock::default();
    let lock = lock.unwrap_or(&none);
    duplicates(calls, diags);
    let group = |call: &Call| locked_group(lock, call).unwrap_or_else(|| group(&call.spec, paths));
    let groups: Vec<String> = calls.iter().map(group).collect();
    let mut by_group: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        by_group.entry(group).or_default().push(index);
    }
    let mut taken: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for locked in lock.operations.values() {
        let method = locked.method.iter().map(|method| method.name.as_str());
        taken.entry(&locked.group.name).or_default().extend(method);
    }
    let named = by_group.into_iter().flat_map(|(group, mine)| {
        let mine = mine.into_iter().map(|index| (index, &calls[index])).collect();
        let taken = taken.get(group).map(Vec::as_slice).unwrap_or_default();
        name_methods(lock, paths, taken, mine)
    });
    let named: BTreeMap<usize, String> = named.collect();
    let each = groups.iter().cloned().zip(named.into_values());
    each.map(|(group, name)| MethodName { group, name }).collect()
}

fn locked_group(lock: &Lock, call: &Call) -> Option<String> {
    let of_operation = lock.operations.get(&key(call));
    let of_operation = of_operation.map(|locked| &locked.group);
    let is_said = call.spec.names.group.is_some();
    let of_tag = || lock.groups.get(tag(&call.spec).filter(|_| !is_said)?);
    of_operation.or_else(of_tag).map(|locked| locked.name.clone())
}

/// Names the methods of a group, each with its index: as the lock says, or so that no other has the name. `taken` are the locked ones.
fn name_methods(lock: &Lock, paths: &Paths, taken: &[&str], calls: Vec<(usize, &Call)>) -> Vec<(usize, String)> {
    let locked = |call: &Call| {
        let locked = lock.operations.get(&key(call))?;
        Some(locked.method.as_ref()?.name.clone())
    };
    let mut free: Vec<(Order, usize, Claim)> = Vec::new();
    let mut out: Vec<(usize, String)> = Vec::new();
    for (index, call) in calls {
        match locked(call) {
            Some(name) => out.push((index, name)),
            None => {
                let word = call.spec.method.word();
                let route = Route::new(&word, &call.spec.path, paths);
                let wording = Wording::new(call.spec.id.as_deref(), route);
                let claim = claim(call, &wording);
                free.push((order(call, &wording, &claim), index, claim));
            }
        }
    }
    free.sort_by(|a, b| a.0.cmp(&b.0));
    let (places, claims): (Vec<usize>, Vec<Claim>) = free.into_iter().map(|(_, index, claim)| (index, claim)).unzip();
    out.extend(places.into_iter().zip(claims::settle(&claims, taken)));
    out
}

/// Who comes first where two would have one name: what the author chose, then what does not give way, then the shorter path.
type Order = (bool, [bool; 3], usize, String);

fn order(call: &Call, wording: &Wording, claim: &Claim) -> Order {
    let spec = &call.spec;
    let best = claim.names.first().map(|name| names::words(name)).unwrap_or_default();
    let gives_way = operation_words::gives_way(wording, &best);
    (spec.names.method.is_none(), gives_way, spec.path.len(), key(call))
}

/// The name of a method that calls an operation in another form.
fn in_form(name: String, form: Option<OtherForm>) -> String {
    match form {
        None => name,
        Some(form) => format!("{name}_{}", form.suffix()),
    }
}

fn claim(call: &Call, wording: &Wording) -> Claim {
    let names = methods(&call.spec, wording).into_iter();
    Claim {
        names: names.map(|name| in_form(name, call.form)).collect(),
        place: key(call).trim_start_matches('#').to_owned(),
    }
}

/// The request types of a group: `methods` are its operations with their places, `clashes` tells what they cannot be called.
pub(in crate::lower) fn request_types(
    lock: Option<&Lock>,
    group: &str,
    methods: &[(&str, &Pointer)],
    clashes: impl Fn(&str) -> bool,
) -> Vec<String> {
    let all = lock.into_iter().flat_map(|lock| lock.operations.values());
    let mine: Vec<_> = all.filter(|locked| locked.group.name == group).collect();
    let outputs = mine.iter().filter_map(|locked| locked.output.as_ref());
    let outputs = outputs.map(|output| output.name.as_str());
    let names = mine
        .iter()
        .filter_map(|locked| Some((locked.method.as_ref()?.name.as_str(), &locked.request.as_ref()?.name)));
    let names: BTreeMap<&str, &String> = names.collect::<Vec<_>>().into_iter().rev().collect();
    let locked = |method: &str| names.get(method).map(|name| (*name).clone());
    let taken: Vec<String> = methods.iter().filter_map(|(method, _)| locked(method)).collect();
    let taken: Vec<&str> = taken.iter().map(String::as_str).chain(outputs).collect();
    let claims = methods.iter().filter(|(method, _)| locked(method).is_none());
    let claims: Vec<Claim> = claims
        .map(|(method, at)| {
            let name = names::pascal(method);
            let long = format!("{name}Request");
            Claim {
                names: if clashes(&name) { vec![long] } else { vec![name, long] },
                place: at.as_str().to_owned(),
            }
        })
        .collect();
    let mut given = claims::settle(&claims, &taken).into_iter();
    let each = methods
        .iter()
        .map(|(method, _)| locked(method).or_else(|| given.next()));
    each.flatten().collect()
}

/// Tells of operations that share an `operationId`: the later one is named from method and path if that is in the way.
fn duplicates(calls: &[Call], diags: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Pointer> = BTreeMap::new();
    for call in calls {
        let is_named = call.spec.names.method.is_some();
        let Some(id) = call.spec.id.as_deref().filter(|_| !is_named) else {
            continue;
        };
        let first = *seen.entry(id).or_insert(&call.spec.at);
        // Several methods of one operation share its id.
        if *first == call.spec.at {
            continue;
        }
        let message = format!("two operations have the operationId `{id}`");
        let diagnostic = Diagnostic::at(Code::DuplicateOperationId, &call.spec.at.key("operationId"), message)
            .related(Place::At(first.key("operationId")), "the first one is here")
            .help("one of them may be named from method and path; give it an operationId of its own, with an overlay if the document is not yours");
        diags.push(diagnostic);
    }
}
