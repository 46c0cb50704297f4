//! `allOf`: several schemas as the one that they make together (an intersection).
//!
//! In: the parts of a site. Out: a [`Merged`]. A merge that nothing can satisfy is a fault naming both places.

mod merged;
mod overridden;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::origin::{NodeId, Origin, Origins};
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::{Additional, Fault, Inheritance, JsonType, Schema, Schemas};
pub(crate) use merged::{Choice, ChoiceKind, Listed, Merged};
pub(crate) use source::{Ingredient, MadeOf};

/// Merges the parts of a site.
pub(super) fn merge<'a>(
    schemas: &mut Schemas<'a>,
    inheritance: &Inheritance<'a>,
    origins: &mut Origins,
    id: NodeId,
    source: &MadeOf,
) -> Result<Merged<'a>, Fault> {
    let (at, _) = origins.path(id);
    let mut merging = Merging {
        schemas,
        inheritance,
        origins,
        merged: Merged::of_nothing(id, at),
        taken: BTreeSet::new(),
        open: BTreeSet::new(),
        properties: BTreeMap::new(),
        depth: 0,
        depths: Vec::new(),
        values: None,
        forbidden: BTreeSet::new(),
    };
    match source {
        MadeOf::All(parts) => {
            for part in parts {
                merging.take(part)?;
            }
        }
        MadeOf::Any(kind, branches) => {
            merging.merged.nullable = branches.iter().any(|id| is_null(merging.schemas, merging.origins, *id));
            merging.merged.choices.push(Choice {
                at: merging.merged.at.clone(),
                branches: branches.iter().copied().map(Listed::new).collect(),
                discriminator: None,
                only_requires: false,
                kind: *kind,
            });
        }
        MadeOf::OrNull(other) => {
            merging.merged.nullable = true;
            let (other, _) = merging.origins.path(*other);
            merging.take(&Ingredient::whole(&other))?;
        }
    }
    merging.take_conditions();
    let Merging {
        mut merged,
        forbidden,
        origins,
        schemas,
        depths,
        ..
    } = merging;
    for ((_, parts), depths) in merged.properties.iter_mut().zip(&depths) {
        overridden::leave_out(schemas, origins, parts, depths);
    }
    merged.properties.retain(|(name, _)| !forbidden.contains(name));
    let names = merged.first(|part| part.object.property_names.clone());
    merged.names = names.map(|at| origins.at(&at));
    Ok(merged)
}

/// A merge that is under way. Looks up what it asks for again and again.
struct Merging<'s, 'a> {
    schemas: &'s mut Schemas<'a>,
    inheritance: &'s Inheritance<'a>,
    origins: &'s mut Origins,
    merged: Merged<'a>,
    /// The parts that were taken.
    taken: BTreeSet<(Pointer, Option<JsonType>)>,
    /// The parts that are being taken.
    open: BTreeSet<Pointer>,
    /// Property → its index in `merged`.
    properties: BTreeMap<String, usize>,
    /// How many references lead to the part that is being taken.
    depth: usize,
    /// For each property of `merged`: how many references lead to each of its parts.
    depths: Vec<Vec<usize>>,
    /// The values of `merged` as JSON.
    values: Option<BTreeSet<String>>,
    /// Properties that a part forbids.
    forbidden: BTreeSet<String>,
}

/// What is left to do with a part.
enum MergeStep {
    /// With how many references lead there.
    Take(Ingredient, usize),
    Leave(Pointer),
}

impl<'a> Merging<'_, 'a> {
    /// Adds a part and its members, without recursion: members may be nested as deep as there are schemas. A part that is
    /// being taken and comes again is a circle, while one that was taken before says nothing new.
    fn take(&mut self, part: &Ingredient) -> Result<(), Fault> {
        let mut todo = vec![MergeStep::Take(part.clone(), 0)];
        while let Some(step) = todo.pop() {
            let part = match step {
                MergeStep::Take(part, depth) => {
                    self.depth = depth;
                    part
                }
                MergeStep::Leave(at) => {
                    self.open.remove(&at);
                    continue;
                }
            };
            let schema = self.schemas.at(&part.at)?;
            let schema = part
                .kind
                .and_then(|kind| schema.of_type(kind).cloned())
                .unwrap_or(schema);
            if !self.open.insert(part.at.clone()) {
                let message = "this `allOf` contains itself, so nothing can satisfy it".to_owned();
                return Err(Fault::new(Code::CyclicAllof, part.at, message));
            }
            todo.push(MergeStep::Leave(part.at.clone()));
            if self.taken.insert((part.at.clone(), part.kind)) {
                let members = self.take_one(&schema, &part)?;
                let depth = self.depth + usize::from(schema.reference.is_some());
                todo.extend(members.into_iter().rev().map(|member| MergeStep::Take(member, depth)));
            }
        }
        Ok(())
    }

    /// Adds what a part says itself; gives its members.
    fn take_one(&mut self, schema: &Rc<Schema<'a>>, part: &Ingredient) -> Result<Vec<Ingredient>, Fault> {
        let mut branches = schema.one_of.iter().chain(&schema.any_of);
        let whole = part.whole && !branches.any(|branch| self.leads_to_open(branch));
        if schema.alias().is_none() {
            self.take_own(schema, whole)?;
        }
        let single = [&schema.one_of, &schema.any_of]
            .into_iter()
            .filter(|branches| whole && branches.len() == 1);
        let members = schema.reference.iter().chain(&schema.all_of).chain(single.flatten());
        let member = |at: &Pointer| Ingredient {
            at: at.clone(),
            whole: part.whole,
            kind: None,
        };
        Ok(members.map(member).collect())
    }

    /// Whether a branch is one of the schemas that are being merged: a parent that lists its children, seen from a child.
    /// The child is one of them already, so the parent's choice says nothing about it.
    fn leads_to_open(&mut self, branch: &Pointer) -> bool {
        self.open.len() > 1
            && self.schemas.at(branch).is_ok_and(|schema| {
                let target = schema.alias();
                target.is_some_and(|target| self.open.contains(target))
            })
    }

    /// What counts under a condition may be there: properties that nothing else speaks of, none of them required.
    fn take_conditions(&mut self) {
        let mut seen: BTreeSet<Pointer> = BTreeSet::new();
        let parts = self.merged.parts.iter().rev();
        let mut todo: Vec<Pointer> = parts.flat_map(|part| part.when.iter().rev()).cloned().collect();
        while let Some(at) = todo.pop() {
            let Ok(schema) = self.schemas.at(&at) else { continue };
            if !seen.insert(at) {
                continue;
            }
            for (name, at) in &schema.object.properties {
                if !self.properties.contains_key(*name) && !schema.object.never.contains(name) {
                    self.add_property(name, at);
                }
            }
            todo.extend(
                schema
                    .reference
                    .iter()
                    .chain(&schema.all_of)
                    .chain(&schema.when)
                    .cloned(),
            );
        }
    }

    fn add_property(&mut self, name: &str, at: &Pointer) {
        let id = self.origins.at(at);
        let next = self.merged.properties.len();
        let index = *self.properties.entry(name.to_owned()).or_insert(next);
        if index == next {
            self.merged.properties.push((name.to_owned(), Vec::new()));
            self.depths.push(Vec::new());
        }
        self.merged.properties[index].1.push(id);
        self.depths[index].push(self.depth);
    }

    fn take_own(&mut self, schema: &Rc<Schema<'a>>, whole: bool) -> Result<(), Fault> {
        self.merged.take_kind(schema)?;
        self.take_values(schema);
        for (name, at) in &schema.object.properties {
            if schema.object.never.contains(name) {
                self.forbidden.insert((*name).to_owned());
            } else {
                self.add_property(name, at);
            }
        }
        let merged = &mut self.merged;
        merged.format = merged.format.or(schema.format);
        let required = schema.object.required.iter();
        merged.required.extend(required.map(|name| (*name).to_owned()));
        let additional = &schema.object.additional;
        if *additional != Additional::Unsaid && !matches!(merged.additional, Additional::Typed(_)) {
            merged.additional = additional.clone();
        }
        let items: Vec<NodeId> = schema.list.items.iter().map(|at| self.origins.at(at)).collect();
        let positions: Vec<NodeId> = schema.list.positions.iter().map(|at| self.origins.at(at)).collect();
        if merged.positions.is_empty() {
            merged.positions = positions;
        }
        if !items.is_empty() && merged.items.first() != Some(&items) {
            merged.items.push(items);
        }
        merged.nullable |= schema.nullable;
        merged.only_null |= schema.only_null;
        merged.read_only |= schema.read_only;
        merged.write_only |= schema.write_only;
        if whole {
            self.take_choices(schema);
        }
        self.merged.parts.push(Rc::clone(schema));
        Ok(())
    }

    fn take_choices(&mut self, schema: &Schema<'a>) {
        let listed = [
            ("oneOf", ChoiceKind::OneOf, &schema.one_of),
            ("anyOf", ChoiceKind::AnyOf, &schema.any_of),
        ];
        for (keyword, kind, branches) in listed.into_iter().filter(|(.., branches)| branches.len() > 1) {
            self.merged.choices.push(Choice {
                at: schema.at.key(keyword),
                branches: branches.iter().map(|at| Listed::new(self.origins.at(at))).collect(),
                discriminator: schema.discriminator.clone(),
                only_requires: branches.iter().all(|at| only_requires(self.schemas, at)),
                kind,
            });
        }
        if schema.by_type.len() > 1 {
            let node = self.origins.at(&schema.at);
            let kinds = schema.by_type.iter().filter_map(|one| one.kind);
            self.merged.choices.push(Choice {
                at: schema.at.key("type"),
                branches: kinds.map(|kind| Listed::of_type(node, kind)).collect(),
                discriminator: schema.discriminator.clone(),
                only_requires: only_requires(self.schemas, &schema.at),
                kind: ChoiceKind::OneOf,
            });
        }
        // Seen from an heir, which is one of them already, they say nothing.
        if self.open.len() == 1
            && let Some(heirs) = self.inheritance.heirs(&schema.at)
        {
            let own = Listed::own(self.origins.at(&schema.at));
            let schemas = heirs.schemas.iter().map(|at| Listed::new(self.origins.at(at)));
            self.merged.choices.push(Choice {
                at: schema.at.key("discriminator"),
                branches: schemas.chain([own]).collect(),
                discriminator: Some(heirs.discriminator.clone()),
                only_requires: false,
                kind: ChoiceKind::Heirs,
            });
        }
    }

    /// Values of all parts. Where they share none, one part is meant to replace the other's, and nobody can tell which.
    fn take_values(&mut self, schema: &Schema<'a>) {
        let Some(new) = schema.values.as_ref().filter(|values| !values.is_empty()) else {
            return;
        };
        let texts: BTreeSet<String> = new.iter().map(ToString::to_string).collect();
        let merged = &mut self.merged;
        let (Some(old), Some(known)) = (&mut merged.values, &mut self.values) else {
            (merged.values, self.values) = (Some(new.clone()), Some(texts));
            return;
        };
        if known.iter().any(|text| texts.contains(text)) {
            old.retain(|value| texts.contains(&value.to_string()));
            known.retain(|text| texts.contains(text));
            return;
        }
        let first = merged.parts.iter().find(|part| part.values.is_some());
        let first = first.map_or(&merged.at, |part| &part.at);
        let message = format!(
            "no value is in both enums, so the type takes those of either: {first} and {} share none",
            schema.at
        );
        let fault = Fault::new(Code::UnsatisfiableEnum, schema.at.clone(), message);
        merged
            .remarks
            .push(fault.help("an overlay can remove the enum that is not meant"));
        old.extend(new);
        known.extend(texts);
    }
}

/// Whether a branch says which keys must be there, and nothing that changes the type.
fn only_requires(schemas: &mut Schemas, branch: &Pointer) -> bool {
    let harmless = ["required", "not", "description", "title", "type"];
    schemas
        .at(branch)
        .is_ok_and(|schema| !schema.object.required.is_empty() && schema.has_only(&harmless))
}

fn is_null(schemas: &mut Schemas, origins: &Origins, id: NodeId) -> bool {
    match origins.of(id) {
        Some(Origin::At(at)) => schemas.at(at).is_ok_and(|schema| schema.only_null),
        _ => false,
    }
}
