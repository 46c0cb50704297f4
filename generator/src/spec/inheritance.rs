//! Inheritance: a base with a `discriminator`, and the schemas that extend it by `allOf` or that its mapping names.
//!
//! In: the components of a document. Out: which schemas may stand for a base, and the discriminator that tells them apart. Must not
//! decide what types they are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::document::Document;
use super::schema::Discriminator;
use crate::pointer::Pointer;

/// Which components extend which. Read once.
#[derive(Debug)]
pub struct Inheritance<'a> {
    document: &'a Document,
    /// Component → those that have it in their `allOf`, in document order.
    children: BTreeMap<Pointer, Vec<Pointer>>,
    /// Component → those in its `allOf`.
    parents: BTreeMap<Pointer, Vec<Pointer>>,
    /// Component → the discriminator that it states.
    discriminators: BTreeMap<Pointer, Discriminator<'a>>,
    /// Component → the text that it has in the discriminator of its base, where it says so itself.
    values: BTreeMap<Pointer, &'a str>,
    /// Components that list in `oneOf` or `anyOf` what they can be.
    choices: BTreeSet<Pointer>,
}

/// Where a schema says which text of its base's discriminator stands for it. Swagger 2.0 has no mapping, so tools have added these.
pub(crate) const DISCRIMINATOR_VALUES: [&str; 2] = ["x-ms-discriminator-value", "x-discriminator-value"];

/// The schemas that may stand for a base.
#[derive(Debug)]
pub struct Heirs<'i, 'a> {
    /// What tells them apart.
    pub discriminator: &'i Discriminator<'a>,
    /// Those that extend the base directly, and those that its mapping names.
    pub schemas: Vec<Pointer>,
}

impl<'a> Inheritance<'a> {
    /// Reads all components.
    pub fn read(document: &'a Document) -> Self {
        let here = Pointer::root().key("components").key("schemas");
        let components = document.get(&here).and_then(Value::as_object);
        let mut out = Self {
            document,
            children: BTreeMap::new(),
            parents: BTreeMap::new(),
            discriminators: BTreeMap::new(),
            values: BTreeMap::new(),
            choices: BTreeSet::new(),
        };
        for (name, schema) in components.into_iter().flatten() {
            if let Some(schema) = schema.as_object() {
                out.enter(here.key(name), schema);
            }
        }
        out
    }

    fn enter(&mut self, at: Pointer, schema: &'a Map<String, Value>) {
        let members = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for parent in members.clone().filter_map(|member| member.get("$ref")?.as_str()) {
            let parent = Pointer::parse(parent);
            self.children.entry(parent.clone()).or_default().push(at.clone());
            self.parents.entry(at.clone()).or_default().push(parent);
        }
        // Many generators write what a class has itself as a member next to its parent.
        for part in [schema].into_iter().chain(members.filter_map(Value::as_object)) {
            if part.contains_key("oneOf") || part.contains_key("anyOf") {
                self.choices.insert(at.clone());
            }
            if let Some(discriminator) = part.get("discriminator").and_then(Discriminator::read) {
                self.discriminators.entry(at.clone()).or_insert(discriminator);
            }
            if let Some(value) = DISCRIMINATOR_VALUES.iter().find_map(|key| part.get(*key)?.as_str()) {
                self.values.entry(at.clone()).or_insert(value);
            }
        }
    }

    /// The schemas that may stand for a component; `None` if it does not have any, or lists what it can be.
    pub fn heirs(&self, at: &Pointer) -> Option<Heirs<'_, 'a>> {
        if self.choices.contains(at) {
            return None;
        }
        let discriminator = self.discriminators_of(at).next()?.1;
        let own = self.discriminators.get(at);
        let mapped = own
            .into_iter()
            .flat_map(|own| own.targets().map(|(_, target)| target).chain(own.default_target()))
            // If an entry names no schema, only that entry is lost.
            .filter(|target| self.document.get(target).is_some());
        let all = self.children.get(at).into_iter().flatten().cloned().chain(mapped);
        let mut seen = BTreeSet::from([at.clone()]);
        let schemas: Vec<Pointer> = all.filter(|heir| seen.insert(heir.clone())).collect();
        (!schemas.is_empty()).then_some(Heirs { discriminator, schemas })
    }

    /// The text that a component says stands for it in a discriminator: in that of its bases. If they have none, any can be meant.
    pub fn value(&self, at: &Pointer, property: &str) -> Option<&'a str> {
        let value = self.values.get(at)?;
        let mut bases = self.discriminators_of(at).peekable();
        let is_meant = bases.peek().is_none() || bases.any(|(_, base)| base.property == property);
        is_meant.then_some(*value)
    }

    /// The discriminator of the nearest base that all of these components extend, or are.
    pub fn common(&self, all: &[Pointer]) -> Option<&Discriminator<'a>> {
        let (first, others) = all.split_first()?;
        let bases: Vec<BTreeSet<&Pointer>> = others
            .iter()
            .map(|at| self.discriminators_of(at).map(|(base, _)| base).collect())
            .collect();
        let mut candidates = self.discriminators_of(first);
        let found = candidates.find(|(base, _)| bases.iter().all(|known| known.contains(base)));
        found.map(|(_, discriminator)| discriminator)
    }

    /// The discriminators of a component and of all that it extends, the nearest first.
    fn discriminators_of<'p, 'i: 'p>(
        &'i self,
        at: &'p Pointer,
    ) -> impl Iterator<Item = (&'i Pointer, &'i Discriminator<'a>)> + use<'i, 'p, 'a> {
        let (mut way, mut seen, mut next): (Vec<&'p Pointer>, _, _) = (vec![at], BTreeSet::from([at]), 0);
        while let Some(here) = way.get(next) {
            let parents = self.parents.get(*here).into_iter().flatten();
            way.extend(parents.filter(|parent| seen.insert(parent)));
            next += 1;
        }
        way.into_iter().filter_map(|at| self.discriminators.get_key_value(at))
    }
}
