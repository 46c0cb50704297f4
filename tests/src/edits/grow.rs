//! Random parts of a document, with names that are close to each other.

use super::outline::{Component, Kind, MAIN, Operation, Outline, Parameter, Response, Schema};
use super::schemas;
use super::words::{WORDS, free};
use crate::fuzz::Choices;

pub(super) const TAGS: [&str; 4] = ["users", "User", "user_status", "agents"];
const STATUSES: [&str; 9] = ["400", "401", "403", "404", "409", "422", "4XX", "5XX", "default"];
/// What the parameter of a path is called in turn.
pub(super) const IDS: [&str; 3] = ["id", "key", "item_id"];
const METHODS: [&str; 4] = ["get", "post", "put", "delete"];
/// Names of error types, also such as other operations and groups have.
const ERRORS: [&str; 3] = ["WriteError", "UsersError", "UsersListError"];

/// A small document.
pub fn outline(choices: &mut Choices) -> Outline {
    let mut out = Outline {
        files: vec![MAIN],
        ..Outline::default()
    };
    for _ in 0..3 {
        let component = component(&mut out, choices);
        out.components.push(component);
    }
    for _ in 0..3 {
        let operation = operation(&mut out, choices);
        out.operations.push(operation);
    }
    out
}

/// A component with a name that no other of its file has. The file may be a new one, put anywhere among the others.
pub(super) fn component(out: &mut Outline, choices: &mut Choices) -> Component {
    let id = out.new_id();
    let kind = match choices.below(6) {
        0 => schemas::values(choices),
        1 | 2 => schemas::choice(out, choices),
        _ => schemas::record(out, choices, 2),
    };
    let file = choices.one(&[MAIN, MAIN, "more.json", "a/third.json"]);
    if !out.files.contains(&file) {
        out.files.insert(choices.below(out.files.len() + 1), file);
    }
    // Equal schemas of one name would become one, and records are never equal.
    let is_record = matches!(kind, Kind::Record(_));
    let is_beside = |other: &Component| !is_record || other.file == file;
    let name = free(choices, id, &["", "_"], |name| {
        let mut others = out.components.iter();
        others.any(|other| other.name == name && is_beside(other))
    });
    let nullable = choices.once_in(6);
    Component {
        file,
        said: None,
        name,
        schema: Schema { id, nullable, kind },
    }
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
    let path = format!("/{path}");
    // Parameters at one place have one name.
    let mut others = out.operations.iter().filter(|other| other.path == path);
    let id_name = others.find_map(|other| other.id_name).unwrap_or(IDS[0]);
    let name = choices
        .once_in(2)
        .then(|| choices.one(&WORDS).to_owned() + "_" + choices.one(&WORDS));
    let mut operation = Operation {
        id,
        method,
        path,
        id_name: choices.once_in(3).then_some(id_name),
        tag: (!choices.once_in(4)).then(|| choices.one(&TAGS)),
        name,
        group: None,
        said: None,
        error: choices.once_in(8).then(|| choices.one(&ERRORS)),
        parameters: Vec::new(),
        body: None,
        success: schemas::schema(out, choices, 2),
        is_dialect: choices.once_in(6),
        plain: None,
        failures: Vec::new(),
    };
    if method != "get" && method != "delete" && choices.once_in(2) {
        operation.body = Some(schemas::schema(out, choices, 2));
    }
    if choices.once_in(2) {
        operation.failures = shared(out, operation.tag);
        return operation;
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

/// The failures of the first operation with this tag, as far as other operations can have the same ones.
fn shared(out: &mut Outline, tag: Option<&str>) -> Vec<Response> {
    let first = out.operations.iter().find(|other| other.tag == tag);
    let failures = first.map(|first| first.failures.clone()).unwrap_or_default();
    let is_shared = |failure: &Response| matches!(failure.schema.kind, Kind::Reference(_));
    let mut failures: Vec<Response> = failures.into_iter().filter(is_shared).collect();
    failures.iter_mut().for_each(|failure| failure.schema.id = out.new_id());
    failures
}

/// A failure with a status that is not there yet.
pub(super) fn failure(out: &mut Outline, choices: &mut Choices, others: &[Response]) -> Option<Response> {
    let status = choices.one(&STATUSES);
    let is_new = !others.iter().any(|other| other.status == status);
    let first = out.components.first().map(|first| Kind::Reference(first.schema.id));
    let kind = first.filter(|_| choices.once_in(2));
    is_new.then(|| Response {
        status,
        schema: match kind {
            Some(kind) => schemas::of(out, choices, kind),
            None => schemas::schema(out, choices, 1),
        },
    })
}

/// A parameter that is not there yet.
pub(super) fn parameter(out: &mut Outline, choices: &mut Choices, others: &[Parameter]) -> Parameter {
    let id = out.new_id();
    let name = free(choices, id, &["_"], |name| {
        others.iter().any(|other| other.name == name)
    });
    let kind = match choices.once_in(2) {
        true => schemas::values(choices),
        false => Kind::Text(None),
    };
    let schema = Schema {
        id,
        nullable: false,
        kind,
    };
    Parameter {
        place: choices.one(&["query", "header"]),
        is_required: choices.once_in(3),
        name,
        schema,
        is_shared: choices.once_in(4),
    }
}
