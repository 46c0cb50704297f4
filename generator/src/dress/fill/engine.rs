//! The engine: all templates of a run, compiled once, and the context that all of them see.

use std::collections::BTreeMap;

use minijinja::value::{Serde, merge_maps};
use minijinja::{Environment, Error, Value};
use serde::Serialize;

use super::subject::{Subject, Topic};
use crate::diag::Diagnostics;
use crate::dress::context::{Context, FailureContext, ModelContext, OperationContext, Wanted};
use crate::dress::layers::Layers;
use crate::dress::{faults, syntax};
use crate::emit::Client;
use crate::emit::types::Scope;
use crate::plan::{Api, Group};

/// Compiled templates by output path, and their context.
pub(in crate::dress) struct Engine<'a> {
    scope: Scope<'a>,
    environment: Environment<'static>,
    context: Value,
    /// Each group of the context by its name: the context of a group has all of its operations, so it is made once.
    groups: BTreeMap<String, Value>,
}

impl<'a> Engine<'a> {
    /// Compiles the templates that are in effect, and makes what they may name. Those that cannot be compiled are in `diags`.
    pub(super) fn new(
        api: &'a Api,
        client: &Client,
        layers: &Layers,
        modules: Vec<String>,
        diags: &mut Diagnostics,
    ) -> Self {
        let mut environment = syntax::environment();
        let mut wanted = Wanted::NONE;
        for (path, file) in layers.iter().filter(|(_, file)| file.template) {
            match environment.add_template_owned(path.clone(), file.text.clone()) {
                Ok(()) => wanted.add(&environment, path),
                Err(error) => diags.push(faults::of_engine(file, &error, None)),
            }
        }
        let context = value(&Context::new(api, client, modules, wanted));
        let groups = context.get_attr("groups").and_then(|groups| groups.try_iter());
        let groups = api.groups.iter().zip(groups.into_iter().flatten());
        Self {
            scope: Scope::elsewhere(api),
            environment,
            groups: groups.map(|(group, value)| (group.name.clone(), value)).collect(),
            context,
        }
    }

    /// The text that a template makes for a subject.
    pub(in crate::dress) fn fill(&self, path: &str, subject: &Subject<'_>) -> Result<String, Error> {
        self.environment.get_template(path)?.render(self.seen(subject))
    }

    /// The text that another template would make in place of a file.
    pub(super) fn fill_other(&self, text: &str, subject: &Subject<'_>) -> Option<String> {
        self.environment
            .render_named_str("other", text, self.seen(subject))
            .ok()
    }

    /// Whether a template could be compiled.
    pub(in crate::dress) fn has(&self, path: &str) -> bool {
        self.environment.get_template(path).is_ok()
    }

    /// What a template sees when it is filled for a subject.
    fn seen(&self, subject: &Subject<'_>) -> Value {
        let mut more: BTreeMap<&str, Value> = match subject.topic {
            Topic::Crate => BTreeMap::new(),
            Topic::Group(group) => BTreeMap::from([("group", self.group(group))]),
            Topic::Model(model) => BTreeMap::from([("model", value(&ModelContext::new(model, self.scope)))]),
            Topic::Operation(group, operation) => BTreeMap::from([
                ("group", self.group(group)),
                ("operation", value(&OperationContext::new(group, operation, self.scope))),
            ]),
            Topic::Failure(failure) => BTreeMap::from([("error", value(&FailureContext::new(failure, self.scope)))]),
        };
        more.extend(subject.more.iter().cloned());
        match more.is_empty() {
            true => self.context.clone(),
            false => merge_maps([Value::from(more), self.context.clone()]),
        }
    }

    fn group(&self, group: &Group) -> Value {
        self.groups.get(&group.name).cloned().unwrap_or_default()
    }
}

fn value(context: &impl Serialize) -> Value {
    Value::from(Serde(context))
}

impl Wanted {
    /// Adds what a template names.
    fn add(&mut self, environment: &Environment<'_>, path: &str) {
        let Ok(template) = environment.get_template(path) else {
            return;
        };
        let names = template.undeclared_variables(false);
        self.models |= ["models", "errors", "types"].iter().any(|name| names.contains(*name));
        self.operations |= names.contains("operations");
    }
}
