//! Types that others are found by: they can be compared, sorted, hashed and printed.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ir::{Field, Group, Model, Shape, Type};

/// Marks the keys of bulk operations, and what carries `x-client-key`, with all that they hold.
pub(super) fn keys(groups: &mut [Group], models: &mut [Model], diags: &mut Diagnostics) {
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
    print(models);
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        operation.bulk.take_if(|bulk| !is_printed(models, &bulk.key, diags));
    }
}

/// Marks the keys that are printed: objects of required texts, numbers, booleans and enums.
fn print(models: &mut [Model]) {
    let is_enum = |model: &&Model| matches!(model.shape, Shape::TextEnum(_));
    let enums: BTreeSet<String> = models.iter().filter(is_enum).map(|model| model.name.clone()).collect();
    let is_plain = |field: &Field| match &field.ty {
        Type::Model(name) => enums.contains(name),
        _ => true,
    };
    for model in models.iter_mut().filter(|model| model.key) {
        if let Shape::Record(record) = &model.shape {
            let mut fields = record.fields.iter().filter(|field| field.constant.is_none());
            model.printed = fields.all(|field| field.presence.is_plain() && is_plain(field));
        }
    }
}

/// Whether the key of a bulk operation can be printed, which its report does.
fn is_printed(models: &[Model], key: &str, diags: &mut Diagnostics) -> bool {
    let Some(model) = models
        .iter()
        .find(|model| model.name == key && model.key && !model.printed)
    else {
        return true;
    };
    let message = format!("`{key}` cannot be the key of a bulk operation: it holds objects, or what may be missing");
    diags.push(Diagnostic::at(Code::UnusableExtension, &model.at, message));
    false
}

/// The generated types that a key holds.
fn parts(model: &Model) -> Result<Vec<String>, Box<Diagnostic>> {
    let fault = |what: &str| {
        let message = format!("`{}` cannot be a key: {what}", model.name);
        let fault = Diagnostic::at(Code::UnusableExtension, &model.at, message);
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
                    Type::Quoted(number) if **number != Type::F64 => {}
                    Type::Model(name) => out.push(name.clone()),
                    _ => return Err(fault(&format!("`{}` is none of what a key has", field.wire))),
                }
            }
            Ok(out)
        }
    }
}
