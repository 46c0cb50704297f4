//! What a template is filled for: the whole crate, or each group, type or operation, if its path has a hole for it.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::diag::{Code, Diagnostic, Place};
use crate::dress::context::module_name;
use crate::dress::layers::Layered;
use crate::emit::stem;
use crate::plan::{Api, Failure, Group, Model, Operation};

/// The holes that a path may have.
const HOLES: [&str; 3] = ["group", "model", "operation"];

/// One filling of a template.
#[derive(Clone, Debug)]
pub(in crate::dress) struct Subject<'a> {
    /// The path of what comes out.
    pub path: String,
    /// What it is about.
    pub topic: Topic<'a>,
    /// What the template sees beside the context, and beside what it is about.
    pub more: Vec<(&'static str, Value)>,
}

/// A file of a layer that goes out, with its path in the layers and what it is filled for.
pub(super) type Filled<'a> = (&'a Layered, &'a str, Subject<'a>);

/// What in the plan a template is filled for.
#[derive(Clone, Copy, Debug)]
pub(in crate::dress) enum Topic<'a> {
    /// The whole crate.
    Crate,
    /// A group.
    Group(&'a Group),
    /// A type.
    Model(&'a Model),
    /// An operation.
    Operation(&'a Group, &'a Operation),
    /// The type of an error body.
    Failure(&'a Failure),
}

impl<'a> Subject<'a> {
    /// A filling of a template with this path, whose holes are filled too.
    pub(in crate::dress) fn new(path: &str, topic: Topic<'a>) -> Self {
        let path = match topic {
            Topic::Crate | Topic::Failure(_) => path.to_owned(),
            Topic::Group(group) => path.replace("[group]", &stem(&group.name)),
            // In the path of a Rust file a type stands as the name of a module.
            Topic::Model(model) if path.ends_with(".rs") => path.replace("[model]", &stem(&module_name(&model.name))),
            Topic::Model(model) => path.replace("[model]", &stem(&model.name)),
            Topic::Operation(group, operation) => of_operation(path, group, operation),
        };
        Self {
            path,
            topic,
            more: Vec::new(),
        }
    }

    /// The same with something else that the template sees.
    pub(in crate::dress) fn with(mut self, name: &'static str, context: &impl Serialize) -> Self {
        self.more.push((name, Value::from(Serde(context))));
        self
    }

    /// A message with what it is about, and its place in the document if it has one.
    pub(in crate::dress) fn named(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        match self.topic {
            Topic::Crate => diagnostic,
            Topic::Group(group) => {
                diagnostic
                    .message
                    .push_str(&format!(" (for the group `{}`)", group.name));
                diagnostic
            }
            // An error body is of many places.
            Topic::Failure(failure) => {
                diagnostic
                    .message
                    .push_str(&format!(" (for the errors `{}`)", failure.name));
                diagnostic
            }
            Topic::Model(model) => {
                diagnostic.related(Place::At(model.at.clone()), format!("for the type `{}`", model.name))
            }
            Topic::Operation(group, operation) => diagnostic.related(
                Place::At(operation.at.clone()),
                format!("for the operation `{}::{}`", group.name, operation.name),
            ),
        }
    }
}

/// Methods of two groups may be called the same, so that in a path without the group an operation has its name before it.
fn of_operation(path: &str, group: &Group, operation: &Operation) -> String {
    let name = match path.contains("[group]") {
        true => operation.name.clone(),
        false => format!("{}_{}", group.name, operation.name),
    };
    path.replace("[group]", &stem(&group.name))
        .replace("[operation]", &stem(&name))
}

/// What a template is filled for, by the holes of its output path; a fault if there is one that nothing fills.
pub(super) fn subjects<'a>(path: &str, file: &Layered, api: &'a Api) -> Result<Vec<Subject<'a>>, Box<Diagnostic>> {
    let holes = holes(path);
    if !file.template || holes.is_empty() {
        return Ok(vec![Subject::new(path, Topic::Crate)]);
    }
    if let Some(strange) = holes.iter().find(|hole| !HOLES.contains(hole)) {
        return Err(Box::new(unknown(file, strange)));
    }
    let has = |hole: &str| holes.contains(&hole);
    let topic: Vec<Topic<'_>> = match (has("model"), has("operation")) {
        (true, false) if !has("group") => api.models.iter().map(Topic::Model).collect(),
        (true, _) => return Err(Box::new(mixed(file))),
        (false, true) => operations(api)
            .map(|(group, operation)| Topic::Operation(group, operation))
            .collect(),
        (false, false) => api.groups.iter().map(Topic::Group).collect(),
    };
    Ok(topic.into_iter().map(|topic| Subject::new(path, topic)).collect())
}

fn operations(api: &Api) -> impl Iterator<Item = (&Group, &Operation)> {
    let of_group = |group| move |operation| (group, operation);
    api.groups
        .iter()
        .flat_map(move |group: &Group| group.operations.iter().map(of_group(group)))
}

/// The words in brackets.
fn holes(path: &str) -> Vec<&str> {
    let rest = path.split('[').skip(1);
    rest.filter_map(|rest| rest.split_once(']').map(|(word, _)| word))
        .collect()
}

fn unknown(file: &Layered, hole: &str) -> Diagnostic {
    let message = format!("the path of this template has the hole `[{hole}]`, which nothing fills");
    refused(file, message).help("a file is made for each `[group]`, `[model]` or `[operation]`")
}

fn mixed(file: &Layered) -> Diagnostic {
    let message = "a file is made for each type or for each operation, not for both";
    refused(file, message.to_owned()).help("take `[model]` out of the path, or the other hole")
}

fn refused(file: &Layered, message: String) -> Diagnostic {
    let place = Place::File(file.origin.clone());
    Diagnostic::new(Code::TemplateError, place, message)
}
