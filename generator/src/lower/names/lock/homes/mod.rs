//! What components are called in keys of the lock: by the file that they are written in. The merged document calls a component of a
//! further file what is free there, so that with another file, or another order of files, the name is that of another component.
//!
//! In: the document and the lock. Out: a name for each component, as the lock has it or as it is written today, and the component of a key.
//! A component of the first document has its pointer as its name, `#/components/schemas/Item`, and the lock says which document that is;
//! another one also its file, `<records.yaml#/components/schemas/Item>`.

mod files;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub(super) use files::{FileNames, Relocation};
use files::{components, relocations};

use super::key_text::home;
use crate::config::{Lock, LockForm};
use crate::pointer::Pointer;
use crate::spec::{Document, SourcePlace};

/// Names of components. One without a name is called by its pointer.
#[derive(Debug, Default)]
pub(super) struct Homes {
    /// Component → its name.
    names: BTreeMap<Pointer, String>,
    /// Name → its component. Places that became one component are different names of it.
    components: BTreeMap<String, Pointer>,
}

impl Homes {
    /// The names that this version writes.
    pub(super) fn now(document: &Document, files: &FileNames) -> Self {
        Self::with_root(document, files, files.first(), &BTreeSet::new())
    }

    /// The names that a lock has, and the components that are in other files than they were.
    pub(super) fn then(document: &Document, files: &FileNames, lock: &Lock) -> (Self, Vec<Relocation>) {
        if !matches!(lock.form, LockForm::Untagged | LockForm::Hollow | LockForm::Current) {
            return (Self::default(), Vec::new());
        }
        let locked = components(lock);
        let root = files.root_of(lock, &locked);
        let mut homes = Self::with_root(document, files, root, &locked);
        let relocations = relocations(document, &locked, &homes.components);
        for Relocation { name, to, .. } in &relocations {
            homes.components.insert(name.clone(), to.clone());
            homes.names.insert(to.clone(), name.clone());
        }
        (homes, relocations)
    }

    fn with_root(document: &Document, files: &FileNames, root: &str, preferred: &BTreeSet<&str>) -> Self {
        let mut out = Self::default();
        for (site, component) in &document.components {
            // A lock has the words of OpenAPI 3, so that names stay when a document is converted for good.
            let place = SourcePlace {
                source: site.source,
                pointer: document.moves.after(&site.pointer),
            };
            let name = files.name(&place, root);
            let is_owner = document.origins.get(&document.written(component)) == Some(site);
            if is_owner || preferred.contains(name.as_str()) {
                let known = out.names.entry(component.clone()).or_insert_with(|| name.clone());
                if !preferred.contains(known.as_str()) {
                    known.clone_from(&name);
                }
            }
            out.components.insert(name, component.clone());
        }
        out.names.retain(|component, name| component.to_string() != *name);
        out
    }

    /// The name of a component.
    pub(super) fn name(&self, component: &Pointer) -> Option<&str> {
        self.names.get(component).map(String::as_str)
    }

    /// The components that the keys of a lock begin with.
    pub(super) fn components(&self, lock: &Lock) -> BTreeSet<Pointer> {
        let known = components(lock).into_iter().filter(|name| !name.is_empty());
        known
            .map(|name| {
                self.components
                    .get(name)
                    .cloned()
                    .unwrap_or_else(|| Pointer::parse(name))
            })
            .collect()
    }

    /// The place that a key begins at, and the rest of the key.
    pub(super) fn start<'k>(&self, key: &'k str) -> Option<(Pointer, &'k str)> {
        let name = home(key);
        if let Some(component) = self.components.get(name) {
            return Some((component.clone(), &key[name.len()..]));
        }
        // What an overlay adds is of no file.
        let is_of_another = || self.names.contains_key(&Pointer::parse(name));
        let rest = key.strip_prefix('#')?;
        (!is_of_another()).then(|| (Pointer::root(), rest))
    }

    /// The elements of a list with the names of the components that they refer to.
    pub(super) fn view<'l>(&self, list: &'l [Value]) -> Cow<'l, [Value]> {
        match self.names.is_empty() {
            true => Cow::Borrowed(list),
            false => Cow::Owned(list.iter().map(|one| self.with_names(one)).collect()),
        }
    }

    fn with_names(&self, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let each = members.iter();
                Value::Object(each.map(|(key, value)| (key.clone(), self.with_names(value))).collect())
            }
            Value::Array(list) => list.iter().map(|one| self.with_names(one)).collect(),
            Value::String(text) => {
                let named = home(text);
                let name = self.name(&Pointer::parse(named)).filter(|_| !named.is_empty());
                name.map_or_else(
                    || value.clone(),
                    |name| format!("{name}{}", &text[named.len()..]).into(),
                )
            }
            other => other.clone(),
        }
    }
}
