//! Which file uses what another defines, through whatever file it is re-exported, and which files use themselves in that way.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::{Module, module};

/// The files of a crate by the path of their module.
pub(crate) struct Crate {
    modules: BTreeMap<Vec<String>, (String, Module)>,
    macros: BTreeMap<String, Vec<String>>,
}

/// A name in a module.
type Name = (Vec<String>, String);

/// File → files that it uses.
pub(crate) type Edges = BTreeMap<String, BTreeSet<String>>;

impl Crate {
    /// From paths below `src`, and texts.
    pub(crate) fn new(files: &[(String, String)]) -> Self {
        let modules: BTreeMap<Vec<String>, (String, Module)> = files
            .iter()
            .map(|(path, text)| (place(path), (path.clone(), module(text))))
            .collect();
        let macros = modules
            .iter()
            .flat_map(|(place, (_, module))| module.macros.iter().map(|name| (name.clone(), place.clone())));
        Self {
            macros: macros.collect(),
            modules,
        }
    }

    /// A re-export is no use: whoever uses it by that way uses the file in which it is defined.
    pub(crate) fn edges(&self) -> Edges {
        let mut out = Edges::new();
        for (place, (file, module)) in &self.modules {
            let imported = module
                .uses
                .iter()
                .filter(|import| !import.is_for_others)
                .map(|import| &import.path);
            let used = imported
                .chain(&module.paths)
                .filter_map(|path| self.defined(place, path, &mut Vec::new()));
            let others = used
                .filter(|other| other != place)
                .map(|other| self.modules[&other].0.clone());
            out.entry(file.clone()).or_default().extend(others);
        }
        out
    }

    /// The module whose file defines what a path names; `None` if that is a module itself, or nothing of this crate.
    fn defined(&self, from: &[String], path: &[String], asked: &mut Vec<Name>) -> Option<Vec<String>> {
        let mut place = from.to_vec();
        for (at, word) in path.iter().enumerate() {
            let inner: Vec<String> = place.iter().chain([word]).cloned().collect();
            match word.as_str() {
                "crate" => place.clear(),
                "self" => {}
                "super" => drop(place.pop()),
                _ if self.modules.contains_key(&inner) => place = inner,
                _ => return self.named(&place, word, &path[at + 1..], asked),
            }
        }
        None
    }

    /// The module that defines a name which is known in another. Names that import each other, or themselves, have none.
    fn named(&self, place: &[String], name: &str, rest: &[String], asked: &mut Vec<Name>) -> Option<Vec<String>> {
        if let (true, true, Some(home)) = (place.is_empty(), rest.is_empty(), self.macros.get(name)) {
            return Some(home.clone());
        }
        let (_, module) = self.modules.get(place)?;
        if module.items.contains(name) {
            return Some(place.to_vec());
        }
        let question = (place.to_vec(), name.to_owned());
        if asked.contains(&question) {
            return None;
        }
        asked.push(question);
        // A name may be imported twice, as a module and as a macro.
        let by_name = module.uses.iter().filter(|import| import.name.as_deref() == Some(name));
        let by_name = by_name.map(|import| [&import.path, rest].concat());
        let of_all = module.uses.iter().filter(|import| import.name.is_none());
        let of_all = of_all.map(|import| [&import.path[..], &[name.to_owned()], rest].concat());
        let paths: Vec<Vec<String>> = by_name.chain(of_all).collect();
        paths.iter().find_map(|path| self.defined(place, path, asked))
    }
}

/// `call/mod.rs` → `call`, `call/core.rs` → `call::core`.
fn place(path: &str) -> Vec<String> {
    let mut words: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    words.pop_if(|word| ["mod", "lib", "main"].contains(&word.as_str()));
    words
}

/// The uses by which a file uses itself in the end.
pub(crate) fn circles(edges: &Edges) -> Edges {
    let mut out = Edges::new();
    for (file, others) in edges {
        let back: BTreeSet<String> = others
            .iter()
            .filter(|other| reached(edges, other).contains(file))
            .cloned()
            .collect();
        if !back.is_empty() {
            out.insert(file.clone(), back);
        }
    }
    out
}

/// All files that a file uses, directly or not.
fn reached(edges: &Edges, from: &str) -> BTreeSet<String> {
    let (mut out, mut todo) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(file) = todo.pop() {
        let others = edges.get(&file).into_iter().flatten();
        todo.extend(others.filter(|other| out.insert((*other).clone())).cloned());
    }
    out
}

#[test]
fn a_circle_is_found_through_re_exports() {
    let files = |texts: &[(&str, &str)]| -> Vec<(String, String)> {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        texts.iter().map(own).collect()
    };
    let facade = ("lib.rs", "mod a; mod b; pub use a::A; pub use b::{B, b as c};");
    let a = ("a.rs", "use crate::B; pub struct A(B);");
    let straight = [
        facade,
        a,
        ("b.rs", "pub struct B; pub fn b() {} mod tests { use super::*; }"),
    ];
    assert!(circles(&Crate::new(&files(&straight)).edges()).is_empty());
    for text in [
        "use super::A; pub struct B(A);",
        "pub struct B(super::a::A);",
        "use super::*; pub struct B(A);",
        "pub struct B; macro_rules! b { () => { $crate::A } }",
        "pub struct B; mod inner { use super::super::A; }",
    ] {
        let found = circles(&Crate::new(&files(&[facade, a, ("b.rs", text)])).edges());
        assert_eq!(found.len(), 2, "{text}: {found:?}");
    }
    let of_macros = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "#[macro_export] macro_rules! m { () => {} } use crate::b::B;"),
        ("b.rs", "pub struct B; fn f() { crate::m!(); }"),
    ];
    assert_eq!(circles(&Crate::new(&files(&of_macros)).edges()).len(), 2);
}
