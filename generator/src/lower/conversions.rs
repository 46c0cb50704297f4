//! From the read half of a split record to its written half.

use super::requests::is_required;
use super::sites::Direction;
use super::types::Types;
use crate::ir::{Conversion, Copied, Field, Model, Presence, Record, Shape, Type, Wrap};

/// Gives every split record its conversion, where one can be written.
pub(super) fn add(types: &Types, models: &mut [Model]) {
    let pairs: Vec<(String, String)> = types
        .usage
        .split
        .iter()
        .map(|site| (types.name(site, Direction::Read), types.name(site, Direction::Write)))
        .collect();
    let found: Vec<(String, Conversion)> = pairs
        .iter()
        .filter_map(|(read, write)| {
            let conversion = conversion(record(models, read)?, record(models, write)?, write, &pairs)?;
            Some((read.clone(), conversion))
        })
        .collect();
    for (name, conversion) in found {
        let model = models.iter_mut().find(|model| model.name == name);
        if let Some(Model {
            shape: Shape::Record(record),
            ..
        }) = model
        {
            record.conversion = Some(conversion);
        }
    }
}

fn record<'a>(models: &'a [Model], name: &str) -> Option<&'a Record> {
    match &models.iter().find(|model| model.name == name)?.shape {
        Shape::Record(record) => Some(record),
        _ => None,
    }
}

fn conversion(read: &Record, write: &Record, target: &str, pairs: &[(String, String)]) -> Option<Conversion> {
    let (mut missing, mut copied) = (Vec::new(), Vec::new());
    for field in &write.fields {
        match read.fields.iter().find(|known| known.wire == field.wire) {
            Some(known) => {
                let wrap = wrap(known, field, pairs)?;
                copied.push(Copied {
                    to: field.name.clone(),
                    from: Some(known.name.clone()),
                    wrap,
                });
            }
            None if is_required(field) && field.constant.is_none() => missing.push(field.clone()),
            None => copied.push(Copied {
                to: field.name.clone(),
                from: None,
                wrap: Wrap::Move,
            }),
        }
    }
    Some(Conversion {
        target: target.to_owned(),
        missing,
        copied,
    })
}

fn wrap(read: &Field, write: &Field, pairs: &[(String, String)]) -> Option<Wrap> {
    let halves = |a: &Type, b: &Type| match (a, b) {
        (Type::Model(a), Type::Model(b)) => pairs.iter().any(|(read, write)| (read, write) == (a, b)),
        _ => false,
    };
    let optional = !is_required(read);
    match (&read.ty, &write.ty) {
        (a, b) if a == b && read.presence == write.presence => Some(Wrap::Move),
        (a, b) if a == b && optional && write.presence == Presence::Nullable => Some(Wrap::ToNullable),
        _ if is_required(read) != is_required(write) => None,
        (a, b) if halves(a, b) => Some(if optional { Wrap::OptionInto } else { Wrap::Into }),
        (Type::List(a), Type::List(b)) if halves(a, b) => {
            Some(if optional { Wrap::OptionListInto } else { Wrap::ListInto })
        }
        _ => None,
    }
}
