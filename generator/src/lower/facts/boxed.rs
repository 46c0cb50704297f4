//! Closes by-value cycles with boxes, and boxes what would make an enum large.
//!
//! The rule: types that hold each other by value are walked from the first of them by name, and an edge back to a type on
//! the way is boxed. So a type outside of the circle changes nothing in it. Lists and maps break a cycle by themselves. A
//! variant larger than 192 bytes is boxed too, so that small variants stay small.

use std::collections::{BTreeMap, BTreeSet};

use super::cycles;
use crate::ir::{Api, Model, Output, Shape, Type};

const LARGE: usize = 192;
/// Bytes of a JSON value or object, with whatever features some other crate asks of serde_json.
const JSON: usize = 72;

/// Boxes what must be boxed.
pub(in crate::lower) fn boxed(models: &mut [Model]) {
    let back = cycles::back_edges(&edges(models));
    let ids = ids(models);
    for (id, model) in models.iter_mut().enumerate() {
        for ty in types_mut(model) {
            let target = ty.by_value().and_then(|name| ids.get(name));
            if target.is_some_and(|target| back.contains(&(id, *target))) {
                *ty = Type::Boxed(Box::new(ty.clone()));
            }
        }
    }
    let sizes = sizes(models);
    for model in models.iter_mut() {
        let Shape::Union(union) = &mut model.shape else {
            continue;
        };
        for ty in union.variants.iter_mut().filter_map(|variant| variant.ty.as_mut()) {
            if size(ty, &sizes) > LARGE {
                *ty = Type::Boxed(Box::new(ty.clone()));
            }
        }
    }
}

/// Boxes what would make the enums of errors, and of successes by status, large.
pub(in crate::lower) fn in_replies(api: &mut Api) {
    let sizes = sizes(&api.models);
    // Whatever the number of variants, so that a status that is added does not change the type of another.
    let errors = api.failures.iter_mut().flat_map(|failure| &mut failure.variants);
    let outputs = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    let outputs = outputs.filter_map(|operation| match &mut operation.output {
        Output::ByStatus(choice) => Some(&mut choice.variants),
        _ => None,
    });
    let outputs = outputs.flatten().filter_map(|variant| match &mut variant.output {
        Output::Json(ty) => Some(ty),
        _ => None,
    });
    for ty in errors.map(|variant| &mut variant.ty).chain(outputs) {
        if size(ty, &sizes) > LARGE {
            *ty = Type::Boxed(Box::new(ty.clone()));
        }
    }
}

/// Models by their place in the list, which is sorted by name.
fn ids(models: &[Model]) -> BTreeMap<String, usize> {
    let each = models.iter().enumerate().map(|(id, model)| (model.name.clone(), id));
    each.collect()
}

/// Which model holds which by value.
fn edges(models: &[Model]) -> Vec<BTreeSet<usize>> {
    let ids = ids(models);
    let held = |model: &Model| {
        let names = types(model).into_iter().filter_map(Type::by_value);
        names.filter_map(|name| ids.get(name).copied()).collect()
    };
    models.iter().map(held).collect()
}

fn types_mut(model: &mut Model) -> Vec<&mut Type> {
    match &mut model.shape {
        Shape::Record(record) => record.fields.iter_mut().map(|field| &mut field.ty).collect(),
        Shape::Union(union) => union
            .variants
            .iter_mut()
            .filter_map(|variant| variant.ty.as_mut())
            .collect(),
        Shape::TextEnum(_) => Vec::new(),
    }
}

fn types(model: &Model) -> Vec<&Type> {
    match &model.shape {
        Shape::Record(record) => record.fields.iter().map(|field| &field.ty).collect(),
        Shape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| variant.ty.as_ref())
            .collect(),
        Shape::TextEnum(_) => Vec::new(),
    }
}

/// Estimated sizes in bytes on a 64-bit machine. Boxes have broken all circles, so each type is looked at once.
fn sizes(models: &[Model]) -> BTreeMap<String, usize> {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for id in cycles::inner_first(&edges(models)) {
        let model = &models[id];
        let parts = types(model).into_iter().map(|ty| size(ty, &sizes));
        let new = match &model.shape {
            Shape::Record(_) => parts.fold(0, usize::saturating_add),
            Shape::Union(union) => {
                let least = if union.keeps_unknown() { JSON } else { 24 };
                parts.max().unwrap_or(0).max(least).saturating_add(8)
            }
            Shape::TextEnum(_) => 24,
        };
        sizes.insert(model.name.clone(), new);
    }
    sizes
}

fn size(ty: &Type, sizes: &BTreeMap<String, usize>) -> usize {
    match ty {
        Type::Bool => 1,
        Type::I32 | Type::U32 => 8,
        Type::I64 | Type::U64 | Type::F64 | Type::Number => 16,
        Type::Boxed(_) => 8,
        Type::Json | Type::JsonObject => JSON,
        Type::Empty => 0,
        Type::Path(_) | Type::Bytes => 32,
        Type::Upload => 64,
        Type::Model(name) => sizes.get(name).copied().unwrap_or(0),
        Type::Optional(inner) | Type::Set(inner) | Type::SetOrNull(inner) | Type::Quoted(inner) => size(inner, sizes),
        Type::SetOrChange(_) => 56,
        Type::Text | Type::Secret | Type::Base64 | Type::List(_) | Type::Map(_) => 24,
    }
}
