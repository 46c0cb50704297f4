//! What operations reach: models by way of models, and failures.

use std::collections::BTreeMap;

use super::sets::Set;
use super::things::Things;
use crate::lower::drafts::{FailureDraft, OperationDraft};
use crate::plan::{AskValue, Behaviour, FeedCursors, ModelId, OperationId, Output, Type};

/// What was reached so far.
pub(super) struct Reach<'a> {
    things: Things<'a>,
    /// Failures by each of their names.
    by_failure: BTreeMap<&'a str, &'a FailureDraft>,
    models: BTreeMap<ModelId, Set>,
    failures: BTreeMap<String, Set>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(things: Things<'a>) -> Self {
        Self {
            things,
            by_failure: things.errors.all.iter().flat_map(named_failure).collect(),
            models: BTreeMap::new(),
            failures: BTreeMap::new(),
        }
    }

    /// Adds all that an operation reaches.
    pub(super) fn operation(&mut self, id: OperationId, draft: &OperationDraft, set: &Set) {
        types(draft).into_iter().for_each(|ty| self.ty(ty, set));
        let named = named(&self.things.behaviours[id]);
        named.into_iter().for_each(|id| self.model(id, set));
        let error = self.things.errors.name(&draft.method.call.spec.at);
        if let Some((name, failure)) = error.and_then(|name| Some((name, *self.by_failure.get(name)?))) {
            enter(&mut self.failures, name.to_owned(), set);
            enter(&mut self.failures, failure.name.clone(), set);
            failure.variants.iter().for_each(|variant| self.ty(&variant.ty, set));
        }
    }

    /// Adds all that a type reaches.
    pub(super) fn ty(&mut self, ty: &Type, set: &Set) {
        if let Some(id) = ty.model() {
            self.model(id, set);
        }
    }

    fn model(&mut self, id: ModelId, set: &Set) {
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            if enter(&mut self.models, id, set) {
                todo.extend(self.held(id));
            }
        }
    }

    /// The models that a model names.
    fn held(&self, id: ModelId) -> Vec<ModelId> {
        let written = self.things.conversions.get(&id).into_iter().flat_map(|conversion| {
            let missing = conversion.missing.iter().filter_map(|field| field.ty.model());
            std::iter::once(conversion.target).chain(missing)
        });
        let types = self.things.drafts[id].definition.types();
        types.into_iter().filter_map(Type::model).chain(written).collect()
    }

    /// What brings each model, and each name of a failure. A model that no operation names is there with the group whose module it
    /// is in.
    pub(super) fn done(mut self, groups: &BTreeMap<String, Set>) -> (BTreeMap<ModelId, Set>, BTreeMap<String, Set>) {
        let drafts = self.things.drafts;
        for (id, draft) in drafts.entries() {
            if !self.models.contains_key(&id) {
                let set = groups.get(&draft.module).unwrap_or(&Set::Always);
                self.model(id, set);
            }
        }
        (self.models, self.failures)
    }
}

/// A failure by each of its names.
fn named_failure(failure: &FailureDraft) -> impl Iterator<Item = (&str, &FailureDraft)> {
    let names = failure.aliases.iter().map(|(name, _)| name.as_str());
    names.chain([failure.name.as_str()]).map(move |name| (name, failure))
}

/// Whether this is news.
fn enter<K: Ord>(sets: &mut BTreeMap<K, Set>, key: K, set: &Set) -> bool {
    match sets.get_mut(&key) {
        Some(known) => known.add(set),
        None => sets.insert(key, set.clone()).is_none(),
    }
}

/// The types that the request and the response of an operation name.
fn types<'a>(draft: &'a OperationDraft<'_>) -> Vec<&'a Type> {
    let OperationDraft {
        parameters,
        body,
        output,
        // No types, or only those of the runtime.
        method: _,
        type_name: _,
        constants: _,
        successes: _,
        accept: _,
        docs: _,
        security: _,
        server: _,
        members: _,
    } = draft;
    let parameters = parameters.iter().map(|parameter| &parameter.ty);
    let body = body.iter().flat_map(|body| {
        let fields = body.fields.iter().map(|parameter| &parameter.field.ty);
        std::iter::once(&body.ty).chain(fields)
    });
    parameters.chain(body).chain(self::output(output)).collect()
}

/// The models that an operation names for what it does beyond them.
fn named(behaviour: &Behaviour) -> Vec<ModelId> {
    let Behaviour {
        retry: _,
        repeatable: _,
        max_request: _,
        timeout: _,
        paging,
        paging_doubt: _,
        bulk,
        feed,
        // What it asks is a matter of groups.
        polling: _,
    } = behaviour;
    let paging = paging.iter().filter_map(|paging| paging.item.model());
    let bulk = bulk.iter();
    let bulk = bulk.flat_map(|bulk| std::iter::once(bulk.key).chain(bulk.item.model()));
    let element = feed.iter().filter_map(|feed| match &feed.cursors {
        FeedCursors::ByPartition(partitions) => Some(partitions.element),
        FeedCursors::One { .. } => None,
    });
    let counts = feed.iter().filter_map(|feed| feed.count.as_ref());
    let made = counts.flat_map(|count| &count.arguments).flat_map(made);
    paging.chain(bulk).chain(element).chain(made).collect()
}

/// The models that a value is made with.
fn made(value: &AskValue) -> Vec<ModelId> {
    match value {
        AskValue::Given(_) => Vec::new(),
        AskValue::List(items) => items.iter().flat_map(made).collect(),
        AskValue::Record(id, given) => std::iter::once(*id).chain(given.iter().flat_map(made)).collect(),
    }
}

fn output(output: &Output) -> Vec<&Type> {
    match output {
        Output::Json(ty) | Output::OptionalJson(ty) | Output::Events(Some(ty)) | Output::Lines(ty) => vec![ty],
        Output::ByStatus(choice) => {
            let each = choice.variants.iter().map(|variant| &variant.output);
            each.flat_map(self::output).collect()
        }
        Output::Nothing | Output::Text | Output::Bytes | Output::Raw | Output::Download | Output::Events(None) => {
            Vec::new()
        }
    }
}
