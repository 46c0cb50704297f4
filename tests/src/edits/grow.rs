//! Random parts of a document, with names that are close to each other.

use super::outline::{Component, Id, Kind, Operation, Outline, Parameter, Property, Response, Schema};
use crate::fuzz::Choices;

/// Words that names are made of.
const WORDS: [&str; 12] = [
    "user",
    "User",
    "status",
    "user_status",
    "UserStatus",
    "user-status",
    "item",
    "items",
    "address",
    "kind",
    "Error",
    "list",
];
const TAGS: [&str; 4] = ["users", "User", "user_status", "agents"];
const STATUSES: [&str; 9] = ["400", "401", "403", "404", "409", "422", "4XX", "5XX", "default"];
const METHODS: [&str; 4] = ["get", "post", "put", "delete"];
/// Names of error types, also such as other operations and groups have.
const ERRORS: [&str; 3] = ["WriteError", "UsersError", "UsersListError"];

/// A small document.
pub fn outline(choices: &mut Choices) -> Outline {
    let mut out = Outline::default();
    for _ in 0..3 {
        let component = component(&mut out, choices);
        out.components.push(component);
    }
    for _ in 0..4 {
        let operation = operation(&mut out, choices);
        out.operations.push(operation);
    }
    out
}

/// A component with a name that no other has.
pub(super) fn component(out: &mut Outline, choices: &mut Choices) -> Component {
    let id = out.new_id();
    let name = free(choices, id, &["", "_"], |name| {
        out.components.iter().any(|component| component.name == name)
    });
    let kind = match choices.below(5) {
        0 => Kind::Enum,
        1 => choice(out, choices),
        _ => record(out, choices, 2),
    };
    let schema = Schema { id, kind };
    Component { name, schema }
}

/// An operation at a place that no other has.
pub(super) fn operation(out: &mut Outline, choices: &mut Choices) -> Operation {
    let id = out.new_id();
    let method = choices.one(&METHODS);
    let path = free(choices, id, &["/"], |path| {
        let path = format!("/{path}");
        out.operations
            .iter()
            .any(|other| other.path == path && other.method == method)
    });
    let name = choices
        .once_in(2)
        .then(|| choices.one(&WORDS).to_owned() + "_" + choices.one(&WORDS));
    let mut operation = Operation {
        id,
        method,
        path: format!("/{path}"),
        tag: (!choices.once_in(4)).then(|| choices.one(&TAGS)),
        name,
        error: choices.once_in(8).then(|| choices.one(&ERRORS)),
        parameters: Vec::new(),
        body: None,
        success: schema(out, choices, 2),
        failures: Vec::new(),
    };
    if method != "get" && method != "delete" && choices.once_in(2) {
        operation.body = Some(schema(out, choices, 2));
    }
    for _ in 0..choices.below(4) {
        let failure = failure(out, choices, &operation.failures);
        operation.failures.extend(failure);
    }
    for _ in 0..choices.below(3) {
        let parameter = parameter(out, choices, &operation.parameters);
        operation.parameters.push(parameter);
    }
    operation
}

/// A failure with a status that is not there yet.
pub(super) fn failure(out: &mut Outline, choices: &mut Choices, others: &[Response]) -> Option<Response> {
    let status = choices.one(&STATUSES);
    let is_new = !others.iter().any(|other| other.status == status);
    is_new.then(|| Response {
        status,
        schema: schema(out, choices, 1),
    })
}

/// A parameter that is not there yet.
pub(super) fn parameter(out: &mut Outline, choices: &mut Choices, others: &[Parameter]) -> Parameter {
    let id = out.new_id();
    let name = free(choices, id, &["_"], |name| {
        others.iter().any(|other| letters(&other.name) == letters(name))
    });
    let kind = if choices.once_in(2) { Kind::Enum } else { Kind::Text };
    Parameter {
        place: choices.one(&["query", "header"]),
        name,
        schema: Schema { id, kind },
    }
}

/// A property that is not there yet.
pub(super) fn property(out: &mut Outline, choices: &mut Choices, others: &[Property], depth: usize) -> Property {
    let id = out.new_id();
    let name = free(choices, id, &["_"], |name| {
        others.iter().any(|other| letters(&other.name) == letters(name))
    });
    let schema = schema(out, choices, depth);
    Property { name, schema }
}

/// A branch of a choice: a record, or a component that is one and no branch yet.
pub(super) fn branch(out: &mut Outline, choices: &mut Choices, others: &[Schema]) -> Schema {
    let is_branch = |id: Id| {
        others
            .iter()
            .any(|other| matches!(other.kind, Kind::Reference(known) if known == id))
    };
    let records = out.components.iter().map(|component| &component.schema);
    let records = records.filter(|schema| matches!(schema.kind, Kind::Record(_)) && !is_branch(schema.id));
    let records: Vec<Id> = records.map(|schema| schema.id).collect();
    let kind = match records.get(choices.below(records.len() * 2)) {
        Some(id) => Kind::Reference(*id),
        None => record(out, choices, 1),
    };
    Schema { id: out.new_id(), kind }
}

fn schema(out: &mut Outline, choices: &mut Choices, depth: usize) -> Schema {
    let kind = match choices.below(if depth == 0 { 3 } else { 7 }) {
        0 => Kind::Text,
        1 => Kind::Enum,
        3 => record(out, choices, depth - 1),
        4 => Kind::List(Box::new(schema(out, choices, depth - 1))),
        5 => choice(out, choices),
        _ => reference(out, choices),
    };
    Schema { id: out.new_id(), kind }
}

fn reference(out: &Outline, choices: &mut Choices) -> Kind {
    let component = out.components.get(choices.below(out.components.len()));
    component.map_or(Kind::Text, |component| Kind::Reference(component.schema.id))
}

fn record(out: &mut Outline, choices: &mut Choices, depth: usize) -> Kind {
    let mut properties = Vec::new();
    for _ in 0..choices.below(4) {
        let property = property(out, choices, &properties, depth);
        properties.push(property);
    }
    Kind::Record(properties)
}

fn choice(out: &mut Outline, choices: &mut Choices) -> Kind {
    let mut branches = Vec::new();
    for _ in 0..2 + choices.below(2) {
        let branch = branch(out, choices, &branches);
        branches.push(branch);
    }
    Kind::Choice(branches)
}

/// A word, or two that are joined, or one with a number if that is taken.
fn free(choices: &mut Choices, id: Id, joints: &[&str], is_taken: impl Fn(&str) -> bool) -> String {
    let one = choices.one(&WORDS);
    let name = match choices.once_in(2) {
        true => one.to_owned(),
        false => format!("{one}{}{}", choices.one(joints), choices.one(&WORDS)),
    };
    if is_taken(&name) { format!("{name}{id}") } else { name }
}

/// What names of one record or one request must differ in: such names are numbered by position, and no lock keeps them.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
}
