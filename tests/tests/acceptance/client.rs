//! What `cdf-client` offers, read from its source: paths of items, and what each type has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::{Fields, ImplItem, Item, TraitItem, Type, UseTree, Visibility};

use super::words::{functions, labels, traits, words};

/// The source of the crate.
const CRATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated/cdf/src");
/// The source of the runtime, which the crate calls `runtime`.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../templates/runtime/src/runtime");
/// More steps than any chain of re-exports has.
const MOST_STEPS: usize = 12;

type Names = Vec<String>;

/// A name that a module takes from elsewhere; no name: all of them.
struct Import {
    name: Option<String>,
    from: Names,
    is_public: bool,
}

/// What is added to a type, once all types are known.
struct Addition {
    module: Names,
    of: Names,
    members: BTreeSet<String>,
}

/// The crate. Paths are without `crate`.
#[derive(Default)]
pub(super) struct Client {
    /// Each item and module, and whether it is public.
    items: BTreeMap<Names, bool>,
    modules: BTreeMap<Names, bool>,
    imports: BTreeMap<Names, Vec<Import>>,
    /// Fields, variants and methods by name, traits as `+Name`.
    members: BTreeMap<Names, BTreeSet<String>>,
    macros: BTreeMap<String, Names>,
    additions: Vec<Addition>,
    /// Macros that were called: where, which, and what for.
    calls: Vec<(Names, String, Names)>,
}

impl Client {
    /// Reads all of it.
    pub(super) fn read() -> Self {
        let mut client = Self::default();
        client.modules.insert(Vec::new(), true);
        client.read_folder(Path::new(CRATE), &[]);
        client.modules.insert(vec!["runtime".to_owned()], true);
        client.read_folder(Path::new(RUNTIME), &["runtime".to_owned()]);
        client.expand();
        for addition in std::mem::take(&mut client.additions) {
            if let Some(of) = client.resolve(&addition.module, &addition.of, MOST_STEPS) {
                client.members.entry(of).or_default().extend(addition.members);
            }
        }
        client
    }

    /// Whether someone who uses the crate can name this.
    pub(super) fn has(&self, path: &str) -> bool {
        let (path, trait_) = path
            .split_once('+')
            .map_or((path, None), |(path, name)| (path, Some(format!("+{name}"))));
        let names: Names = path.split("::").map(str::to_owned).collect();
        let mut place = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match self.step(&place, name, true, MOST_STEPS) {
                Some(next) => place = next,
                None => {
                    let is_last = index + 1 == names.len() && trait_.is_none();
                    return is_last && self.has_member(&place, name);
                }
            }
        }
        trait_.is_none_or(|name| self.has_member(&place, &name))
    }

    fn has_member(&self, of: &[String], name: &str) -> bool {
        self.members.get(of).is_some_and(|members| members.contains(name))
    }

    /// Where a path leads that stands in a module.
    fn resolve(&self, module: &[String], path: &[String], steps: usize) -> Option<Names> {
        let mut place = module.to_vec();
        for name in path {
            place = match name.as_str() {
                "crate" => Vec::new(),
                "oasmith_runtime" => vec!["runtime".to_owned()],
                "self" => place,
                "super" => place[..place.len().checked_sub(1)?].to_vec(),
                name => self.step(&place, name, false, steps)?,
            };
        }
        Some(place)
    }

    /// Where a name leads in a module.
    fn step(&self, module: &[String], name: &str, from_outside: bool, steps: usize) -> Option<Names> {
        let steps = steps.checked_sub(1)?;
        let own = [module, &[name.to_owned()]].concat();
        let is_there = |map: &BTreeMap<Names, bool>| map.get(&own).is_some_and(|is_public| *is_public || !from_outside);
        if is_there(&self.items) || is_there(&self.modules) {
            return Some(own);
        }
        let imports = self.imports.get(module)?.iter();
        let mut imports = imports.filter(|import| import.is_public || !from_outside);
        imports.find_map(|import| match &import.name {
            Some(own) if own == name => self.resolve(module, &import.from, steps),
            Some(_) => None,
            None => self.step(&self.resolve(module, &import.from, steps)?, name, true, steps),
        })
    }

    fn read_folder(&mut self, folder: &Path, module: &[String]) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            let below = [module, &[stem.to_owned()]].concat();
            match (path.is_dir(), stem) {
                (true, _) => self.read_folder(&path, &below),
                (false, "lib" | "mod") => self.read_file(&path, module),
                (false, _) => self.read_file(&path, &below),
            }
        }
    }

    fn read_file(&mut self, path: &Path, module: &[String]) {
        let text = fs::read_to_string(path).expect("a source");
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for item in &file.items {
            self.read_item(item, module);
        }
    }

    fn read_item(&mut self, item: &Item, module: &[String]) {
        let own = |name: &syn::Ident| [module, &[name.to_string()]].concat();
        let mut add = |name: &syn::Ident, visibility: &Visibility| {
            self.items.insert(own(name), is_public(visibility));
        };
        match item {
            Item::Fn(one) => add(&one.sig.ident, &one.vis),
            Item::Const(one) => add(&one.ident, &one.vis),
            Item::Type(one) => add(&one.ident, &one.vis),
            Item::Struct(one) => {
                add(&one.ident, &one.vis);
                let members = fields(&one.fields).chain(derived(&one.attrs)).collect();
                self.members.insert(own(&one.ident), members);
            }
            Item::Enum(one) => {
                add(&one.ident, &one.vis);
                let variants = one.variants.iter().map(|variant| variant.ident.to_string());
                self.members
                    .insert(own(&one.ident), variants.chain(derived(&one.attrs)).collect());
            }
            Item::Trait(one) => {
                add(&one.ident, &one.vis);
                let methods = one.items.iter().filter_map(|item| match item {
                    TraitItem::Fn(method) => Some(method.sig.ident.to_string()),
                    _ => None,
                });
                self.members.insert(own(&one.ident), methods.collect());
            }
            Item::Mod(one) => {
                self.modules.insert(own(&one.ident), is_public(&one.vis));
            }
            Item::Use(one) => self.read_use(&one.tree, Vec::new(), is_public(&one.vis), module),
            Item::Impl(one) => self.read_impl(one, module),
            Item::Macro(one) => self.read_macro(one, module),
            _ => {}
        }
    }

    fn read_use(&mut self, tree: &UseTree, mut from: Names, is_public: bool, module: &[String]) {
        let mut add = |name: Option<String>, from: Names| {
            let import = Import { name, from, is_public };
            self.imports.entry(module.to_vec()).or_default().push(import);
        };
        match tree {
            UseTree::Path(path) => {
                from.push(path.ident.to_string());
                self.read_use(&path.tree, from, is_public, module);
            }
            UseTree::Name(name) => add(
                Some(name.ident.to_string()),
                [from, vec![name.ident.to_string()]].concat(),
            ),
            UseTree::Rename(name) => add(
                Some(name.rename.to_string()),
                [from, vec![name.ident.to_string()]].concat(),
            ),
            UseTree::Glob(_) => add(None, from),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.read_use(tree, from.clone(), is_public, module);
                }
            }
        }
    }

    fn read_impl(&mut self, one: &syn::ItemImpl, module: &[String]) {
        let Type::Path(of) = &*one.self_ty else { return };
        let of = names(&of.path);
        let mut members = BTreeSet::new();
        if let Some((trait_, _)) = &one.trait_ {
            members.extend(names(trait_).last().map(|name| format!("+{name}")));
        } else {
            for item in &one.items {
                match item {
                    ImplItem::Fn(method) if is_public(&method.vis) => {
                        members.insert(method.sig.ident.to_string());
                    }
                    ImplItem::Macro(call) => {
                        let name = names(&call.mac.path).pop().unwrap_or_default();
                        let mut call = words(&call.mac.tokens.to_string());
                        // What is called within an `impl` is for its type.
                        call.splice(0..0, of.iter().cloned());
                        self.calls.push((module.to_vec(), name, call));
                    }
                    _ => {}
                }
            }
        }
        self.additions.push(Addition {
            module: module.to_vec(),
            of,
            members,
        });
    }

    fn read_macro(&mut self, one: &syn::ItemMacro, module: &[String]) {
        let body = words(&one.mac.tokens.to_string());
        match &one.ident {
            Some(name) => {
                self.macros.insert(name.to_string(), body);
            }
            None => {
                let name = names(&one.mac.path).pop().unwrap_or_default();
                self.calls.push((module.to_vec(), name, body));
            }
        }
    }

    /// Gives what the macros make to each type that is named in their calls.
    fn expand(&mut self) {
        for (module, name, call) in &self.calls {
            let Some(body) = self.macros.get(name) else { continue };
            let mut members: BTreeSet<String> = traits(body).iter().map(|name| format!("+{name}")).collect();
            for function in functions(body) {
                match function {
                    "$" => members.extend(labels(call).into_iter().map(str::to_owned)),
                    name => {
                        members.insert(name.to_owned());
                    }
                }
            }
            let types = call.iter().filter(|word| word.starts_with(char::is_uppercase));
            self.additions.extend(types.map(|of| Addition {
                module: module.clone(),
                of: vec![of.clone()],
                members: members.clone(),
            }));
        }
    }
}

fn names(path: &syn::Path) -> Names {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn fields(fields: &Fields) -> impl Iterator<Item = String> {
    let public = fields.iter().filter(|field| is_public(&field.vis));
    public.filter_map(|field| field.ident.as_ref().map(ToString::to_string))
}

fn derived(attributes: &[syn::Attribute]) -> impl Iterator<Item = String> {
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let lists = derives.filter_map(|attribute| attribute.meta.require_list().ok());
    lists
        .flat_map(|list| words(&list.tokens.to_string()))
        .map(|name| format!("+{name}"))
}

#[test]
fn what_is_there_is_found_and_nothing_else() {
    let client = Client::read();
    for path in [
        "Client::records",
        "models::RecordWrite",
        "models::RecordWrite::space",
        "models::RecordWrite::of",
        "models::RecordWrite+Serialize",
        "models::RecordId+From",
        "models::CallStatus::Timeout",
        "models::CallStatus::is_running",
        "operations::records::Records::ingest_bulk",
        "operations::records::Sync::feed",
        "operations::streams::List::send",
        "operations::streams::List+IntoFuture",
        "functions::deploy::Deploy::owner",
        "records::filter::Property::equals",
        "models::FunctionList::ids",
        "blocking::Blocking",
        "Report::conflicts",
        "Error::is_forbidden",
        "runtime::RetryPolicy::never",
    ] {
        // A private module is left out of the path.
        let path = path.replace("records::filter::", "records::");
        assert!(client.has(&path), "{path} is there");
    }
    for path in [
        "Client::record",
        "client::Client",
        "models::RecordWrite::spaces",
        "models::RecordWrite::records",
        "models::RecordWrite+Copy",
        "models::RecordId::space::text",
        "operations::streams::List::feed",
        "records::filter::Property",
        "records::lookup",
        "records::RecordLookup::ids",
        "functions::deploy::Deploy::colour",
        "runtime::RetryPolicy::attempt",
    ] {
        assert!(!client.has(path), "{path} is not there");
    }
}
