//! Which items can be reached from outside, and by which path.

use std::collections::{BTreeMap, BTreeSet};

use super::built;
use super::cursor::{Cursor, in_one_line};
use super::items::{ItemKind, SourceItem, items};
use super::lines;
use super::modules::{Module, Modules, is_hidden, join, marks};
use super::paths::{Target, resolve};

/// A line for each item that can be reached.
pub(super) fn lines(modules: &Modules<'_>) -> Vec<String> {
    let mut reach = Reach {
        modules,
        seen: BTreeSet::new(),
        public: BTreeMap::new(),
        lines: Vec::new(),
    };
    reach.module("", "");
    for (path, module) in modules.iter() {
        reach.implementations(path, module);
    }
    reach.lines
}

struct Reach<'m, 'a> {
    modules: &'m Modules<'a>,
    /// Modules that were walked, and under which path.
    seen: BTreeSet<(String, String)>,
    /// Module and name of an item → its first public path.
    public: BTreeMap<(String, String), String>,
    lines: Vec<String>,
}

impl Reach<'_, '_> {
    /// All of a module, which others call `public`.
    fn module(&mut self, path: &str, public: &str) {
        let modules = self.modules;
        let Some(module) = modules.get(path) else { return };
        if !self.seen.insert((path.to_owned(), public.to_owned())) {
            return;
        }
        for item in module.items.iter().filter(|item| item.public && !is_hidden(item)) {
            match item.kind {
                ItemKind::Module => self.module(&join(path, item.name), &join(public, item.name)),
                _ => self.item(path, item, &join(public, item.name)),
            }
        }
        for import in module.imports.iter().filter(|import| import.public) {
            let name = import.from.name.as_deref();
            let public_name = name.map_or(public.to_owned(), |name| join(public, name));
            match resolve(modules, path, &import.from.path) {
                Some(Target::Module(other)) => self.module(&other, &public_name),
                Some(Target::Item(other, name)) => {
                    if let Some(item) = modules.item(&other, &name) {
                        self.item(&other, item, &public_name);
                    }
                }
                None => {
                    let marks = [module.marks.clone(), import.marks.clone()].concat();
                    let from = import.from.path.join("::");
                    let all = if name.is_none() { "::*" } else { "" };
                    self.add(format!("{public_name}: use {from}{all}"), &marks);
                }
            }
        }
    }

    fn item(&mut self, module: &str, item: &SourceItem<'_>, public: &str) {
        let place = (module.to_owned(), item.name.to_owned());
        self.public.entry(place).or_insert_with(|| public.to_owned());
        let marks = self.marks(module, item);
        self.lines.extend(lines::definition(item, public, &marks));
    }

    /// What is implemented in a module, wherever the types are.
    fn implementations(&mut self, path: &str, module: &Module<'_>) {
        for item in &module.items {
            match item.kind {
                ItemKind::Impl => self.implementation(path, item),
                ItemKind::MacroCall => self.call(path, module, item),
                _ => {}
            }
        }
    }

    fn implementation(&mut self, module: &str, item: &SourceItem<'_>) {
        let marks = self.marks(module, item);
        let mut head = Cursor::new(item.head);
        head.generics();
        let head = in_one_line(head.until(&[]));
        let head = head.split(" where ").next().unwrap_or_default();
        let (implemented, ty) = match head.split_once(" for ") {
            Some((implemented, ty)) => (Some(implemented), ty),
            None => (None, head),
        };
        let Some(public) = self.public_path(module, ty) else {
            return;
        };
        match implemented {
            None => self.lines.extend(lines::methods(item.body, &public, &marks)),
            Some(implemented) if self.is_ours_alone(module, implemented) => {}
            Some(implemented) => self
                .lines
                .extend(lines::implemented(implemented, item.body, &public, &marks)),
        }
    }

    /// A macro called with types makes something of them: what, if it stands beside the call, else its name.
    fn call(&mut self, path: &str, module: &Module<'_>, item: &SourceItem<'_>) {
        if let Some(made) = built::made(item.name, item.body) {
            if let Some(public) = self.public_path(path, made.ty) {
                let marks = self.marks(path, item);
                self.lines.extend(lines::methods(&made.methods, &public, &marks));
                let sources = made.sources.iter().map(|source| format!("{public}: From<{source}>"));
                self.lines.extend(sources.map(|line| lines::marked(line, &marks)));
            }
            if made.is_all {
                return;
            }
        }
        let rules = module.rules(item.name);
        let mut arguments = Cursor::new(item.body);
        while !arguments.is_at_end() {
            let argument = Cursor::new(arguments.until(&[','])).word();
            arguments.eat(",");
            if argument.is_empty() {
                continue;
            }
            if let Some(text) = rules.and_then(|rules| expanded(rules.body, argument)) {
                let (_, made) = items(&text);
                let made = made.iter().filter(|item| item.kind == ItemKind::Impl);
                made.for_each(|item| self.implementation(path, item));
            } else if let Some(public) = self.public_path(path, argument) {
                self.add(format!("{public}: {}!", item.name), &self.marks(path, item));
            }
        }
    }

    /// The public path of a type as it is named in a module.
    fn public_path(&self, module: &str, ty: &str) -> Option<String> {
        let path: Vec<String> = bare(ty).split("::").map(|part| part.trim().to_owned()).collect();
        match resolve(self.modules, module, &path)? {
            Target::Item(module, name) => self.public.get(&(module, name)).cloned(),
            Target::Module(_) => None,
        }
    }

    /// Whether a trait is one of this crate that others cannot reach.
    fn is_ours_alone(&self, module: &str, implemented: &str) -> bool {
        let path: Vec<String> = bare(implemented)
            .split("::")
            .map(|part| part.trim().to_owned())
            .collect();
        match resolve(self.modules, module, &path) {
            Some(Target::Item(module, name)) => !self.public.contains_key(&(module, name)),
            _ => false,
        }
    }

    fn marks(&self, module: &str, item: &SourceItem<'_>) -> Vec<String> {
        let above = self.modules.get(module).map(|module| module.marks.clone());
        [above.unwrap_or_default(), marks(item)].concat()
    }

    fn add(&mut self, line: String, marks: &[String]) {
        self.lines.push(lines::marked(line, marks));
    }
}

/// A path without what is in its angles.
fn bare(path: &str) -> &str {
    path.split('<').next().unwrap_or(path).trim()
}

/// The body of `($($name:ident),*) => { $( … )* }` for one argument.
fn expanded(rules: &str, argument: &str) -> Option<String> {
    let mut rules = Cursor::new(rules);
    let pattern = rules.group();
    let (before, _) = pattern.split_once(":ident")?;
    let (_, name) = before.rsplit_once('$')?;
    rules.eat("=>");
    let mut body = Cursor::new(rules.group());
    body.eat("$");
    Some(body.group().replace(&format!("${name}"), argument))
}
