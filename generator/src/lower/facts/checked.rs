//! Which sent types have limits, themselves or in what they hold: those get a `validate`.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Model, Shape, Type};

/// Marks the models that `validate` has something to look at in.
pub(in crate::lower) fn mark(models: &mut [Model]) {
    let checked = checked(models);
    for model in models {
        model.checked = checked.contains(&model.name);
        match &mut model.shape {
            Shape::Record(record) => {
                record
                    .fields
                    .iter_mut()
                    .for_each(|field| field.inside = holds(&field.ty, &checked));
            }
            Shape::Union(union) => {
                let held = |ty: &Option<Type>| ty.as_ref().is_some_and(|ty| holds(ty, &checked));
                union
                    .variants
                    .iter_mut()
                    .for_each(|variant| variant.inside = held(&variant.ty));
            }
            Shape::TextEnum(_) => {}
        }
    }
}

/// The sent models with limits of their own, and those that hold them.
fn checked(models: &[Model]) -> BTreeSet<String> {
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for model in models.iter().filter(|model| model.sent) {
        for held in types(model).into_iter().filter_map(held) {
            holders.entry(held).or_default().push(&model.name);
        }
    }
    let own = models.iter().filter(|model| model.sent && has_limits(model));
    let mut todo: Vec<&str> = own.map(|model| model.name.as_str()).collect();
    let mut checked = BTreeSet::new();
    while let Some(name) = todo.pop() {
        if checked.insert(name.to_owned()) {
            todo.extend(holders.get(name).into_iter().flatten());
        }
    }
    checked
}

fn has_limits(model: &Model) -> bool {
    matches!(&model.shape, Shape::Record(record) if record.fields.iter().any(|field| !field.bounds.is_empty()))
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

/// The model that a value of this type holds; elements that may be null are not looked at.
fn held(ty: &Type) -> Option<&str> {
    match ty {
        Type::Model(name) => Some(name),
        Type::Optional(_) => None,
        _ => ty.inner().and_then(held),
    }
}

fn holds(ty: &Type, checked: &BTreeSet<String>) -> bool {
    held(ty).is_some_and(|name| checked.contains(name))
}
