//! The only place that creates a generated type: once, from its draft and from the facts about all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::{ModelDraft, ModelDrafts};
use super::facts::boxed::Boxed;
use super::facts::keys::Keys;
use super::facts::parts::Parts;
use crate::ir::{Conversion, Extras, Field, Model, ModelId, Models, Record, Shape, Union, Variant};

/// What follows from all generated types and operations together.
pub(super) struct ModelFacts<'a> {
    pub boxed: &'a Boxed,
    pub checked: &'a BTreeSet<ModelId>,
    pub conversions: BTreeMap<ModelId, Conversion>,
    pub keys: &'a Keys,
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
        shape,
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
        key: keys.has(id),
        printed: keys.prints(id),
        conversion: conversions.remove(&id),
        parts,
        extras: extras.remove(&id).unwrap_or_default(),
        shape: with_boxes(id, shape, boxed),
    }
}

fn with_boxes(id: ModelId, shape: Shape, boxed: &Boxed) -> Shape {
    match shape {
        Shape::Record(Record { fields, rest }) => {
            let fields = fields.into_iter().enumerate().map(|(place, field)| Field {
                ty: boxed.at(id, place, &field.ty),
                ..field
            });
            Shape::Record(Record {
                fields: fields.collect(),
                rest,
            })
        }
        Shape::Union(union) => {
            let mut places = 0..;
            let variants = union.variants.into_iter().map(|variant| Variant {
                ty: variant.ty.and_then(|ty| Some(boxed.at(id, places.next()?, &ty))),
                ..variant
            });
            Shape::Union(Union {
                variants: variants.collect(),
                ..union
            })
        }
        Shape::TextEnum(text) => Shape::TextEnum(text),
    }
}
