//! What a path leads to, seen from a module.

use super::modules::{Modules, join};

/// What a path leads to.
pub(super) enum Target {
    /// A module.
    Module(String),
    /// An item: its module and its name there.
    Item(String, String),
}

/// More steps than this are a circle.
const MOST_STEPS: usize = 16;

/// Follows a path; `None` if it leads out of the crate, into the runtime, or nowhere.
pub(super) fn resolve(modules: &Modules<'_>, from: &str, path: &[String]) -> Option<Target> {
    follow(modules, from, path, MOST_STEPS)
}

fn follow(modules: &Modules<'_>, from: &str, path: &[String], steps: usize) -> Option<Target> {
    let steps = steps.checked_sub(1)?;
    let (first, rest) = path.split_first()?;
    let start = match first.as_str() {
        "crate" => String::new(),
        "self" => from.to_owned(),
        "super" => parent(from)?,
        _ => return below(modules, from, path, steps),
    };
    match rest {
        [] => Some(Target::Module(start)),
        [next, ..] if next == "super" => follow(modules, &start, rest, steps),
        _ => below(modules, &start, rest, steps),
    }
}

fn parent(module: &str) -> Option<String> {
    match module.rsplit_once("::") {
        Some((parent, _)) => Some(parent.to_owned()),
        None => (!module.is_empty()).then(String::new),
    }
}

/// A path that starts in a module.
fn below(modules: &Modules<'_>, module: &str, path: &[String], steps: usize) -> Option<Target> {
    let (first, rest) = path.split_first()?;
    let found = named(modules, module, first, steps)?;
    match found {
        found if rest.is_empty() => Some(found),
        Target::Module(next) => below(modules, &next, rest, steps),
        Target::Item(..) => None,
    }
}

/// What a name means in a module.
fn named(modules: &Modules<'_>, module: &str, name: &str, steps: usize) -> Option<Target> {
    let steps = steps.checked_sub(1)?;
    let child = join(module, name);
    if modules.get(&child).is_some() {
        return Some(Target::Module(child));
    }
    if modules.item(module, name).is_some() {
        return Some(Target::Item(module.to_owned(), name.to_owned()));
    }
    let here = modules.get(module)?;
    let by_name = here.imports_of(name);
    let mut by_name = by_name.filter_map(|import| follow(modules, module, &import.from.path, steps));
    by_name.next().or_else(|| {
        let mut all = here
            .globs()
            .filter_map(|import| match follow(modules, module, &import.from.path, steps)? {
                Target::Module(other) => named(modules, &other, name, steps),
                Target::Item(..) => None,
            });
        all.next()
    })
}
