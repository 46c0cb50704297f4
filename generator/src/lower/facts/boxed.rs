//! Which types are boxed: what closes a circle of types that hold each other by value, and what would make an enum large.
//!
//! The rule: types that hold each other by value are walked from the first of them by name, and an edge back to a type on
//! the way is boxed. So a type outside of the circle changes nothing in it. Lists and maps break a cycle by themselves. A
//! variant larger than 192 bytes is boxed too, so that small variants stay small.

use std::collections::BTreeSet;

use super::cycles;
use crate::lower::drafts::{ModelDraft, ModelDrafts};
use crate::plan::{Definition, Id, ModelId, Type};

const LARGE: usize = 192;
/// Bytes of a JSON value or object, with whatever features some other crate asks of serde_json.
const JSON: usize = 72;

/// A model, and which of the types of its fields or branches.
type Slot = (ModelId, usize);

/// What is boxed.
pub(in crate::lower) struct Boxed {
    places: BTreeSet<Slot>,
    /// Estimated sizes of models in bytes on a 64-bit machine, by id.
    sizes: Vec<usize>,
}

/// Finds what must be boxed.
pub(in crate::lower) fn boxed(drafts: &ModelDrafts) -> Boxed {
    let circles = Boxed::with(drafts, circles(drafts));
    let mut places = circles.places.clone();
    for (id, draft) in drafts.entries() {
        if let Definition::Union(union) = &draft.definition {
            let types = union.types().enumerate();
            let large = types.filter(|(place, ty)| circles.size_at(id, *place, ty) > LARGE);
            places.extend(large.map(|(place, _)| (id, place)));
        }
    }
    Boxed::with(drafts, places)
}

impl Boxed {
    /// Boxes that have broken all circles, so that each type is looked at once for its size.
    fn with(drafts: &ModelDrafts, places: BTreeSet<Slot>) -> Self {
        let order = cycles::inner_first(&edges(drafts, &places));
        let mut out = Self {
            places,
            sizes: vec![0; drafts.len()],
        };
        for place in order {
            let id = ModelId::of(place);
            out.sizes[place] = out.size_of(id, &drafts[id]);
        }
        out
    }

    /// The type at a place of a model, as it is held there.
    pub(in crate::lower) fn at(&self, model: ModelId, place: usize, ty: &Type) -> Type {
        match self.places.contains(&(model, place)) {
            true => Type::Boxed(Box::new(ty.clone())),
            false => ty.clone(),
        }
    }

    /// A type as a variant of an enum of responses holds it.
    pub(in crate::lower) fn in_reply(&self, ty: Type) -> Type {
        match self.size(&ty) > LARGE {
            true => Type::Boxed(Box::new(ty)),
            false => ty,
        }
    }

    fn size_of(&self, id: ModelId, draft: &ModelDraft) -> usize {
        let types = held(draft).enumerate();
        let sizes = types.map(|(place, ty)| self.size_at(id, place, ty));
        match &draft.definition {
            Definition::Record(_) => sizes.fold(0, usize::saturating_add),
            Definition::Union(union) => {
                let least = if union.keeps_unknown() { JSON } else { 24 };
                sizes.max().unwrap_or(0).max(least).saturating_add(8)
            }
            Definition::TextEnum(_) => 24,
        }
    }

    fn size_at(&self, model: ModelId, place: usize, ty: &Type) -> usize {
        match self.places.contains(&(model, place)) {
            true => 8,
            false => self.size(ty),
        }
    }

    fn size(&self, ty: &Type) -> usize {
        match ty {
            Type::Bool => 1,
            Type::I32 | Type::U32 => 8,
            Type::I64 | Type::U64 | Type::F64 | Type::Number | Type::Time | Type::Decimal => 16,
            Type::Boxed(_) => 8,
            Type::Json | Type::JsonObject => JSON,
            Type::Empty => 0,
            Type::Path(_) => 32,
            Type::Upload => 64,
            Type::Model(id) => self.sizes[id.place()],
            Type::Optional(inner) | Type::Set(inner) | Type::SetOrNull(inner) | Type::Quoted(inner) => self.size(inner),
            Type::SetOrChange(_) => 56,
            Type::Text | Type::Secret | Type::Base64 | Type::Base64Url | Type::List(_) | Type::Map(_) => 24,
        }
    }
}

/// The places that close circles.
fn circles(drafts: &ModelDrafts) -> BTreeSet<Slot> {
    let back = cycles::back_edges(&edges(drafts, &BTreeSet::new()));
    let mut out = BTreeSet::new();
    for (id, draft) in drafts.entries() {
        for (place, ty) in held(draft).enumerate() {
            let closes = |target: ModelId| back.contains(&(id.place(), target.place()));
            if ty.by_value().is_some_and(closes) {
                out.insert((id, place));
            }
        }
    }
    out
}

/// Which model holds which by value, where there is no box.
fn edges(drafts: &ModelDrafts, boxes: &BTreeSet<Slot>) -> Vec<BTreeSet<usize>> {
    let targets = |(id, draft)| {
        let types = held(draft).enumerate();
        let plain = types.filter(|(place, _)| !boxes.contains(&(id, *place)));
        plain.filter_map(|(_, ty)| Some(ty.by_value()?.place())).collect()
    };
    drafts.entries().map(targets).collect()
}

/// The types of fields or branches.
fn held(draft: &ModelDraft) -> Box<dyn Iterator<Item = &Type> + '_> {
    match &draft.definition {
        Definition::Record(record) => Box::new(record.types()),
        Definition::Union(union) => Box::new(union.types()),
        Definition::TextEnum(_) => Box::new(std::iter::empty()),
    }
}
