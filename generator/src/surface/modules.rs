//! The modules of a crate: which file each is, what stands in it, what it needs to be there.

use std::collections::BTreeMap;

use super::cursor::{Cursor, in_one_line};
use super::items::{ItemKind, SourceItem, items};
use super::uses::{Use, uses};
use crate::file::File;

/// A module.
pub(super) struct Module<'a> {
    pub items: Vec<SourceItem<'a>>,
    /// Name → the first item that has it, but for calls of macros.
    named: BTreeMap<&'a str, usize>,
    /// Name → the first macro that has it.
    rules: BTreeMap<&'a str, usize>,
    /// Everything that it names by `use`.
    pub imports: Vec<Import>,
    /// Name → the imports that have it; those of everything in a module are at the empty name.
    imported: BTreeMap<String, Vec<usize>>,
    /// Conditions that hold for all of it.
    pub marks: Vec<String>,
}

/// A name from elsewhere.
pub(super) struct Import {
    pub from: Use,
    /// Whether it is given on to others.
    pub public: bool,
    pub marks: Vec<String>,
}

/// All modules but the runtime's and those of tests, by path: ``, `models`, `models::streams`.
pub(super) struct Modules<'a>(BTreeMap<String, Module<'a>>);

impl<'a> Module<'a> {
    /// The macro of that name.
    pub(super) fn rules(&self, name: &str) -> Option<&SourceItem<'a>> {
        self.items.get(*self.rules.get(name)?)
    }

    /// What is imported by a name.
    pub(super) fn imports_of(&self, name: &str) -> impl Iterator<Item = &Import> {
        self.imported
            .get(name)
            .into_iter()
            .flatten()
            .map(|&index| &self.imports[index])
    }

    /// What is imported with everything else of its module.
    pub(super) fn globs(&self) -> impl Iterator<Item = &Import> {
        self.imports_of("")
    }
}

impl<'a> Modules<'a> {
    pub(super) fn read(files: &'a [File]) -> Self {
        let mut out = Self(BTreeMap::new());
        for file in files {
            if let Some(path) = path_of(&file.path) {
                out.add(path, &file.text);
            }
        }
        out.rename();
        out.mark("", &[]);
        out
    }

    pub(super) fn get(&self, path: &str) -> Option<&Module<'a>> {
        self.0.get(path)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Module<'a>)> {
        self.0.iter().map(|(path, module)| (path.as_str(), module))
    }

    /// An item of a module by its name.
    pub(super) fn item(&self, module: &str, name: &str) -> Option<&SourceItem<'a>> {
        let module = self.get(module)?;
        module.items.get(*module.named.get(name)?)
    }

    fn add(&mut self, path: String, text: &'a str) {
        let (inner, items) = items(text);
        for item in &items {
            if item.kind == ItemKind::Module && !item.body.is_empty() {
                self.add(join(&path, item.name), item.body);
            }
        }
        let named = items.iter().enumerate().rev();
        let named = named.filter(|(_, item)| item.kind != ItemKind::MacroCall);
        let rules = items.iter().enumerate().rev();
        let rules = rules.filter(|(_, item)| item.kind == ItemKind::MacroRules);
        let imports: Vec<_> = items.iter().flat_map(imports).collect();
        let mut imported: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, import) in imports.iter().enumerate() {
            let name = import.from.name.clone().unwrap_or_default();
            imported.entry(name).or_default().push(index);
        }
        let module = Module {
            rules: rules.map(|(index, item)| (item.name, index)).collect(),
            named: named.map(|(index, item)| (item.name, index)).collect(),
            imports,
            imported,
            marks: inner.into_iter().filter_map(condition).collect(),
            items,
        };
        self.0.insert(path, module);
    }

    /// Gives modules in files of other names their own: `#[path = "file.rs"] mod name;` in the same folder.
    fn rename(&mut self) {
        let renamed = |(path, module): (&String, &Module<'_>)| {
            let names = module.items.iter().filter(|item| item.kind == ItemKind::Module);
            let pairs = names.filter_map(|item| Some((join(path, file_of(item)?), join(path, item.name))));
            pairs.collect::<Vec<_>>()
        };
        let renamed: Vec<(String, String)> = self.0.iter().flat_map(renamed).collect();
        for (file, name) in renamed {
            if let Some(module) = self.0.remove(&file) {
                self.0.insert(name, module);
            }
        }
    }

    /// Gives all modules below the conditions of those above; takes out those that are only for tests.
    fn mark(&mut self, path: &str, above: &[String]) {
        let Some(module) = self.0.get_mut(path) else { return };
        module.marks = [above, &module.marks].concat();
        if module.marks.iter().any(|mark| mark == "test") {
            self.0.remove(path);
            return;
        }
        let below = |item: &SourceItem<'_>| (item.name.to_owned(), [module.marks.clone(), marks(item)].concat());
        // Without a name it would be its own parent.
        let is_named = |item: &&SourceItem<'_>| item.kind == ItemKind::Module && !item.name.is_empty();
        let modules = module.items.iter().filter(is_named);
        let modules: Vec<(String, Vec<String>)> = modules.map(below).collect();
        for (name, marks) in modules {
            self.mark(&join(path, &name), &marks);
        }
    }
}

fn imports(item: &SourceItem<'_>) -> Vec<Import> {
    let named = if item.kind == ItemKind::Use {
        uses(item.head)
    } else {
        Vec::new()
    };
    let import = |from| Import {
        from,
        public: item.public && !is_hidden(item),
        marks: marks(item),
    };
    named.into_iter().map(import).collect()
}

/// `src/models/streams.rs` is `models::streams`.
fn path_of(file: &str) -> Option<String> {
    let path = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    let path = path.strip_suffix("/mod").unwrap_or(path);
    let is_runtime = path == "runtime" || path.starts_with("runtime/");
    let is_program = path == "main" || path.starts_with("bin/");
    let path = if path == "lib" { "" } else { path };
    (!is_runtime && !is_program).then(|| path.replace('/', "::"))
}

/// The file that a module names by `#[path]`, without its extension.
fn file_of<'a>(item: &SourceItem<'a>) -> Option<&'a str> {
    let path = |text: &&'a str| text.strip_prefix("path")?.trim_start().strip_prefix('=');
    let path = item.attributes.iter().find_map(path)?.trim();
    path.strip_prefix('"')?.strip_suffix(".rs\"")
}

/// A path, one step further.
pub(super) fn join(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => [path, "::", name].concat(),
    }
}

/// Whether documentation does not show it.
pub(super) fn is_hidden(item: &SourceItem<'_>) -> bool {
    item.attributes.contains(&"doc(hidden)")
}

/// What an item needs to be there.
pub(super) fn marks(item: &SourceItem<'_>) -> Vec<String> {
    item.attributes.iter().filter_map(|text| condition(text)).collect()
}

/// `cfg(feature = "x")` is `x`, and any of several is `x or y`; another condition is shown as it is.
fn condition(attribute: &str) -> Option<String> {
    // Most attributes are something else, and need not be read to their ends.
    if Cursor::new(attribute).peek_word() != "cfg" {
        return None;
    }
    let attribute = in_one_line(attribute);
    let inside = attribute.strip_prefix("cfg(")?.strip_suffix(')')?;
    let any = inside.strip_prefix("any(").and_then(|rest| rest.strip_suffix(')'));
    let names: Option<Vec<&str>> = any.unwrap_or(inside).split(',').map(feature).collect();
    Some(names.map_or_else(|| inside.to_owned(), |names| names.join(" or ")))
}

fn feature(condition: &str) -> Option<&str> {
    let name = condition.trim().strip_prefix("feature = \"")?.strip_suffix('"')?;
    (!name.contains('"')).then_some(name)
}
