//! From the read half of a split type to its written half.
//!
//! In: all drafts. Out: a [`Conversion`] for each read half that has one. A half without arguments converts by `From`, so
//! what holds it can convert it too; which ones do is settled over all of them, since they may hold each other.

use std::collections::BTreeMap;

use super::boxed::Boxed;
use crate::lower::drafts::Halves;
use crate::lower::drafts::ModelDrafts;
use crate::plan::{
    Conversion, ConversionStep, Copied, Definition, Field, FieldId, ModelId, Presence, Record, Turned, Type, Union,
    ValueOrigin,
};

/// Read half → written half.
type Pairs = BTreeMap<ModelId, ModelId>;

/// A model: its id, and what it is.
type Half<'a, T> = (ModelId, &'a T);

/// What a conversion is found by.
struct Finder<'a> {
    drafts: &'a ModelDrafts,
    boxed: &'a Boxed,
    /// Pairs that convert without arguments.
    direct: Pairs,
}

/// The largest set of conversions that stand on each other: those that cannot be written are taken out until none is left.
pub(in crate::lower) fn conversions(
    drafts: &ModelDrafts,
    split: impl Iterator<Item = Halves>,
    boxed: &Boxed,
) -> BTreeMap<ModelId, Conversion> {
    let pairs: Pairs = split.map(|halves| (halves.read, halves.write)).collect();
    let holders = holders(&pairs, drafts);
    let mut finder = Finder {
        drafts,
        boxed,
        direct: pairs.clone(),
    };
    let mut todo: Vec<ModelId> = pairs.keys().copied().collect();
    while let Some(read) = todo.pop() {
        let Some(&write) = finder.direct.get(&read) else {
            continue;
        };
        let found = finder.conversion(read, write);
        if found.is_none_or(|conversion| !conversion.missing.is_empty()) {
            finder.direct.remove(&read);
            todo.extend(holders.get(&read).into_iter().flatten());
        }
    }
    let each = pairs.into_iter();
    each.filter_map(|(read, write)| Some((read, finder.conversion(read, write)?)))
        .collect()
}

/// Read half → the read halves whose written halves hold its written half.
fn holders(pairs: &Pairs, drafts: &ModelDrafts) -> BTreeMap<ModelId, Vec<ModelId>> {
    let reads: BTreeMap<ModelId, ModelId> = pairs.iter().map(|(read, write)| (*write, *read)).collect();
    let mut out: BTreeMap<ModelId, Vec<ModelId>> = BTreeMap::new();
    for (read, write) in pairs {
        let types = drafts[*write].definition.types();
        for held in types.into_iter().filter_map(Type::model) {
            let held = reads.get(&held).copied().unwrap_or(held);
            out.entry(held).or_default().push(*read);
        }
    }
    out
}

impl Finder<'_> {
    fn conversion(&self, read: ModelId, write: ModelId) -> Option<Conversion> {
        match (&self.drafts[read].definition, &self.drafts[write].definition) {
            (Definition::Record(from), Definition::Record(to)) => self.of_record((read, from), (write, to)),
            (Definition::Union(from), Definition::Union(to)) => self.of_union((read, from), (write, to)),
            _ => None,
        }
    }

    fn of_record(&self, (read_id, read): Half<Record>, (write_id, write): Half<Record>) -> Option<Conversion> {
        let fields = read.fields.iter().enumerate().rev();
        let fields: BTreeMap<_, _> = fields
            .map(|(place, field)| ((field.wire(), field.is_group()), (place, field)))
            .collect();
        let (mut missing, mut copied) = (Vec::new(), Vec::new());
        for (place, field) in write.fields.iter().enumerate() {
            let to = FieldId { model: write_id, place };
            let known = fields.get(&(field.wire(), field.is_group())).copied();
            let held = || self.boxed.at(write_id, place, &field.ty);
            let from = match (known, &field.presence) {
                (Some((place, known)), _) => {
                    let value = self.steps(&self.boxed.at(read_id, place, &known.ty), &held())?;
                    let id = FieldId { model: read_id, place };
                    ValueOrigin::Read(id, with_presence(known, field, value)?)
                }
                (None, _) if field.is_argument() => {
                    missing.push(Field {
                        ty: held(),
                        ..field.clone()
                    });
                    continue;
                }
                (None, Presence::Implied(value)) => ValueOrigin::Implied(field.ty.clone(), value.clone()),
                (None, _) if field.constant().is_some() => ValueOrigin::Constant(Box::new(field.clone())),
                (None, _) => ValueOrigin::Absent,
            };
            copied.push(Copied { to, from });
        }
        let rest = match (&read.rest, &write.rest) {
            (Some(from), Some(to)) => Some(self.steps(from, to)?.within(ConversionStep::Map)),
            _ => None,
        };
        Some(Conversion {
            target: write_id,
            missing,
            copied,
            rest,
            variants: Vec::new(),
        })
    }

    fn of_union(&self, (read_id, read): Half<Union>, (write_id, write): Half<Union>) -> Option<Conversion> {
        if read.open && !write.open {
            return None;
        }
        let written = held(write, |place, ty| self.boxed.at(write_id, place, ty));
        let named: BTreeMap<&str, Option<Type>> = written.collect();
        let turned = held(read, |place, ty| self.boxed.at(read_id, place, ty)).map(|(name, from)| {
            let steps = match (&from, named.get(name)?) {
                (Some(from), Some(to)) => Some(self.steps(from, to)?),
                (None, None) => None,
                _ => return None,
            };
            let name = name.to_owned();
            Some(Turned { name, steps })
        });
        Some(Conversion {
            target: write_id,
            missing: Vec::new(),
            copied: Vec::new(),
            rest: None,
            variants: turned.collect::<Option<_>>()?,
        })
    }

    /// How a value of one type becomes one of another.
    fn steps(&self, read: &Type, write: &Type) -> Option<ConversionStep> {
        let inner = |from: &Type, to: &Type, outer: fn(Box<ConversionStep>) -> ConversionStep| {
            Some(self.steps(from, to)?.within(outer))
        };
        match (read, write) {
            (from, to) if from == to => Some(ConversionStep::Move),
            (Type::Text, Type::Upload) => Some(ConversionStep::Into),
            (Type::Model(from), Type::Model(to)) => (self.direct.get(from) == Some(to)).then_some(ConversionStep::Into),
            (Type::Boxed(from), Type::Boxed(to)) => inner(from, to, |value| {
                ConversionStep::Boxed(Box::new(ConversionStep::Unboxed(value)))
            }),
            (Type::Boxed(from), to) => Some(ConversionStep::Unboxed(Box::new(self.steps(from, to)?))),
            (from, Type::Boxed(to)) => Some(ConversionStep::Boxed(Box::new(self.steps(from, to)?))),
            (Type::List(from), Type::List(to)) => inner(from, to, ConversionStep::List),
            (Type::Map(from), Type::Map(to)) => inner(from, to, ConversionStep::Map),
            (Type::Optional(from), Type::Optional(to)) => inner(from, to, ConversionStep::Option),
            _ => None,
        }
    }
}

/// The branches of a union, each with what it holds as it is held there.
fn held(union: &Union, at: impl Fn(usize, &Type) -> Type) -> impl Iterator<Item = (&str, Option<Type>)> {
    let mut place = 0;
    union.variants.iter().map(move |variant| {
        let ty = variant.ty.as_ref().map(|ty| {
            place += 1;
            at(place - 1, ty)
        });
        (variant.name.as_str(), ty)
    })
}

/// The value of a field with what stands around it. What may be missing cannot become what must be there.
fn with_presence(read: &Field, write: &Field, value: ConversionStep) -> Option<ConversionStep> {
    match (read.presence.is_plain(), write.presence.is_plain()) {
        (true, true) => Some(value),
        (true, false) | (false, true) => None,
        (false, false) if write.presence == Presence::Nullable && read.presence != Presence::Nullable => {
            Some(ConversionStep::Nullable(Box::new(value)))
        }
        (false, false) => Some(value.within(ConversionStep::Option)),
    }
}
