//! Types that others are found by: they can be compared, sorted, hashed and printed.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Group, Model, Shape, Type};

/// Marks the keys of bulk operations, and what carries `x-client-key`, with all that they hold.
pub(super) fn keys(groups: &[Group], models: &mut [Model], diags: &mut Diagnostics) {
    let operations = groups.iter().flat_map(|group| &group.operations);
    let of_bulk = operations.filter_map(|operation| operation.bulk.as_ref().map(|bulk| bulk.key.clone()));
    let marked = models.iter().filter(|model| model.key).map(|model| model.name.clone());
    let mut todo: Vec<String> = of_bulk.chain(marked).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = todo.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let Some(model) = models.iter_mut().find(|model| model.name == name) else {
            continue;
        };
        match parts(model) {
            Ok(more) => {
                model.key = true;
                todo.extend(more);
            }
            Err(fault) => {
                model.key = false;
                diags.push(*fault);
            }
        }
    }
}

/// The generated types that a key holds.
fn parts(model: &Model) -> Result<Vec<String>, Box<Diagnostic>> {
    let fault = |what: &str| {
        let message = format!("`{}` cannot be a key: {what}", model.name);
        let fault = Diagnostic::error("unusable-extension", &model.at, message);
        Box::new(fault.help("a key has texts, whole numbers, booleans, enums, and objects of those"))
    };
    match &model.shape {
        Shape::TextEnum(_) => Ok(Vec::new()),
        Shape::Union(_) => Err(fault("it is one of several")),
        Shape::Record(record) if record.rest.is_some() => Err(fault("it has keys of any name")),
        Shape::Record(record) => {
            let mut out = Vec::new();
            for field in &record.fields {
                match &field.ty {
                    Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::Text => {}
                    Type::Model(name) => out.push(name.clone()),
                    _ => return Err(fault(&format!("`{}` is none of what a key has", field.wire))),
                }
            }
            Ok(out)
        }
    }
}
