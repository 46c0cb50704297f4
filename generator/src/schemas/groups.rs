//! `x-client-one-of`: named groups of properties of which at most one is there.
//!
//! In: a record and its properties. Out: what it has fields for. A group is a node of its own, made from the record, whose shape
//! is a choice between the values of its properties.

use serde_json::{Map, Value};

use super::ask::Ask;
use super::merge::{MadeOf, Merged};
use super::node::{Branch, Property, PropertyGroup, Shape, Slot, UnionShape};
use super::origin::{NodeId, Role};
use crate::diag::{Code, Mismatch};
use crate::plan::{Criterion, Strategy, ValueKind};
use crate::pointer::Pointer;
use crate::spec::{Fault, Schema, extension};

const NAME: &str = "x-client-one-of";

/// What a record has fields for: a group stands where the first of its properties does.
pub(super) fn slots<'a>(
    ask: &mut dyn Ask<'a>,
    merged: &Merged<'a>,
    properties: Vec<Property>,
) -> Result<Vec<Slot>, Fault> {
    let groups = groups(ask, merged, &properties)?;
    let mut out: Vec<Slot> = Vec::new();
    for property in properties {
        let group = groups.iter().find(|group| has(group, &property.wire));
        match group {
            None => out.push(Slot::Property(property)),
            Some(group) if is_there(&out, group) => {}
            Some(group) => out.push(Slot::Group(group.clone())),
        }
    }
    Ok(out)
}

fn has(group: &PropertyGroup, wire: &str) -> bool {
    group.arms.iter().any(|arm| arm.wire == wire)
}

fn is_there(slots: &[Slot], group: &PropertyGroup) -> bool {
    let is_it = |slot: &Slot| matches!(slot, Slot::Group(known) if known.site == group.site);
    slots.iter().any(is_it)
}

/// The groups of a record.
fn groups<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, all: &[Property]) -> Result<Vec<PropertyGroup>, Fault> {
    let mut out: Vec<PropertyGroup> = Vec::new();
    let said = merged
        .parts
        .iter()
        .filter_map(|part| Some((part, part.extension(NAME)?)));
    for (part, said) in said {
        let at = part.at.key(NAME);
        let said = said
            .as_object()
            .ok_or_else(|| unusable(&at, "is no object of names and lists of properties"))?;
        for (name, listed) in said {
            let listed = WrittenGroup::read(at.key(name), listed)?;
            let arms = arms(&listed, all)?;
            if let Some(twice) = arms.iter().find(|arm| out.iter().any(|known| has(known, &arm.wire))) {
                return Err(unusable(&at.key(name), format!("has `{}` in two groups", twice.wire)));
            }
            out.push(PropertyGroup {
                required: listed.required,
                site: make(ask, merged, listed, name, &arms),
                name: name.clone(),
                arms,
            });
        }
    }
    Ok(out)
}

/// A group as the author lists it: a list of properties, or an object that says more.
struct WrittenGroup<'a> {
    at: Pointer,
    long: Option<&'a Map<String, Value>>,
    properties: Vec<&'a str>,
    required: bool,
}

impl<'a> WrittenGroup<'a> {
    fn read(at: Pointer, listed: &'a Value) -> Result<Self, Fault> {
        let long = listed.as_object();
        let keys = extension(NAME).map_or(&[][..], |known| known.form.keys());
        for (key, value) in long.into_iter().flatten() {
            let Some(known) = keys.iter().find(|known| known.name == key) else {
                let known: Vec<&str> = keys.iter().map(|known| known.name).collect();
                return Err(unusable(
                    &at,
                    format!("has no key `{key}`; there are: {}", known.join(", ")),
                ));
            };
            if let Some(expected) = known.form.expected().filter(|expected| !expected.is_met_by(value)) {
                let wrong = Mismatch::of_key(key, expected, value);
                return Err(Fault::new(Code::UnusableExtension, at.key(key), wrong));
            }
        }
        let names = long
            .map_or(Some(listed), |long| long.get("properties"))
            .and_then(Value::as_array);
        let names = names.and_then(|names| names.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        let properties = names.filter(|names| !names.is_empty());
        Ok(Self {
            properties: properties.ok_or_else(|| unusable(&at, "wants the names of the properties of a group"))?,
            at,
            long,
            required: listed.get("required") == Some(&Value::Bool(true)),
        })
    }
}

/// The properties of a group.
fn arms(listed: &WrittenGroup, all: &[Property]) -> Result<Vec<Property>, Fault> {
    let arm = |wire: &&str| {
        let known = all.iter().find(|property| property.wire == **wire);
        let known = known.ok_or_else(|| unusable(&listed.at, format!("names `{wire}`, which is no property")))?;
        match known.required || known.read_only || known.write_only {
            true => Err(unusable(
                &listed.at,
                format!("names `{wire}`, which is required or travels one way only"),
            )),
            false => Ok(known.clone()),
        }
    };
    listed.properties.iter().map(arm).collect()
}

/// Makes the node of a group.
fn make<'a>(
    ask: &mut dyn Ask<'a>,
    owner: &Merged<'a>,
    group: WrittenGroup<'a>,
    name: &str,
    arms: &[Property],
) -> NodeId {
    let id = ask.make(owner.id, Role::Group(name.to_owned()), MadeOf::All(Vec::new()));
    let mut merged = Merged::of_nothing(id, group.at.clone());
    let said = |long| Schema::read(&group.at, long, ask.annotations()).into();
    merged.parts.extend(group.long.map(said));
    let branch = |arm: &Property| Branch {
        criterion: Criterion::Member(arm.wire.clone()),
        listed: arm.at,
        payload: arm.at,
        site: id,
    };
    let choice = UnionShape {
        branches: arms.iter().map(branch).collect(),
        tag: None,
        strategy: Strategy::Group,
        kind: ValueKind::Object,
    };
    ask.complete(merged, Shape::Group(choice));
    id
}

fn unusable(at: &Pointer, what: impl std::fmt::Display) -> Fault {
    Fault::new(Code::UnusableExtension, at.clone(), format!("`{NAME}` {what}"))
}
