//! Structs: fields with their types, presence and documentation.

use serde_json::Value;

use super::docs;
use super::implied;
use super::resolve::Types;
use crate::diag::Diagnostics;
use crate::lower::names::members::{in_order, setter, words};
use crate::plan::{Field, Literal, Member, Presence, Record, Single, Type};
use crate::schemas::{Direction, Merged, NodeId, Property, PropertyGroup, Shape, Slot};
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
    let is_implied = implied::is_said(merged)?;
    let mut fields = Vec::new();
    for slot in slots {
        let name = types.names.member(site, &words::field(slot)).unwrap_or_default();
        fields.push(match slot {
            Slot::Group(group) => group_field(types, group, name, direction, diags),
            Slot::Property(property) => {
                let mut field = field(types, property, name, direction, diags);
                if is_implied {
                    imply(types, &mut field, property, direction)?;
                }
                field
            }
        });
    }
    let fields = in_order(
        fields,
        |field| field.presence.is_given(),
        |field| types.names.place(site, &words::of_field(field)),
    );
    let rest = match types.graph.rest(site) {
        Some(node) => Some(types.or_null(node, direction, diags)),
        None => merged.has_rest().then_some(Type::Json),
    };
    Ok(Record { fields, rest })
}

fn field(types: &Types, property: &Property, name: &str, direction: Direction, diags: &mut Diagnostics) -> Field {
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
    let constant = constant(types, property, merged).filter(|_| ty != Type::Json);
    let mut docs = docs::of_field(types.graph, property.at, constant.is_some());
    docs.notes.extend(constant.as_ref().map(|_| only_value(direction)));
    let bounds = merged.map(|merged| docs::bounds(merged, &ty)).unwrap_or_default();
    Field {
        name: name.to_owned(),
        setter: setter(name),
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
fn group_field(
    types: &Types,
    group: &PropertyGroup,
    name: &str,
    direction: Direction,
    diags: &mut Diagnostics,
) -> Field {
    let arms: Vec<String> = group.arms.iter().map(|arm| format!("`{}`", arm.wire)).collect();
    let most = if group.required { "Exactly" } else { "At most" };
    let merged = types.graph.merged(group.site).ok();
    let mut docs = merged.map(|merged| docs::of_type(types, merged)).unwrap_or_default();
    docs.notes.push(format!("{most} one of {}.", arms.join(", ")));
    Field {
        name: name.to_owned(),
        setter: setter(name),
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

/// Gives a field the value that it has if it is missing.
fn imply(types: &Types, field: &mut Field, property: &Property, direction: Direction) -> Result<(), Fault> {
    if let Some(literal) = implied::of(types, property, &field.ty)? {
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
fn constant(types: &Types, property: &Property, merged: Option<&Merged>) -> Option<Literal> {
    let values = merged?.values.as_ref()?;
    let [only] = values.as_slice() else { return None };
    if !property.required {
        return None;
    }
    match (types.graph.shape(property.at).ok()?, only) {
        (Shape::Scalar(Type::Bool), Value::Bool(flag)) => Some(Literal::Bool(*flag)),
        (Shape::Scalar(Type::I32 | Type::I64), Value::Number(number)) => {
            number.as_i64().map(|value| Literal::Number(value.into()))
        }
        (Shape::TextEnum(values), Value::String(text)) if values.len() == 1 => {
            let site = types.site(property.at).ok()?;
            types
                .names
                .member(site, text)
                .map(|name| Literal::Variant(name.to_owned()))
        }
        _ => None,
    }
}
