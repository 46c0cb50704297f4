//! Structs: fields with their types, presence and documentation.

use std::collections::BTreeMap;

use serde_json::Value;

use super::docs;
use super::implied;
use super::resolve::Types;
use crate::contract;
use crate::diag::Diagnostics;
use crate::lower::names;
use crate::plan::{Field, Literal, Member, Presence, Record, Single, Type};
use crate::schemas::{Direction, Graph, Group, Merged, NodeId, Property, Shape, Slot};
use crate::spec::Fault;

/// The struct of a site as it travels in a direction.
pub(in crate::lower) fn record(
    types: &Types,
    site: NodeId,
    direction: Direction,
    diags: &mut Diagnostics,
) -> Result<Record, Fault> {
    let merged = types.graph.merged(site)?;
    let slots = types.graph.slots(site, Some(direction))?;
    let given = given_names(types.graph, merged);
    let mut labels: Vec<String> = slots.iter().map(|slot| label(&given, slot)).collect();
    names::unique(&mut labels, if merged.has_rest() { &[contract::REST] } else { &[] });
    let is_implied = implied::is_said(merged)?;
    let mut fields = Vec::new();
    let setters = setters(&labels);
    let labels = labels
        .into_iter()
        .zip(setters)
        .map(|(name, setter)| Label { name, setter });
    for (slot, label) in slots.into_iter().zip(labels) {
        fields.push(match slot {
            Slot::Group(group) => group_field(types, group, label, direction, diags),
            Slot::Property(property) => {
                let mut field = field(types, property, label, direction, diags);
                if is_implied {
                    imply(types.graph, &mut field, property, direction)?;
                }
                field
            }
        });
    }
    let rest = match types.graph.rest(site) {
        Some(node) => Some(types.or_null(node, direction, diags)),
        None => merged.has_rest().then_some(Type::Json),
    };
    Ok(Record { fields, rest })
}

/// What a field and its setter are called.
struct Label {
    name: String,
    setter: String,
}

/// Property → the name that the author gives to its field.
fn given_names<'a>(graph: &'a Graph, merged: &'a Merged<'_>) -> BTreeMap<&'a str, &'a str> {
    let said = |part: &NodeId| graph.written(*part)?.extension("x-client-field")?.as_str();
    let each = merged.properties.iter();
    each.filter_map(|(wire, parts)| Some((wire.as_str(), parts.iter().find_map(said)?)))
        .collect()
}

fn label(given: &BTreeMap<&str, &str>, slot: &Slot) -> String {
    match slot {
        Slot::Property(property) => names::snake(given.get(property.wire.as_str()).unwrap_or(&property.wire.as_str())),
        Slot::Group(group) => names::snake(&group.name),
    }
}

fn field(types: &Types, property: &Property, label: Label, direction: Direction, diags: &mut Diagnostics) -> Field {
    let ty = types.of(property.at, direction, diags);
    let merged = types.graph.merged(property.at).ok();
    let nullable = merged.as_ref().is_some_and(|merged| merged.nullable);
    let mut presence = match (property.required, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::RequiredNullable,
        (false, true) if direction == Direction::Write => Presence::Nullable,
        (false, _) => Presence::Optional,
    };
    if matches!(ty, Type::Json) && presence == Presence::Nullable {
        presence = Presence::Optional;
    }
    // Where the type of a value is lost, so is the name of its only value.
    let constant = constant(types.graph, property, merged).filter(|_| ty != Type::Json);
    let mut docs = docs::of_field(types.graph, property.at, constant.is_some());
    docs.notes.extend(constant.as_ref().map(|_| only_value(direction)));
    let bounds = merged.map(|merged| docs::bounds(merged, &ty)).unwrap_or_default();
    Field {
        name: label.name,
        setter: label.setter,
        ty,
        presence,
        member: Member::Single(Single {
            key: property.wire.clone(),
            constant,
            bounds,
        }),
        docs,
    }
}

/// The one field of a group of properties.
fn group_field(types: &Types, group: &Group, label: Label, direction: Direction, diags: &mut Diagnostics) -> Field {
    let arms: Vec<String> = group.arms.iter().map(|arm| format!("`{}`", arm.wire)).collect();
    let most = if group.required { "Exactly" } else { "At most" };
    let merged = types.graph.merged(group.site).ok();
    let mut docs = merged
        .map(|merged| docs::of_type(types.graph, merged))
        .unwrap_or_default();
    docs.notes.push(format!("{most} one of {}.", arms.join(", ")));
    Field {
        name: label.name,
        setter: label.setter,
        ty: types.of(group.site, direction, diags),
        presence: if group.required {
            Presence::Required
        } else {
            Presence::Optional
        },
        member: Member::Group(group.name.clone()),
        docs,
    }
}

/// Setters are called like their fields, unless a method of that name means something else.
fn setters(labels: &[String]) -> Vec<String> {
    let is_taken = |name: &str| contract::RECORD_METHODS.contains(&name) || contract::METHODS.contains(&name);
    let setter = |label: &String| match is_taken(label) {
        true => format!("with_{label}"),
        false => label.clone(),
    };
    let mut setters: Vec<String> = labels.iter().map(setter).collect();
    names::unique(&mut setters, &[]);
    setters
}

/// Gives a field the value that it has if it is missing.
fn imply(graph: &Graph, field: &mut Field, property: &Property, direction: Direction) -> Result<(), Fault> {
    if let Some(literal) = implied::of(graph, property, &field.ty)? {
        field.presence = Presence::Implied(literal);
        let default = field.docs.default.take();
        field
            .docs
            .notes
            .extend(default.map(|value| docs::implied(&value, direction)));
    }
    Ok(())
}

fn only_value(direction: Direction) -> String {
    match direction {
        Direction::Read => "It has only one value.",
        Direction::Write => "It has only one value, which is filled in.",
    }
    .to_owned()
}

/// The only value of a required property: a boolean, a number, or the variant of its enum.
fn constant(graph: &Graph, property: &Property, merged: Option<&Merged>) -> Option<Literal> {
    let values = merged?.values.as_ref()?;
    let [only] = values.as_slice() else { return None };
    if !property.required {
        return None;
    }
    match (graph.shape(property.at).ok()?, only) {
        (Shape::Scalar(Type::Bool), Value::Bool(flag)) => Some(Literal::Bool(*flag)),
        (Shape::Scalar(Type::I32 | Type::I64), Value::Number(number)) => {
            number.as_i64().map(|value| Literal::Number(value.into()))
        }
        (Shape::TextEnum(values), Value::String(text)) if values.len() == 1 => {
            let labels = super::enum_labels::enum_labels(std::slice::from_ref(text), merged?);
            labels.into_iter().next().map(Literal::Variant)
        }
        _ => None,
    }
}
