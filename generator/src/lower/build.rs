//! The only place that creates a generated type or an operation: once, from its draft and from the facts about all of them.
//!
//! Drafts and facts are destructured completely, so that a new one is an error of the compiler here.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::{
    FailureDraft, Failures, GroupDraft, ModelDraft, ModelDrafts, OperationDraft, OperationDrafts, OperationFailure,
    PerOperation,
};
use super::facts::boxed::Boxed;
use super::facts::customs;
use super::facts::keys::KeyFacts;
use super::facts::parts::Parts;
use crate::plan::{
    Behaviour, Conversion, Definition, Extras, Failure, FailureAlias, FailureVariant, Field, Group, Model, ModelId,
    Models, Operation, OperationId, Record, Union, Variant,
};

/// What follows from all generated types and operations together.
pub(super) struct ModelFacts<'a> {
    pub boxed: &'a Boxed,
    pub checked: &'a BTreeSet<ModelId>,
    pub deep: &'a BTreeSet<ModelId>,
    pub conversions: BTreeMap<ModelId, Conversion>,
    pub keys: &'a KeyFacts,
    pub extras: BTreeMap<ModelId, Extras>,
    pub parts: &'a Parts,
}

/// All generated types.
pub(super) fn models(drafts: ModelDrafts, mut facts: ModelFacts<'_>) -> Models {
    drafts.map(|id, draft| model(id, draft, &mut facts))
}

fn model(id: ModelId, draft: ModelDraft, facts: &mut ModelFacts<'_>) -> Model {
    let ModelFacts {
        boxed,
        checked,
        deep,
        conversions,
        keys,
        extras,
        parts,
    } = facts;
    let ModelDraft {
        name,
        module,
        docs,
        at,
        origin,
        sent,
        received,
        is_marked_key: _,
        definition,
    } = draft;
    let (parts, module) = parts.models.get(&id).cloned().unwrap_or((Vec::new(), module));
    Model {
        id,
        name,
        module,
        docs,
        at,
        origin,
        sent,
        received,
        checked: checked.contains(&id),
        deep: deep.contains(&id),
        key: keys.has(id),
        printed: keys.prints(id),
        conversion: conversions.remove(&id),
        parts,
        extras: extras.remove(&id).unwrap_or_default(),
        definition: with_boxes(id, definition, boxed),
    }
}

fn with_boxes(id: ModelId, definition: Definition, boxed: &Boxed) -> Definition {
    match definition {
        Definition::Record(Record { fields, rest }) => {
            let fields = fields.into_iter().enumerate().map(|(place, field)| Field {
                ty: boxed.at(id, place, &field.ty),
                ..field
            });
            Definition::Record(Record {
                fields: fields.collect(),
                rest,
            })
        }
        Definition::Union(union) => {
            let mut places = 0..;
            let variants = union.variants.into_iter().map(|variant| Variant {
                ty: variant.ty.and_then(|ty| Some(boxed.at(id, places.next()?, &ty))),
                ..variant
            });
            Definition::Union(Union {
                variants: variants.collect(),
                ..union
            })
        }
        Definition::TextEnum(text) => Definition::TextEnum(text),
    }
}

/// All error types. Large bodies are in boxes whatever the number of variants, so that a status that is added does not change the
/// type of another.
pub(super) fn failures(drafts: &Failures, boxed: &Boxed, parts: &Parts) -> Vec<Failure> {
    let parts = |name: &str| parts.failures.get(name).cloned().unwrap_or_default();
    let alias = |(name, of): &(String, String)| FailureAlias {
        name: name.clone(),
        of: of.clone(),
        parts: parts(name),
    };
    let failure = |draft: &FailureDraft| {
        let FailureDraft {
            name,
            of,
            variants,
            aliases,
        } = draft;
        let variants = variants.iter().map(|variant| FailureVariant {
            ty: boxed.in_reply(variant.ty.clone()),
            ..variant.clone()
        });
        Failure {
            name: name.clone(),
            of: of.clone(),
            variants: variants.collect(),
            aliases: aliases.iter().map(alias).collect(),
            parts: parts(name),
        }
    };
    drafts.all.iter().map(failure).collect()
}

/// What follows for operations from all of them, from the generated types, and from the author's rules.
pub(super) struct OperationFacts<'a> {
    pub failures: &'a Failures,
    pub behaviours: &'a PerOperation<Behaviour>,
    pub customs: BTreeMap<OperationId, customs::OperationExtras>,
    pub parts: &'a Parts,
}

/// All groups with their operations.
pub(super) fn groups(drafts: OperationDrafts, mut facts: OperationFacts<'_>) -> Vec<Group> {
    let groups = drafts.into_groups().into_iter().enumerate();
    groups.map(|(place, draft)| group(place, draft, &mut facts)).collect()
}

fn group(group: usize, draft: GroupDraft<'_>, facts: &mut OperationFacts<'_>) -> Group {
    let GroupDraft {
        name,
        type_name,
        docs,
        operations,
    } = draft;
    let parts = facts.parts.groups.get(&name).cloned().unwrap_or_default();
    let each = operations.into_iter().enumerate();
    let operations = each.map(|(place, draft)| operation(OperationId { group, place }, draft, facts));
    Group {
        operations: operations.collect(),
        name,
        type_name,
        docs,
        parts,
    }
}

fn operation(id: OperationId, draft: OperationDraft<'_>, facts: &mut OperationFacts<'_>) -> Operation {
    let OperationDraft {
        method,
        type_name,
        parameters,
        constants,
        body,
        output,
        successes,
        accept,
        mut docs,
        security,
        server,
        members: _,
    } = draft;
    docs.notes.extend(facts.behaviours[id].notes());
    let customs::OperationExtras {
        extras,
        method_attributes,
        success_rule,
    } = facts.customs.remove(&id).unwrap_or_default();
    let OperationFailure {
        name: failure,
        of: _,
        failure_statuses,
    } = facts.failures.of(&method.call.spec.at);
    Operation {
        at: method.call.spec.at.clone(),
        id: method.id.clone(),
        method: method.call.spec.method.sent(),
        path: method.call.spec.path.clone(),
        name: method.name.clone(),
        type_name,
        docs,
        parameters,
        constants,
        body,
        output,
        successes,
        success_rule,
        accept,
        security,
        server,
        failure,
        failure_statuses,
        behaviour: facts.behaviours[id].clone(),
        extras,
        method_attributes,
    }
}
