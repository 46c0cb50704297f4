//! Extensions of schemas, and the entries of `client.toml` that stand for them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::outcome::Outcome;
use super::report::Report;
use crate::lower::names;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Shape};
use crate::spec::{Location, Schema, Way};

/// A shape that an extension is for, and what it is called.
type For = (&'static str, fn(&Shape) -> bool, &'static str);

/// The extensions that are for schemas of some shapes.
const BY_SHAPE: [For; 5] = [
    (
        "x-client-open",
        |shape| matches!(shape, Shape::TextEnum(_) | Shape::Union(_) | Shape::Group(_)),
        "an enum or a union",
    ),
    (
        "x-client-aliases",
        |shape| matches!(shape, Shape::TextEnum(_)),
        "an enum",
    ),
    ("x-client-absent", |shape| matches!(shape, Shape::Record), "a struct"),
    ("x-client-one-of", |shape| matches!(shape, Shape::Record), "a struct"),
    ("x-client-key", is_named, "a struct, an enum or a union"),
];

fn is_named(shape: &Shape) -> bool {
    matches!(shape, Shape::Record | Shape::TextEnum(_) | Shape::Union(_))
}

/// Compares the extensions of schemas with their types.
pub(super) fn check(outcome: Outcome<'_, '_>, report: &mut Report<'_>) {
    let graph = outcome.graph;
    let extended = extended(graph);
    if extended.is_empty() {
        return;
    }
    let uses = Uses::of(outcome, extended.keys().copied().collect());
    for (id, schema) in extended.into_values() {
        for (extension, fits, what) in BY_SHAPE {
            if schema.has(extension) && !uses.has(&schema.at, fits) {
                let message = format!("{} is not {what}, so `{extension}` has no effect", schema.at);
                report.idle(&schema.at.key(extension), message, REMOVE);
            }
        }
        if schema.has("x-client-skip") && id.is_none_or(|id| !uses.properties.contains(&id)) {
            let message = format!("{} is not a property, so `x-client-skip` has no effect", schema.at);
            report.idle(&schema.at.key("x-client-skip"), message, REMOVE);
        }
        name(outcome, &uses, id, schema, report);
        field(&uses, id, schema, report);
    }
}

/// The schemas with extensions, each with its node. Some have none, because they are only members of others.
fn extended<'g>(graph: &'g Graph) -> BTreeMap<&'g Pointer, (Option<NodeId>, &'g Schema<'g>)> {
    let mut out = BTreeMap::new();
    let parts = graph.ids().filter_map(|id| graph.merged(id).ok());
    for part in parts.flat_map(|merged| &merged.parts).filter(|part| part.is_extended()) {
        out.insert(&part.at, (None, &**part));
    }
    let written = graph.ids().filter_map(|id| Some((id, graph.written(id)?)));
    for (id, schema) in written.filter(|(_, schema)| schema.is_extended()) {
        out.insert(&schema.at, (Some(id), schema));
    }
    out
}

const REMOVE: &str = "remove it, or move it to the schema that is meant";

/// `x-client-name`: a schema without a type of its own may still give its name to what it holds.
fn name(outcome: Outcome<'_, '_>, uses: &Uses<'_>, id: Option<NodeId>, schema: &Schema, report: &mut Report<'_>) {
    let at = schema.at.key("x-client-name");
    let Some(word) = schema.extension("x-client-name").and_then(Value::as_str) else {
        return;
    };
    match id.and_then(|id| outcome.names.of(id, false)) {
        Some(used) if names::type_name(word) != word => report.altered(&at, word, used, "write it like this"),
        Some(used) if used != word && !uses.types.contains(word) => {
            report.altered(
                &at,
                word,
                used,
                "names.lock keeps that name for something else: rename or remove that entry",
            );
        }
        Some(_) => {}
        None => {
            let holds = |shape: &Shape| !matches!(shape, Shape::Scalar(_) | Shape::Any | Shape::Free | Shape::Null);
            // What a member of an `allOf` holds is in the type that it belongs to.
            let is_used = match is_member(&schema.at) {
                true => uses.gives_name(&schema.at, word) || uses.has(&schema.at, |_| false),
                false => uses.has(&schema.at, holds),
            };
            if !is_used {
                let message = format!("{} has no type of its own, so the name `{word}` is not used", schema.at);
                report.idle(&at, message, REMOVE);
            }
        }
    }
}

fn is_member(at: &Pointer) -> bool {
    let step = Location::read(at).steps.pop();
    step.is_some_and(|step| matches!(step.way, Way::Member(_)))
}

/// `x-client-field`: the name of a property's field, or of a variant in a group.
fn field(uses: &Uses<'_>, id: Option<NodeId>, schema: &Schema, report: &mut Report<'_>) {
    let at = schema.at.key("x-client-field");
    let Some(word) = schema.extension("x-client-field").and_then(Value::as_str) else {
        return;
    };
    match id.and_then(|id| uses.fields.get(&id)) {
        Some(Some(used)) if used != word => report.altered(&at, word, used, "write it like this, or choose another"),
        Some(_) => {}
        None => {
            let message = format!(
                "{} is not a property of a struct, so the name `{word}` is not used",
                schema.at
            );
            report.idle(&at, message, REMOVE);
        }
    }
}

/// What schemas with extensions are part of.
struct Uses<'c> {
    /// Place of a schema → the shapes of the nodes that it is part of; `None` for one that has a fault.
    shapes: BTreeMap<Pointer, Vec<Option<&'c Shape>>>,
    /// The nodes that are properties.
    properties: BTreeSet<NodeId>,
    /// Property → the name of its field; `None` in a group.
    fields: BTreeMap<NodeId, Option<String>>,
    /// The names of types.
    types: BTreeSet<&'c str>,
    /// The names of variants.
    variants: BTreeSet<&'c str>,
    /// Where types stand.
    places: BTreeSet<String>,
}

impl<'c> Uses<'c> {
    fn of(outcome: Outcome<'c, '_>, wanted: BTreeSet<&Pointer>) -> Self {
        let graph = outcome.graph;
        let mut shapes: BTreeMap<Pointer, Vec<Option<&Shape>>> = BTreeMap::new();
        let mut out = Self {
            shapes: BTreeMap::new(),
            properties: BTreeSet::new(),
            fields: BTreeMap::new(),
            types: outcome.names.types.values().map(String::as_str).collect(),
            variants: outcome.names.variants.values().flatten().map(String::as_str).collect(),
            places: outcome
                .names
                .types
                .keys()
                .map(|thing| graph.place(thing.node).to_string())
                .collect(),
        };
        for id in graph.ids() {
            let Ok(merged) = graph.merged(id) else { continue };
            let shape = graph.shape(id).ok();
            let parts = merged.parts.iter().map(|part| &part.at);
            for at in parts.filter(|at| wanted.contains(at)) {
                shapes.entry(at.clone()).or_default().push(shape);
            }
            out.properties
                .extend(merged.properties.iter().flat_map(|(_, parts)| parts));
        }
        out.shapes = shapes;
        out.add_fields(outcome);
        out
    }

    /// The fields of all structs, by the properties that they are made of.
    fn add_fields(&mut self, outcome: Outcome<'c, '_>) {
        for (id, draft) in outcome.models.entries() {
            let Some(record) = draft.record() else { continue };
            let Ok(merged) = outcome.graph.merged(outcome.declared.all[id].site) else {
                continue;
            };
            let single = record.fields.iter().filter(|field| !field.is_group());
            let named = single.map(|field| (field.wire(), &field.name));
            let named: BTreeMap<&str, &String> = named.collect();
            for (wire, parts) in &merged.properties {
                let name = named.get(wire.as_str()).map(|name| (*name).clone());
                for part in parts {
                    self.fields.entry(*part).or_insert_with(|| name.clone());
                }
            }
        }
    }

    /// Whether a variant or a type has this name, or a type stands at or below this place and is called after it.
    fn gives_name(&self, at: &Pointer, word: &str) -> bool {
        let below = format!("{at}/");
        let is_below = |place: &String| place.starts_with(&below);
        let has_types =
            self.places.contains(&at.to_string()) || self.places.range(below.clone()..).next().is_some_and(is_below);
        self.types.contains(word) || self.variants.contains(word) || has_types
    }

    /// Whether a schema is part of a type with such a shape, or of one that has a fault.
    fn has(&self, at: &Pointer, fits: impl Fn(&Shape) -> bool) -> bool {
        let mut shapes = self.shapes.get(at).into_iter().flatten();
        shapes.any(|shape| shape.is_none_or(&fits))
    }
}
