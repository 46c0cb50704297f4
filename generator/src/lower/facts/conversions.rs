//! From the read half of a split type to its written half.
//!
//! In: all models. Out: a [`Conversion`] on each read half that has one. A half without arguments converts by `From`, so
//! what holds it can convert it too; which ones do is settled over all of them, since they may hold each other.

use std::collections::BTreeMap;

use crate::ir::{Conversion, Copied, Field, Model, Origin, Presence, Record, Shape, Step, Turned, Type, Union};
use crate::lower::types::resolve::Types;
use crate::schemas::Direction;

/// Read half → written half.
type Pairs = BTreeMap<String, String>;

/// Gives every split type its conversion, where one can be written.
pub(in crate::lower) fn add(types: &Types, models: &mut [Model]) {
    let halves = types.usage.split.iter();
    let pairs: Pairs = halves
        .map(|site| (types.name(site, Direction::Read), types.name(site, Direction::Write)))
        .collect();
    let mut found = conversions(models, &pairs);
    for model in models {
        if let Some(conversion) = found.remove(&model.name) {
            model.conversion = Some(conversion);
        }
    }
}

/// The largest set of conversions that stand on each other: those that cannot be written are taken out until none is left.
fn conversions(models: &[Model], pairs: &Pairs) -> BTreeMap<String, Conversion> {
    let by_name: BTreeMap<&str, &Model> = models.iter().map(|model| (model.name.as_str(), model)).collect();
    let convert = |read: &str, direct: &Pairs| {
        let write = by_name.get(pairs.get(read)?.as_str())?;
        conversion(by_name.get(read)?, write, direct)
    };
    let holders = holders(pairs, &by_name);
    let mut direct = pairs.clone();
    let mut todo: Vec<&str> = pairs.keys().map(String::as_str).collect();
    while let Some(read) = todo.pop() {
        let is_direct = |read: &str| convert(read, &direct).is_some_and(|conversion| conversion.missing.is_empty());
        if direct.contains_key(read) && !is_direct(read) {
            direct.remove(read);
            todo.extend(holders.get(read).into_iter().flatten());
        }
    }
    let each = pairs.keys();
    each.filter_map(|read| Some((read.clone(), convert(read, &direct)?)))
        .collect()
}

/// Read half → the read halves whose written halves hold its written half.
fn holders<'a>(pairs: &'a Pairs, models: &BTreeMap<&str, &'a Model>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let reads: BTreeMap<&str, &str> = pairs
        .iter()
        .map(|(read, write)| (write.as_str(), read.as_str()))
        .collect();
    let mut out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (read, write) in pairs {
        let types: Vec<&Type> = match models.get(write.as_str()).map(|model| &model.shape) {
            Some(Shape::Record(record)) => record
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(&record.rest)
                .collect(),
            Some(Shape::Union(union)) => union
                .variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref())
                .collect(),
            Some(Shape::TextEnum(_)) | None => Vec::new(),
        };
        for held in types.into_iter().filter_map(Type::models) {
            out.entry(reads.get(held).copied().unwrap_or(held))
                .or_default()
                .push(read);
        }
    }
    out
}

fn conversion(read: &Model, write: &Model, direct: &Pairs) -> Option<Conversion> {
    match (&read.shape, &write.shape) {
        (Shape::Record(from), Shape::Record(to)) => of_record(from, to, &write.name, direct),
        (Shape::Union(from), Shape::Union(to)) => of_union(from, to, &write.name, direct),
        _ => None,
    }
}

fn of_record(read: &Record, write: &Record, target: &str, direct: &Pairs) -> Option<Conversion> {
    let mut out = Conversion {
        target: target.to_owned(),
        missing: Vec::new(),
        copied: Vec::new(),
        variants: Vec::new(),
        rest: None,
    };
    let fields = read.fields.iter().rev();
    let fields: BTreeMap<_, _> = fields.map(|field| ((&field.wire, field.is_group), field)).collect();
    for field in &write.fields {
        let known = fields.get(&(&field.wire, field.is_group)).copied();
        match known {
            None if field.presence.is_given() && field.constant.is_none() => out.missing.push(field.clone()),
            _ => out.copied.push(Copied {
                to: field.name.clone(),
                from: match (known, &field.presence) {
                    (Some(known), _) => Origin::Read(known.name.clone(), of_field(known, field, direct)?),
                    (None, Presence::Implied(value)) => Origin::Implied(field.ty.clone(), value.clone()),
                    (None, _) if field.constant.is_some() => Origin::Constant(Box::new(field.clone())),
                    (None, _) => Origin::Absent,
                },
            }),
        }
    }
    if let (Some(from), Some(to)) = (&read.rest, &write.rest) {
        let values = Type::Map(Box::new(from.clone()));
        out.rest = Some(steps(&values, &Type::Map(Box::new(to.clone())), direct)?);
    }
    Some(out)
}

fn of_union(read: &Union, write: &Union, target: &str, direct: &Pairs) -> Option<Conversion> {
    if read.open && !write.open {
        return None;
    }
    let named: BTreeMap<&str, _> = write.variants.iter().map(|to| (to.name.as_str(), to)).collect();
    let turned = read.variants.iter().map(|from| {
        let to = *named.get(from.name.as_str())?;
        let steps = match (&from.ty, &to.ty) {
            (Some(from), Some(to)) => Some(steps(from, to, direct)?),
            (None, None) => None,
            _ => return None,
        };
        Some(Turned {
            name: from.name.clone(),
            steps,
        })
    });
    Some(Conversion {
        target: target.to_owned(),
        missing: Vec::new(),
        copied: Vec::new(),
        variants: turned.collect::<Option<_>>()?,
        rest: None,
    })
}

/// A field with what stands around its value. What may be missing cannot become what must be there.
fn of_field(read: &Field, write: &Field, direct: &Pairs) -> Option<Step> {
    let value = steps(&read.ty, &write.ty, direct)?;
    match (read.presence.is_plain(), write.presence.is_plain()) {
        (true, true) => Some(value),
        (true, false) | (false, true) => None,
        (false, false) if write.presence == Presence::Nullable && read.presence != Presence::Nullable => {
            Some(Step::Nullable(Box::new(value)))
        }
        (false, false) => Some(value.within(Step::Option)),
    }
}

/// How a value of one type becomes one of another.
fn steps(read: &Type, write: &Type, direct: &Pairs) -> Option<Step> {
    let inner = |from: &Type, to: &Type, outer: fn(Box<Step>) -> Step| Some(steps(from, to, direct)?.within(outer));
    match (read, write) {
        (from, to) if from == to => Some(Step::Move),
        (Type::Text, Type::Upload) => Some(Step::Into),
        (Type::Model(from), Type::Model(to)) => (direct.get(from) == Some(to)).then_some(Step::Into),
        (Type::Boxed(from), Type::Boxed(to)) => inner(from, to, |value| Step::Boxed(Box::new(Step::Unboxed(value)))),
        (Type::Boxed(from), to) => Some(Step::Unboxed(Box::new(steps(from, to, direct)?))),
        (from, Type::Boxed(to)) => Some(Step::Boxed(Box::new(steps(from, to, direct)?))),
        (Type::List(from), Type::List(to)) => inner(from, to, Step::List),
        (Type::Map(from), Type::Map(to)) => inner(from, to, Step::Map),
        (Type::Optional(from), Type::Optional(to)) => inner(from, to, Step::Option),
        _ => None,
    }
}
