//! `x-client-one-of`: named groups of properties of which at most one is there.
//!
//! In: a record. Out: its groups, each a site of its own whose shape is a choice between the values of its properties. A group
//! stands at `…/x-client-one-of/<name>` below its record, whether the document has that place or the record is a merged one.

use serde_json::Value;

use super::branches::Branch;
use super::merge::Merged;
use super::properties::{Property, properties};
use super::shape::{Choice, Shape};
use super::world::{Source, World};
use crate::diag::Code;
use crate::ir::Select;
use crate::pointer::Pointer;
use crate::spec::{Fault, Schema};

const NAME: &str = "x-client-one-of";

/// A group of properties.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// What the author calls it.
    pub name: String,
    /// Where its type stands.
    pub site: Pointer,
    /// Its properties.
    pub arms: Vec<Property>,
    /// Whether one of them must be there.
    pub required: bool,
}

/// What a record has fields for.
#[derive(Clone, Debug)]
pub(crate) enum Slot {
    /// A property.
    Property(Property),
    /// A group of properties.
    Group(Group),
}

/// What a record has fields for: a group stands where the first of its properties does.
pub(crate) fn slots<'a>(world: &World<'a>, merged: &Merged<'a>, properties: Vec<Property>) -> Result<Vec<Slot>, Fault> {
    let groups = groups(world, merged)?;
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

fn has(group: &Group, wire: &str) -> bool {
    group.arms.iter().any(|arm| arm.wire == wire)
}

fn is_there(slots: &[Slot], group: &Group) -> bool {
    let is_it = |slot: &Slot| matches!(slot, Slot::Group(known) if known.site == group.site);
    slots.iter().any(is_it)
}

/// The groups of a record, each of them known to the world.
fn groups<'a>(world: &World<'a>, merged: &Merged<'a>) -> Result<Vec<Group>, Fault> {
    let mut out: Vec<Group> = Vec::new();
    let all = properties(world, merged, None);
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
            let group = group(merged, name, &Listed::read(&at.key(name), listed)?, &all)?;
            if let Some(twice) = group
                .arms
                .iter()
                .find(|arm| out.iter().any(|known| has(known, &arm.wire)))
            {
                return Err(unusable(&at.key(name), format!("has `{}` in two groups", twice.wire)));
            }
            settle(world, &group, listed);
            out.push(group);
        }
    }
    Ok(out)
}

/// A group as the author lists it: a list of properties, or an object that says more.
struct Listed<'a> {
    at: &'a Pointer,
    properties: Vec<&'a str>,
    required: bool,
}

const KEYS: [&str; 5] = [
    "properties",
    "required",
    "description",
    "x-client-name",
    "x-client-open",
];

impl<'a> Listed<'a> {
    fn read(at: &'a Pointer, listed: &'a Value) -> Result<Self, Fault> {
        let long = listed.as_object();
        let unknown = |key: &&String| !KEYS.contains(&key.as_str());
        if let Some(key) = long.and_then(|long| long.keys().find(unknown)) {
            return Err(unusable(
                at,
                format!("has no key `{key}`; there are: {}", KEYS.join(", ")),
            ));
        }
        let names = long
            .map_or(Some(listed), |long| long.get("properties"))
            .and_then(Value::as_array);
        let names = names.and_then(|names| names.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        let properties = names.filter(|names| !names.is_empty());
        Ok(Self {
            at,
            properties: properties.ok_or_else(|| unusable(at, "wants the names of the properties of a group"))?,
            required: listed.get("required") == Some(&Value::Bool(true)),
        })
    }
}

fn group(merged: &Merged, name: &str, listed: &Listed, all: &[Property]) -> Result<Group, Fault> {
    let arm = |wire: &&str| {
        let known = all.iter().find(|property| property.wire == **wire);
        let known = known.ok_or_else(|| unusable(listed.at, format!("names `{wire}`, which is no property")))?;
        match known.required || known.read_only || known.write_only {
            true => Err(unusable(
                listed.at,
                format!("names `{wire}`, which is required or travels one way only"),
            )),
            false => Ok(known.clone()),
        }
    };
    Ok(Group {
        name: name.to_owned(),
        site: merged.at.key(NAME).key(name),
        arms: listed.properties.iter().map(arm).collect::<Result<_, _>>()?,
        required: listed.required,
    })
}

/// Tells the world what stands at the place of a group.
fn settle<'a>(world: &World<'a>, group: &Group, listed: &'a Value) {
    let mut merged = Merged::of_nothing(&group.site);
    if let Value::Object(long) = listed {
        merged.parts.push(Schema::read(&group.site, long).into());
    }
    world.invent(group.site.clone(), Source::All(Vec::new()));
    world.settle(merged);
    world.settle_shape(&group.site, Shape::Group(choice(group)));
}

fn choice(group: &Group) -> Choice {
    let branch = |arm: &Property| Branch {
        listed: arm.at.clone(),
        payload: arm.at.clone(),
        select: Select::Member(arm.wire.clone()),
        site: group.site.clone(),
    };
    Choice {
        branches: group.arms.iter().map(branch).collect(),
        tag: None,
        strategy: "by which of its keys the object has",
        kind: "Object",
    }
}

fn unusable(at: &Pointer, what: impl std::fmt::Display) -> Fault {
    Fault::new(Code::UnusableExtension, at.clone(), format!("`{NAME}` {what}"))
}
