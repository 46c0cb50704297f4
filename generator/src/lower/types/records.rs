//! Structs: fields with their types, presence and documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::docs;
use super::implied;
use super::resolve::Types;
use crate::contract;
use crate::diag::Diagnostics;
use crate::ir::{Field, Presence, Record, Type};
use crate::lower::groups::{self, Group, Slot};
use crate::lower::merge::Merged;
use crate::lower::names;
use crate::lower::shape::Shape;
use crate::lower::sites::Direction;
use crate::lower::world::{Part, Source, World};
use crate::pointer::Pointer;
use crate::spec::{Additional, Fault};

/// A property of a merged schema.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Property {
    pub wire: String,
    pub at: Pointer,
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
}

/// The properties that travel in a direction (all of them for `None`), in document order.
pub(in crate::lower) fn properties(world: &World, merged: &Merged, direction: Option<Direction>) -> Vec<Property> {
    let required: BTreeSet<&str> = merged.required.iter().map(String::as_str).collect();
    let kept = merged.properties.iter().filter(|(_, parts)| !is_skipped(world, parts));
    let all = kept.map(|(wire, parts)| Property {
        required: required.contains(wire.as_str()),
        ..property(world, merged, wire, parts)
    });
    all.filter(|property| match direction {
        Some(Direction::Read) => !property.write_only || property.read_only,
        Some(Direction::Write) => !property.read_only || property.write_only,
        None => true,
    })
    .collect()
}

/// Whether the author leaves the property out.
fn is_skipped(world: &World, parts: &[Pointer]) -> bool {
    let flag = |at: &Pointer| world.document.get(at)?.get("x-client-skip")?.as_bool();
    parts.iter().any(|at| flag(at) == Some(true))
}

/// The property by itself: whether it is required stands beside it.
fn property(world: &World, merged: &Merged, wire: &str, parts: &[Pointer]) -> Property {
    let at = one_place(world, merged, wire, parts);
    // Merged with what it refers to, so that flags on either side are seen.
    let flags = |flag: fn(&Merged) -> bool| world.merged(&at).is_ok_and(|merged| flag(&merged));
    Property {
        wire: wire.to_owned(),
        required: false,
        read_only: flags(|merged| merged.read_only),
        write_only: flags(|merged| merged.write_only),
        at,
    }
}

/// A property that several members of an `allOf` speak of stands where they all do: at a place of its own.
fn one_place(world: &World, merged: &Merged, wire: &str, parts: &[Pointer]) -> Pointer {
    let first = parts.first().cloned().unwrap_or_default();
    let site = world.site(&first).ok();
    if parts.len() < 2 || parts.iter().all(|part| world.site(part).ok() == site) {
        return first;
    }
    let all = parts
        .iter()
        .map(|at| Part {
            at: at.clone(),
            whole: true,
        })
        .collect();
    world.invent(merged.at.key("x-all").key(wire), Source::All(all))
}

/// The struct of a site as it travels in a direction.
pub(in crate::lower) fn record(
    types: &Types,
    site: &Pointer,
    direction: Direction,
    diags: &mut Diagnostics,
) -> Result<Record, Fault> {
    let merged = types.world.merged(site)?;
    let properties = properties(types.world, &merged, Some(direction));
    let slots = groups::slots(types.world, &merged, properties)?;
    let given = given_names(types.world, &merged);
    let mut labels: Vec<String> = slots.iter().map(|slot| label(&given, slot)).collect();
    names::unique(&mut labels, if merged.has_rest() { &[contract::REST] } else { &[] });
    let is_implied = implied::is_said(&merged)?;
    let mut fields = Vec::new();
    for (slot, name) in slots.iter().zip(labels) {
        fields.push(match slot {
            Slot::Group(group) => group_field(types, group, name, direction, diags),
            Slot::Property(property) => {
                let mut field = field(types, property, name, direction, diags);
                if is_implied {
                    imply(types.world, &mut field, property, direction)?;
                }
                field
            }
        });
    }
    name_setters(&mut fields);
    let rest = match &merged.additional {
        Additional::Typed(at) => Some(types.or_null(at, direction, diags)),
        Additional::Free => Some(Type::Json),
        Additional::Unsaid | Additional::Denied => None,
    };
    Ok(Record { fields, rest })
}

/// Property → the name that the author gives to its field.
fn given_names<'a>(world: &'a World, merged: &'a Merged) -> BTreeMap<&'a str, &'a str> {
    let said = |at: &Pointer| world.document.get(at)?.get("x-client-field")?.as_str();
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

fn field(types: &Types, property: &Property, name: String, direction: Direction, diags: &mut Diagnostics) -> Field {
    let ty = types.of(&property.at, direction, diags);
    let merged = types.world.merged(&property.at).ok();
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
    let constant = constant(types.world, property, &merged).filter(|_| ty != Type::Json);
    let mut docs = docs::of_field(types.world, &property.at, merged.as_deref(), constant.is_some());
    docs.notes.extend(constant.as_ref().map(|_| only_value(direction)));
    let bounds = merged
        .as_deref()
        .map(|merged| docs::bounds(merged, &ty))
        .unwrap_or_default();
    Field {
        setter: String::new(),
        wire: property.wire.clone(),
        is_group: false,
        name,
        ty,
        presence,
        constant,
        docs,
        bounds,
        inside: false,
    }
}

/// The one field of a group of properties.
fn group_field(types: &Types, group: &Group, name: String, direction: Direction, diags: &mut Diagnostics) -> Field {
    let arms: Vec<String> = group.arms.iter().map(|arm| format!("`{}`", arm.wire)).collect();
    let most = if group.required { "Exactly" } else { "At most" };
    let merged = types.world.merged(&group.site).ok();
    let mut docs = merged
        .map(|merged| docs::of_type(types.world, &merged))
        .unwrap_or_default();
    docs.notes.push(format!("{most} one of {}.", arms.join(", ")));
    Field {
        setter: String::new(),
        wire: group.name.clone(),
        is_group: true,
        name,
        ty: types.of(&group.site, direction, diags),
        presence: if group.required {
            Presence::Required
        } else {
            Presence::Optional
        },
        constant: None,
        docs,
        bounds: Vec::new(),
        inside: false,
    }
}

/// Setters are called like their fields, unless a method of that name means something else.
fn name_setters(fields: &mut [Field]) {
    let is_taken = |name: &str| contract::RECORD_METHODS.contains(&name) || contract::METHODS.contains(&name);
    let setter = |field: &Field| match is_taken(&field.name) {
        true => format!("with_{}", field.name),
        false => field.name.clone(),
    };
    let mut setters: Vec<String> = fields.iter().map(setter).collect();
    names::unique(&mut setters, &[]);
    for (field, setter) in fields.iter_mut().zip(setters) {
        field.setter = setter;
    }
}

/// Gives a field the value that it has if it is missing.
fn imply(world: &World, field: &mut Field, property: &Property, direction: Direction) -> Result<(), Fault> {
    if let Some(literal) = implied::of(world, property, &field.ty)? {
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

/// The only value of a required property, as Rust: `true`, or the variant of its enum.
fn constant(world: &World, property: &Property, merged: &Option<Rc<Merged>>) -> Option<String> {
    let values = merged.as_ref()?.values.as_ref()?;
    let [only] = values.as_slice() else { return None };
    if !property.required {
        return None;
    }
    match (&*world.shape(&property.at).ok()?, only) {
        (Shape::Scalar(Type::Bool), Value::Bool(flag)) => Some(flag.to_string()),
        (Shape::Scalar(Type::I32 | Type::I64), Value::Number(number)) => number.as_i64().map(|value| value.to_string()),
        (Shape::TextEnum(values), Value::String(text)) if values.len() == 1 => {
            let labels = super::models::enum_labels(std::slice::from_ref(text), merged.as_ref()?);
            labels.into_iter().next()
        }
        _ => None,
    }
}
