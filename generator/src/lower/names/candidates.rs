//! The names that a type would like to have, from its pointer and what stands on the way to it. Nothing else is looked at, so
//! a hint does not change when something is added elsewhere.
//!
//! A pointer is read from its root: a component or a part of an operation gives the first word, each step below adds one.

use super::identifiers::{pascal, type_name};
use super::labels::{self, Namer};
use super::roots;
use super::words::{is_said, join, singular};
use crate::pointer::Pointer;
use crate::schemas::world::World;

/// A longer name leaves out what stands between its root and its end.
const LONGEST: usize = 60;

/// How much a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// What a person would write.
    Short,
    /// Every key, also where words repeat.
    Long,
    /// All that tells it from others: the path of the operation, the status, the number of the branch.
    Whole,
}

/// The name that the type at this place would like best.
pub(super) fn hint(namer: &mut Namer, at: &Pointer) -> String {
    type_name(&spell(namer, at, Detail::Short))
}

/// All names that the type at this place would take, the best one first.
pub(super) fn hints(namer: &mut Namer, at: &Pointer) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for detail in [Detail::Short, Detail::Long, Detail::Whole] {
        let name = type_name(&spell(namer, at, detail));
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// The name that the author gave to what is at this place.
pub(super) fn given(world: &World, at: &Pointer) -> Option<String> {
    let name = world.document.get(at)?.get("x-client-name")?.as_str()?;
    Some(pascal(name))
}

fn spell(namer: &mut Namer, at: &Pointer, detail: Detail) -> String {
    let world = namer.world;
    if let Some(name) = given(world, at) {
        return name;
    }
    let parts = at.parts();
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (root, used) = roots::root(world, &words, detail);
    let mut walk = Walk {
        namer,
        detail,
        here: words[..used].iter().fold(Pointer::root(), |at, word| at.key(word)),
        names: vec![root],
        element: None,
    };
    walk.called();
    let mut rest = &words[used..];
    while !rest.is_empty() {
        let taken = walk.step(rest);
        walk.here = rest[..taken].iter().fold(walk.here.clone(), |at, word| at.key(word));
        rest = &rest[taken..];
        walk.called();
    }
    walk.whole()
}

/// On the way from a root to a type.
struct Walk<'n, 'w, 'a> {
    namer: &'n mut Namer<'w, 'a>,
    detail: Detail,
    here: Pointer,
    names: Vec<String>,
    /// What the last name is one of many of, if it is.
    element: Option<&'static str>,
}

impl Walk<'_, '_, '_> {
    /// What has a name of the author's begins anew.
    fn called(&mut self) {
        if let Some(name) = given(self.namer.world, &self.here) {
            self.names = vec![name];
        }
    }

    /// Takes the next step; gives how many parts of the pointer it was.
    fn step(&mut self, rest: &[&str]) -> usize {
        self.element = None;
        match rest {
            ["properties" | "x-choice" | "x-all", key, ..] => {
                if !self.is_only_key(key) {
                    self.names.push(pascal(key));
                }
                2
            }
            ["x-client-one-of", name, ..] => self.add(Some(pascal(name)), 2),
            ["items" | "x-items" | "x-positions", ..] => self.element("Item", 1),
            ["prefixItems", _, ..] => self.element("Item", 2),
            ["additionalProperties" | "unevaluatedProperties" | "x-values", ..] => self.element("Value", 1),
            ["patternProperties", _, ..] => self.element("Value", 2),
            ["allOf", index, ..] => self.add((self.detail == Detail::Whole).then(|| format!("Part{index}")), 2),
            ["then" | "else", ..] => self.add(self.whole_only(rest[0]), 1),
            ["dependentSchemas", key, ..] => self.add(self.whole_only(key), 2),
            ["x-kind", kind, ..] => self.add(Some(pascal(kind)), 2),
            [list, index, ..] if labels::is_list(list) => {
                let name = self.branch(list, index);
                self.add(name, 2)
            }
            ["$defs" | "definitions", name, ..] => {
                if self.detail == Detail::Short {
                    self.names.clear();
                }
                self.add(Some(pascal(name)), 2)
            }
            [other, ..] => self.add(Some(pascal(other)), 1),
            [] => 0,
        }
    }

    fn add(&mut self, name: Option<String>, taken: usize) -> usize {
        self.names.extend(name);
        taken
    }

    /// What stands under a condition is called as if it always counted.
    fn whole_only(&self, condition: &str) -> Option<String> {
        (self.detail == Detail::Whole).then(|| pascal(condition))
    }

    /// One of many is called like them all, in the singular.
    fn element(&mut self, word: &'static str, taken: usize) -> usize {
        let Some(last) = self.names.last_mut() else {
            return taken;
        };
        let one = singular(last);
        if one == *last || self.detail != Detail::Short {
            self.names.push(word.to_owned());
        } else {
            *last = one;
            self.element = Some(word);
        }
        taken
    }

    fn branch(&mut self, list: &str, index: &str) -> Option<String> {
        let site = self.here.key(list).key(index);
        if let Ok(owner) = self.namer.world.schemas.at(&self.here)
            && [&owner.one_of, &owner.any_of].contains(&&vec![site.clone()])
        {
            return None;
        }
        let label = match labels::known(self.namer, &self.here, &site) {
            Some(label) => label,
            None => labels::label(self.namer, &site),
        };
        Some(if self.detail == Detail::Whole {
            format!("{label}{}", labels::number(index))
        } else {
            label
        })
    }

    /// Whether this key is all that a branch has, so that the branch is named by it already.
    fn is_only_key(&self, key: &str) -> bool {
        let list = self.here.parent().unwrap_or_default().last();
        labels::is_list(&list)
            && self
                .namer
                .world
                .merged(&self.here)
                .is_ok_and(|merged| matches!(merged.properties.as_slice(), [(name, _)] if name == key))
    }

    fn whole(self) -> String {
        if self.detail != Detail::Short {
            return self.names.concat();
        }
        let mut names = self.names;
        let length = |names: &[String]| names.iter().map(|name| name.chars().count()).sum::<usize>();
        while names.len() > 2 && length(&names) > LONGEST {
            names.remove(1);
        }
        match names.as_slice() {
            [owner @ .., last] if !owner.is_empty() => end(&once(owner), last, self.element),
            names => names.concat(),
        }
    }
}

/// Names put together; one that was said already is left out.
fn once(names: &[String]) -> String {
    names
        .iter()
        .fold(String::new(), |whole, name| match is_said(&whole, name) {
            true => whole,
            false => join(&whole, name),
        })
}

/// The last name after its owner; one of many that is called like its owner is an item of it.
fn end(owner: &str, last: &str, element: Option<&str>) -> String {
    match element.filter(|_| is_said(owner, last)) {
        Some(element) => format!("{owner}{element}"),
        None => join(owner, last),
    }
}
