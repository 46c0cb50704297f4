//! What operations reach: models by way of models, and failures.

use std::collections::BTreeMap;

use super::sets::Set;
use crate::ir::{Api, AskValue, Bulk, Failure, FeedCursors, Group, Model, Operation, Output, Shape, Type};

/// Name → what brings it.
type Sets = BTreeMap<String, Set>;

/// What was reached so far.
pub(super) struct Reach<'a> {
    api: &'a Api,
    by_name: BTreeMap<&'a str, &'a Model>,
    /// Failures by each of their names.
    by_failure: BTreeMap<&'a str, &'a Failure>,
    models: Sets,
    failures: Sets,
}

impl<'a> Reach<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            api,
            by_name: api.models.iter().map(|model| (model.name.as_str(), model)).collect(),
            by_failure: api.failures.iter().flat_map(named_failure).collect(),
            models: Sets::new(),
            failures: Sets::new(),
        }
    }

    /// Adds all that a group reaches.
    pub(super) fn group(&mut self, group: &Group, set: &Set) {
        for operation in &group.operations {
            types(operation).into_iter().for_each(|ty| self.ty(ty, set));
            named(operation).into_iter().for_each(|name| self.model(name, set));
            let failure = operation.failure.as_deref();
            if let Some((name, failure)) = failure.and_then(|name| Some((name, *self.by_failure.get(name)?))) {
                enter(&mut self.failures, name, set);
                enter(&mut self.failures, &failure.name, set);
                failure.variants.iter().for_each(|variant| self.ty(&variant.ty, set));
            }
        }
    }

    /// Adds all that a type reaches.
    pub(super) fn ty(&mut self, ty: &Type, set: &Set) {
        if let Some(name) = ty.models() {
            self.model(name, set);
        }
    }

    fn model(&mut self, name: &str, set: &Set) {
        let mut todo = vec![name];
        while let Some(name) = todo.pop() {
            let Some(model) = self.by_name.get(name) else { continue };
            if enter(&mut self.models, &model.name, set) {
                todo.extend(held(model));
            }
        }
    }

    /// What brings each model, and each name of a failure. A model that no operation names is there with the group whose module it is in.
    pub(super) fn done(mut self, groups: &Sets) -> (Sets, Sets) {
        for model in &self.api.models {
            if !self.models.contains_key(&model.name) {
                let set = groups.get(&model.module).unwrap_or(&Set::Always);
                self.model(&model.name, set);
            }
        }
        (self.models, self.failures)
    }
}

/// A failure by each of its names.
fn named_failure(failure: &Failure) -> impl Iterator<Item = (&str, &Failure)> {
    let names = failure.aliases.iter().map(|alias| alias.name.as_str());
    names.chain([failure.name.as_str()]).map(move |name| (name, failure))
}

/// Whether this is news.
fn enter(sets: &mut Sets, name: &str, set: &Set) -> bool {
    match sets.get_mut(name) {
        Some(known) => known.add(set),
        None => sets.insert(name.to_owned(), set.clone()).is_none(),
    }
}

/// The types that an operation names.
fn types(operation: &Operation) -> Vec<&Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation.body.iter().flat_map(|body| {
        let fields = body.fields.iter().map(|parameter| &parameter.field.ty);
        std::iter::once(&body.ty).chain(fields)
    });
    let paging = operation.paging.iter().map(|paging| &paging.item);
    let bulk = operation.bulk.iter().map(|bulk| &bulk.item);
    parameters
        .chain(body)
        .chain(paging)
        .chain(bulk)
        .chain(output(&operation.output))
        .collect()
}

/// The models that an operation names beside its types.
fn named(operation: &Operation) -> Vec<&str> {
    let key = operation.bulk.iter().map(|Bulk { key, .. }| key.as_str());
    let element = operation.feed.iter().filter_map(|feed| match &feed.cursors {
        FeedCursors::ByPartition(partitions) => Some(partitions.element.as_str()),
        FeedCursors::One { .. } => None,
    });
    let counts = operation.feed.iter().filter_map(|feed| feed.count.as_ref());
    let made = counts.flat_map(|count| &count.arguments).flat_map(made);
    key.chain(element).chain(made).collect()
}

/// The models that a value is made with.
fn made(value: &AskValue) -> Vec<&str> {
    match value {
        AskValue::Parameter(..) | AskValue::Field(..) => Vec::new(),
        AskValue::List(items) => items.iter().flat_map(made).collect(),
        AskValue::Record(name, given) => {
            let inside = given.iter().flat_map(made);
            std::iter::once(name.as_str()).chain(inside).collect()
        }
    }
}

fn output(output: &Output) -> Vec<&Type> {
    match output {
        Output::Json(ty) | Output::OptionalJson(ty) | Output::Events(Some(ty)) | Output::Lines(ty) => vec![ty],
        Output::ByStatus(choice) => {
            let each = choice.variants.iter().map(|variant| &variant.output);
            each.flat_map(self::output).collect()
        }
        Output::Nothing | Output::Text | Output::Bytes | Output::Download | Output::Events(None) => Vec::new(),
    }
}

/// The models that a model names.
fn held(model: &Model) -> Vec<&str> {
    let types: Vec<&Type> = match &model.shape {
        Shape::Record(record) => {
            let fields = record.fields.iter().map(|field| &field.ty);
            fields.chain(&record.rest).collect()
        }
        Shape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| variant.ty.as_ref())
            .collect(),
        Shape::TextEnum(_) => Vec::new(),
    };
    let written = model.conversion.iter().flat_map(|conversion| {
        let missing = conversion.missing.iter().filter_map(|field| field.ty.models());
        std::iter::once(conversion.target.as_str()).chain(missing)
    });
    types.into_iter().filter_map(Type::models).chain(written).collect()
}
