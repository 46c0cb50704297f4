//! Edits across things: a property goes to another branch, or comes to be in two of them; a branch comes for another one, or becomes a component; a parameter of a
//! path or the first document is renamed.

use std::cell::RefCell;

use super::grow::IDS;
use super::lists::{Effect, insert, operation, within};
use super::outline::{Choice, Component, Id, Kind, MAIN, Operation, Outline, Own, Property, Record, Schema, Style};
use super::render::own_key;
use super::schemas;
use super::words::free;
use crate::fuzz::Choices;

/// Moves a property from one branch of a choice to another. What its type is called may change, and if each branch is a record that has the number of
/// the choice, because properties stand next to it, also what it is called in the other one. Gives these names.
pub(super) fn property(out: &mut Outline, choices: &mut Choices) -> Option<Vec<(String, String)>> {
    let moved = RefCell::new(Vec::new());
    let is_done = within(out, choices, has_records, |schema, numbers, choices| {
        let (id, has_base) = (
            schema.id,
            matches!(&schema.kind, Kind::Choice(choice) if !choice.base.is_empty()),
        );
        let (from, to, _) = pair(schema, choices)?;
        let is_simple = |schema: &Schema| matches!(schema.kind, Kind::Text(_) | Kind::Enum(_) | Kind::Reference(_));
        let is_new = |property: &Property| !to.iter().any(|other| other.name == property.name);
        let movable = |property: &Property| is_simple(&property.schema) && is_new(property);
        let movable: Vec<usize> = (0..from.len()).filter(|at| movable(&from[*at])).collect();
        let mut property = from.remove(*movable.get(choices.below(movable.len()))?);
        property.schema.id = numbers.new_id();
        if has_base {
            moved
                .borrow_mut()
                .push((format!("field {id} {}", property.name), String::new()));
        }
        Some(insert(to, property, choices))
    });
    is_done.then(|| moved.into_inner())
}

/// Adds a property to a branch that another branch has, too: one of its others, or what no other branch had.
pub(super) fn copy(out: &mut Outline, choices: &mut Choices) -> bool {
    within(out, choices, has_records, |schema, numbers, choices| {
        let own = own_keys(schema);
        let (from, to, id) = pair(schema, choices)?;
        let is_new = |key: &Property| key.name != own_key(id) && !to.iter().any(|other| other.name == key.name);
        let own: Vec<Property> = own.into_iter().filter(is_new).collect();
        // What only one object has is a flag without a number, so nothing is made of it and of what comes there.
        let (property, schema) = match choices.once_in(3) {
            true => (
                own.get(choices.below(own.len()))?.clone(),
                schemas::of(numbers, choices, Kind::Text(None)),
            ),
            false => (
                from.get(choices.below(from.len()))?.clone(),
                schemas::schema(numbers, choices, 1),
            ),
        };
        let is_new = property.name != own_key(id) && !to.iter().any(|other| other.name == property.name);
        Some(is_new && insert(to, Property { schema, ..property }, choices))
    })
}

/// The keys that only one of the branches has.
fn own_keys(schema: &Schema) -> Vec<Property> {
    let Kind::Choice(Choice { branches, .. }) = &schema.kind else {
        return Vec::new();
    };
    let keys = branches.iter().filter_map(|branch| match &branch.kind {
        Kind::Record(Record { own, .. }) if *own != Own::Values => Some(Property {
            name: own_key(branch.id),
            is_required: *own == Own::Required,
            schema: branch.clone(),
        }),
        _ => None,
    });
    keys.collect()
}

/// Lets a member of an `allOf` state a property that another one states.
pub(super) fn repeat(out: &mut Outline, choices: &mut Choices) -> bool {
    let is_all = |schema: &Schema| matches!(schema.kind, Kind::All(_));
    within(out, choices, is_all, |schema, _, choices| {
        let Kind::All(members) = &mut schema.kind else {
            return None;
        };
        let records = members.iter_mut().filter_map(|member| match &mut member.kind {
            Kind::Record(Record { properties, .. }) => Some(properties),
            _ => None,
        });
        let mut records: Vec<_> = records.collect();
        let from = records.remove(choices.below(records.len()));
        let is_plain = |schema: &Schema| match &schema.kind {
            Kind::Enum(_) | Kind::Text(_) => true,
            Kind::List(items) => matches!(items.kind, Kind::Enum(_)),
            _ => false,
        };
        let plain: Vec<&Property> = from.iter().filter(|property| is_plain(&property.schema)).collect();
        let property = (*plain.get(choices.below(plain.len()))?).clone();
        let to = records.remove(choices.below(records.len()));
        let is_new = !to.iter().any(|other| other.name == property.name);
        Some(is_new && insert(to, property, choices))
    })
}

/// Puts another branch in place of one that the values of a property tell from others: with the same properties, and with other values.
pub(super) fn exchange(out: &mut Outline, choices: &mut Choices) -> bool {
    let has_values = |schema: &Schema| matches!(&schema.kind, Kind::Choice(choice) if choice.style == Style::Values);
    within(out, choices, has_values, |schema, numbers, choices| {
        let Kind::Choice(Choice { branches, .. }) = &mut schema.kind else {
            return None;
        };
        let index = choices.below(branches.len());
        branches[index].each(&mut |schema| schema.id = numbers.new_id());
        Some(true)
    })
}

/// Makes a component of a branch.
pub(super) fn component(out: &mut Outline, choices: &mut Choices) -> bool {
    let mut records = Vec::new();
    out.each_schema(&mut |schema| {
        if let Kind::Choice(Choice { branches, .. }) = &schema.kind {
            let branches = branches.iter().filter(|branch| matches!(branch.kind, Kind::Record(_)));
            records.extend(branches.map(|branch| branch.id));
        }
    });
    let Some(id) = records.get(choices.below(records.len())).copied() else {
        return false;
    };
    let reference = Schema {
        id: out.new_id(),
        nullable: false,
        kind: Kind::Reference(id),
    };
    let is_free = |name: &str| out.components.iter().any(|other| other.name == name);
    let name = free(choices, id, &["", "_"], is_free);
    let mut schema = reference.clone();
    out.each_schema(&mut |outer| {
        if let Kind::Choice(Choice { branches, .. }) = &mut outer.kind
            && let Some(branch) = branches.iter_mut().find(|branch| branch.id == id)
        {
            schema = std::mem::replace(branch, reference.clone());
        }
    });
    let new = Component {
        file: MAIN,
        said: None,
        name,
        schema,
    };
    insert(&mut out.components, new, choices)
}

/// Adds a media type to the success of an operation, or removes it.
pub(super) fn media_type(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let fits = |operation: &Operation| operation.is_dialect && (effect == Effect::Add) == operation.plain.is_none();
    let Some(index) = operation(out, choices, fits) else {
        return false;
    };
    let new = (effect == Effect::Add).then(|| schemas::schema(out, choices, 2));
    out.operations[index].plain = new;
    true
}

/// Calls the first document differently. Of another file this would be told.
pub(super) fn file(out: &mut Outline) -> bool {
    let is_first = out.files.first() == Some(&MAIN);
    if is_first {
        out.main = match out.main {
            Some(_) => None,
            None => Some("v2.json"),
        };
    }
    is_first
}

fn has_records(schema: &Schema) -> bool {
    let Kind::Choice(Choice { branches, .. }) = &schema.kind else {
        return false;
    };
    branches
        .iter()
        .filter(|branch| matches!(branch.kind, Kind::Record(_)))
        .count()
        > 1
}

/// The properties of two branches, and the number of the second one.
fn pair<'s>(
    schema: &'s mut Schema,
    choices: &mut Choices,
) -> Option<(&'s mut Vec<Property>, &'s mut Vec<Property>, Id)> {
    let Kind::Choice(Choice { branches, .. }) = &mut schema.kind else {
        return None;
    };
    let records = branches.iter_mut().filter_map(|branch| match &mut branch.kind {
        Kind::Record(Record { properties, .. }) => Some((branch.id, properties)),
        _ => None,
    });
    let mut records: Vec<_> = records.collect();
    let (_, from) = records.remove(choices.below(records.len()));
    let (id, to) = records.remove(choices.below(records.len()));
    Some((from, to, id))
}

/// Writes a parameter with the path of its operation, or with the operation again.
pub(super) fn parameter(out: &mut Outline, choices: &mut Choices) -> bool {
    let Some(index) = operation(out, choices, |one| !one.parameters.is_empty()) else {
        return false;
    };
    let parameters = &mut out.operations[index].parameters;
    let at = choices.below(parameters.len());
    parameters[at].is_shared = !parameters[at].is_shared;
    true
}

/// Lets a failure have another component as its body; gives the operation.
pub(super) fn body(out: &mut Outline, choices: &mut Choices) -> Option<Id> {
    let all: Vec<Id> = out.components.iter().map(|component| component.schema.id).collect();
    let operations = out.operations.iter_mut();
    let failures = operations.flat_map(|one| {
        one.failures
            .iter_mut()
            .map(|failure| (one.id, &mut failure.schema.kind))
    });
    let mut bodies: Vec<(Id, &mut Kind)> = failures
        .filter(|(_, kind)| matches!(kind, Kind::Reference(_) | Kind::Text(_)))
        .collect();
    let index = choices.below(bodies.len());
    let (operation, kind) = bodies.get_mut(index)?;
    let new = Kind::Reference(*all.get(choices.below(all.len()))?);
    **kind = new;
    Some(*operation)
}

/// Gives the parameter of a path another name.
pub(super) fn rename(out: &mut Outline, choices: &mut Choices) -> bool {
    let index = choices.below(out.operations.len());
    let (path, old) = (out.operations[index].path.clone(), out.operations[index].id_name);
    let new = choices.one(&IDS);
    let Some(old) = old.filter(|old| *old != new) else {
        return false;
    };
    for operation in &mut out.operations {
        if operation.path == path && operation.id_name == Some(old) {
            operation.id_name = Some(new);
        }
    }
    true
}
