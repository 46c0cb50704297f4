//! Which place of which file is which component of the merged tree.
//!
//! A component keeps its name. Of two different ones with the same name the second gets its file's stem as a suffix.
//! Names are given in the order of the documents and of the references in them, so they depend on nothing else.

use std::collections::BTreeMap;

use super::read::Site;
use crate::pointer::Pointer;

/// A component of the merged tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub(super) kind: String,
    pub(super) name: String,
}

/// The components of the merged tree, by where they come from.
#[derive(Default)]
pub(super) struct Names {
    by_site: BTreeMap<Site, Name>,
    taken: BTreeMap<Name, Site>,
}

impl Names {
    /// The component that a place became.
    pub(super) fn get(&self, site: &Site) -> Option<&Name> {
        self.by_site.get(site)
    }

    /// The place that a name stands for.
    pub(super) fn owner(&self, name: &Name) -> Option<&Site> {
        self.taken.get(name)
    }

    /// Lets a place stand for a name that is free.
    pub(super) fn take(&mut self, site: Site, name: Name) {
        self.taken.insert(name.clone(), site.clone());
        self.by_site.insert(site, name);
    }

    /// Lets one more place mean a name that is taken.
    pub(super) fn share(&mut self, site: Site, name: Name) {
        self.by_site.insert(site, name);
    }
}

/// The names to try for a component, best first; never ends.
pub(super) fn choices(wanted: &Name, stem: &str) -> impl Iterator<Item = Name> {
    let Name { kind, name } = wanted.clone();
    let stem = clean(stem);
    (0..).map(move |round| {
        let name = match round {
            0 => name.clone(),
            1 => format!("{name}_{stem}"),
            _ => format!("{name}_{stem}_{round}"),
        };
        Name {
            kind: kind.clone(),
            name,
        }
    })
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
        let wanted = Name {
            kind: "schemas".to_owned(),
            name: "Error".to_owned(),
        };
        let names: Vec<_> = choices(&wanted, "re cords").take(3).map(|choice| choice.name).collect();
        assert_eq!(names, ["Error", "Error_re_cords", "Error_re_cords_2"]);
    }
}
