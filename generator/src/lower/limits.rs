//! Which sent types have limits, themselves or in what they hold: those get a `validate`.

use std::collections::BTreeSet;

use crate::ir::{Model, Shape, Type};

/// Marks the models that `validate` has something to look at in.
pub(super) fn mark(models: &mut [Model]) {
    let mut checked: BTreeSet<String> = BTreeSet::new();
    loop {
        let news: Vec<String> = models
            .iter()
            .filter(|model| model.sent && !checked.contains(&model.name) && has_limits(model, &checked))
            .map(|model| model.name.clone())
            .collect();
        if news.is_empty() {
            break;
        }
        checked.extend(news);
    }
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

fn has_limits(model: &Model, checked: &BTreeSet<String>) -> bool {
    match &model.shape {
        Shape::Record(record) => record
            .fields
            .iter()
            .any(|field| !field.bounds.is_empty() || holds(&field.ty, checked)),
        Shape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| variant.ty.as_ref())
            .any(|ty| holds(ty, checked)),
        Shape::TextEnum(_) => false,
    }
}

/// Whether a value of this type holds one with limits; elements that may be null are not looked at.
fn holds(ty: &Type, checked: &BTreeSet<String>) -> bool {
    match ty {
        Type::Model(name) => checked.contains(name),
        Type::Optional(_) => false,
        _ => ty.inner().is_some_and(|inner| holds(inner, checked)),
    }
}
