//! Which place of which file is which component of the merged tree.
//!
//! A component keeps its name. Of two different ones with the same name the second gets its file's stem as a suffix.
//! ComponentNames are given in the order of the documents and of the references in them, so they depend on nothing else.

use std::collections::BTreeMap;

use crate::load::files::FilePlace;
use crate::load::references::dialect::Dialect;
use crate::pointer::Pointer;
use crate::spec::SourcePlace;

/// A component of the merged tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ComponentName {
    pub(super) kind: String,
    pub(super) name: String,
}

/// The components of the merged tree, by where they come from.
#[derive(Default)]
pub(super) struct ComponentNames {
    by_site: BTreeMap<FilePlace, ComponentName>,
    taken: BTreeMap<ComponentName, FilePlace>,
    /// What was tried for components of one name in files of one stem.
    tried: BTreeMap<(ComponentName, String), Tried>,
}

/// The choices of a name that are taken, so that the next component of that name need not try them again.
#[derive(Default)]
struct Tried {
    /// How many of the choices are taken.
    rounds: usize,
    /// Which of them have which fingerprint.
    by_print: BTreeMap<u64, Vec<usize>>,
}

impl ComponentNames {
    /// The component that a place became.
    pub(super) fn get(&self, site: &FilePlace) -> Option<&ComponentName> {
        self.by_site.get(site)
    }

    /// The component that each place became.
    pub(super) fn places(self, dialect: Dialect) -> BTreeMap<SourcePlace, Pointer> {
        let all = self.by_site.into_iter();
        let place = |((source, pointer), name): (FilePlace, ComponentName)| {
            let place = SourcePlace { source, pointer };
            (place, dialect.component_pointer(&name.kind, &name.name))
        };
        all.map(place).collect()
    }

    /// The place that a name stands for.
    pub(super) fn owner(&self, name: &ComponentName) -> Option<&FilePlace> {
        self.taken.get(name)
    }

    /// Lets a place stand for a name that is free.
    pub(super) fn take(&mut self, site: FilePlace, name: ComponentName) {
        self.taken.insert(name.clone(), site.clone());
        self.by_site.insert(site, name);
    }

    /// The choices tried so far whose owners have this fingerprint, best first.
    pub(super) fn equal(&self, wanted: &ComponentName, stem: &str, print: u64) -> Vec<ComponentName> {
        let tried = self.tried.get(&(wanted.clone(), stem.to_owned()));
        let rounds = tried.and_then(|tried| tried.by_print.get(&print)).into_iter().flatten();
        rounds.map(|&round| choice(wanted, stem, round)).collect()
    }

    /// The first choice that was not tried yet.
    pub(super) fn next(&self, wanted: &ComponentName, stem: &str) -> ComponentName {
        let tried = self.tried.get(&(wanted.clone(), stem.to_owned()));
        choice(wanted, stem, tried.map_or(0, |tried| tried.rounds))
    }

    /// The same with its owner, if it is taken.
    pub(super) fn next_taken(&self, wanted: &ComponentName, stem: &str) -> Option<(ComponentName, FilePlace)> {
        let name = self.next(wanted, stem);
        self.taken.get(&name).cloned().map(|owner| (name, owner))
    }

    /// Notes that the next choice is taken, and the fingerprint of its owner.
    pub(super) fn tried(&mut self, wanted: &ComponentName, stem: &str, print: u64) {
        let tried = self.tried.entry((wanted.clone(), stem.to_owned())).or_default();
        tried.by_print.entry(print).or_default().push(tried.rounds);
        tried.rounds += 1;
    }

    /// Lets one more place mean a name that is taken.
    pub(super) fn share(&mut self, site: FilePlace, name: ComponentName) {
        self.by_site.insert(site, name);
    }
}

/// The choice of a name for a component, best first: the name, with the stem of the file, and with a number.
fn choice(ComponentName { kind, name }: &ComponentName, stem: &str, round: usize) -> ComponentName {
    let name = match round {
        0 => name.clone(),
        1 => format!("{name}_{}", clean(stem)),
        _ => format!("{name}_{}_{round}", clean(stem)),
    };
    ComponentName {
        kind: kind.clone(),
        name,
    }
}

/// A name for a place that is no component: the last part of the pointer that says something, else the file's stem.
pub(super) fn telling(at: &Pointer, stem: &str) -> String {
    let parts = at.parts();
    let telling = |part: &&String| !STRUCTURE.contains(&part.as_str()) && part.contains(char::is_alphabetic);
    let plain = |part: &&String| !part.contains('/');
    clean(
        parts
            .iter()
            .rev()
            .filter(plain)
            .find(telling)
            .map_or(stem, String::as_str),
    )
}

/// Keywords of the specification, which name nothing.
const STRUCTURE: [&str; 26] = [
    "paths",
    "components",
    "schemas",
    "definitions",
    "$defs",
    "schema",
    "properties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "additionalProperties",
    "content",
    "responses",
    "default",
    "parameters",
    "requestBody",
    "headers",
    "get",
    "put",
    "post",
    "delete",
    "patch",
    "head",
    "options",
];

/// What the specification allows in the name of a component.
fn clean(text: &str) -> String {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    let text: String = text
        .chars()
        .map(|letter| if allowed(letter) { letter } else { '_' })
        .collect();
    if text.is_empty() { "part".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_places() {
        let table = [
            ("", "error"),
            ("/definitions/Error", "Error"),
            ("/Error", "Error"),
            ("/components/schemas/A/properties/kind/items", "kind"),
            ("/paths/~1x/get/responses/200/content/application~1json/schema", "error"),
            ("/a b", "a_b"),
        ];
        for (pointer, name) in table {
            assert_eq!(telling(&Pointer::parse(pointer), "error"), name, "{pointer}");
        }
    }

    #[test]
    fn names_when_taken() {
        let wanted = ComponentName {
            kind: "schemas".to_owned(),
            name: "Error".to_owned(),
        };
        let names = [0, 1, 2].map(|round| choice(&wanted, "re cords", round).name);
        assert_eq!(names, ["Error", "Error_re_cords", "Error_re_cords_2"]);
    }
}
