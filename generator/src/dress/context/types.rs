//! The author's own types.

use std::collections::BTreeSet;

use crate::plan::{Api, Definition, Output, Type};

/// The author's own types, wherever they are used.
pub(super) fn types(api: &Api) -> Vec<String> {
    let mut found = BTreeSet::new();
    for model in &api.models {
        match &model.definition {
            Definition::Record(record) => {
                record.fields.iter().for_each(|field| own(&field.ty, &mut found));
                record.rest.iter().for_each(|ty| own(ty, &mut found));
            }
            Definition::Union(union) => union
                .variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref())
                .for_each(|ty| own(ty, &mut found)),
            Definition::TextEnum(_) => {}
        }
    }
    for operation in api.groups.iter().flat_map(|group| &group.operations) {
        operation
            .parameters
            .iter()
            .for_each(|parameter| own(&parameter.ty, &mut found));
        operation.body.iter().for_each(|body| own(&body.ty, &mut found));
        if let Output::Json(ty) | Output::OptionalJson(ty) = &operation.output {
            own(ty, &mut found);
        }
    }
    found.into_iter().collect()
}

fn own(ty: &Type, found: &mut BTreeSet<String>) {
    match ty {
        Type::Path(path) => {
            found.insert(path.clone());
        }
        ty => ty.inner().into_iter().for_each(|inner| own(inner, found)),
    }
}
