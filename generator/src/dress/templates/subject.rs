//! What a template is filled for: the whole crate, or each group, type or operation, if its path has a hole for it.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::super::context::{FailureContext, GroupContext, ModelContext, OperationContext};
use super::super::layers::Layered;
use crate::diag::{Code, Diagnostic, Place};
use crate::emit::stems::stem;
use crate::ir::{Api, Failure, Group, Model, Operation};

/// The holes that a path may have.
const HOLES: [&str; 3] = ["group", "model", "operation"];

/// One filling of a template.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// The path of what comes out.
    pub path: String,
    /// What the template sees beside the context.
    pub more: Vec<(&'static str, Value)>,
    /// What it is about, and its place in the document if it has one.
    about: Option<(String, Option<Place>)>,
}

impl Subject {
    /// The whole crate.
    fn whole(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            more: Vec::new(),
            about: None,
        }
    }

    /// A group.
    fn group(path: &str, group: &Group) -> Self {
        Self {
            path: path.replace("[group]", &stem(&group.name)),
            more: vec![("group", value(&GroupContext::new(group)))],
            about: Some((format!("for the group `{}`", group.name), None)),
        }
    }

    /// A type. In the path of a Rust file it stands as the name of a module.
    pub(super) fn model(path: &str, model: &Model) -> Self {
        let context = ModelContext::new(model);
        let name = if path.ends_with(".rs") {
            &context.module_name
        } else {
            &context.name
        };
        Self {
            path: path.replace("[model]", &stem(name)),
            about: Some((
                format!("for the type `{}`", model.name),
                Some(Place::At(model.at.clone())),
            )),
            more: vec![("model", value(&context))],
        }
    }

    /// An operation. Methods of two groups may be called the same, so that in a path without the group it has its name before it.
    pub(super) fn operation(path: &str, group: &Group, operation: &Operation) -> Self {
        let name = match path.contains("[group]") {
            true => operation.name.clone(),
            false => format!("{}_{}", group.name, operation.name),
        };
        let about = format!("for the operation `{}::{}`", group.name, operation.name);
        Self {
            path: path
                .replace("[group]", &stem(&group.name))
                .replace("[operation]", &stem(&name)),
            more: vec![
                ("operation", value(&OperationContext::new(group, operation))),
                ("group", value(&GroupContext::new(group))),
            ],
            about: Some((about, Some(Place::At(operation.at.clone())))),
        }
    }

    /// The same with something else that the template sees.
    pub(super) fn with(mut self, name: &'static str, context: &impl Serialize) -> Self {
        self.more.push((name, value(context)));
        self
    }

    /// A message with what it is about.
    pub(super) fn named(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        match &self.about {
            Some((about, Some(place))) => diagnostic.related(place.clone(), about.clone()),
            Some((about, None)) => {
                diagnostic.message.push_str(&format!(" ({about})"));
                diagnostic
            }
            None => diagnostic,
        }
    }

    /// The type of an error body, which is of many places.
    pub(super) fn error(path: &str, failure: &Failure) -> Self {
        Self {
            more: vec![("error", value(&FailureContext::new(failure)))],
            about: Some((format!("for the errors `{}`", failure.name), None)),
            ..Self::whole(path)
        }
    }
}

fn value(context: &impl Serialize) -> Value {
    Value::from(Serde(context))
}

/// What a template is filled for, by the holes of its output path; a fault if there is one that nothing fills.
pub(super) fn subjects(path: &str, file: &Layered, api: &Api) -> Result<Vec<Subject>, Box<Diagnostic>> {
    let holes = holes(path);
    if !file.template || holes.is_empty() {
        return Ok(vec![Subject::whole(path)]);
    }
    if let Some(strange) = holes.iter().find(|hole| !HOLES.contains(hole)) {
        return Err(Box::new(unknown(file, strange)));
    }
    let has = |hole: &str| holes.contains(&hole);
    match (has("model"), has("operation")) {
        (true, false) if !has("group") => Ok(api.models.iter().map(|model| Subject::model(path, model)).collect()),
        (true, _) => Err(Box::new(mixed(file))),
        (false, true) => Ok(operations(api)
            .map(|(group, operation)| Subject::operation(path, group, operation))
            .collect()),
        (false, false) => Ok(api.groups.iter().map(|group| Subject::group(path, group)).collect()),
    }
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
