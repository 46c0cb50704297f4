//! Which type of before is which type of after, and the types of before in the names of after.

use std::collections::BTreeMap;

use crate::plan::{Api, Id, Model, ModelId, Models, Output, Type};

/// The types of both sides under ids of one kind: those of after, and behind them those that are gone.
pub(super) struct TypeNames<'a> {
    before: &'a Models,
    after: &'a Models,
    /// What each type of before is now, by id.
    now: Vec<ModelId>,
    gone: Vec<&'a str>,
}

impl<'a> TypeNames<'a> {
    /// Types are matched by name, what is left of them by what they are: then only the name has changed.
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let (before, after) = (&old.models, &new.models);
        let by_name: BTreeMap<&str, ModelId> = after.iter().map(|model| (model.name.as_str(), model.id)).collect();
        let known: BTreeMap<&str, &Model> = before.iter().map(|model| (model.name.as_str(), model)).collect();
        let fresh = after
            .iter()
            .rev()
            .filter(|model| !known.contains_key(model.name.as_str()));
        let fresh: BTreeMap<&str, ModelId> = fresh.map(|model| (model.origin.as_str(), model.id)).collect();
        let (mut now, mut gone) = (Vec::new(), Vec::new());
        for model in before {
            let found = by_name
                .get(model.name.as_str())
                .or_else(|| fresh.get(model.origin.as_str()));
            now.push(found.copied().unwrap_or_else(|| {
                gone.push(model.name.as_str());
                ModelId::of(after.len() + gone.len() - 1)
            }));
        }
        Self {
            before,
            after,
            now,
            gone,
        }
    }

    /// What a type of before is now.
    pub(super) fn now(&self, before: ModelId) -> ModelId {
        self.now[before.place()]
    }

    /// What a type of before was called.
    pub(super) fn was(&self, before: ModelId) -> &'a str {
        &self.before[before].name
    }

    /// What a type is called.
    pub(super) fn is(&self, id: ModelId) -> &'a str {
        match id.place().checked_sub(self.after.len()) {
            Some(gone) => self.gone[gone],
            None => &self.after[id].name,
        }
    }

    /// A type of before as it is written now.
    pub(super) fn ty(&self, ty: &Type) -> Type {
        let inner = |inner: &Type| Box::new(self.ty(inner));
        match ty {
            Type::Model(id) => Type::Model(self.now(*id)),
            Type::List(item) => Type::List(inner(item)),
            Type::Map(value) => Type::Map(inner(value)),
            Type::Optional(value) => Type::Optional(inner(value)),
            Type::Quoted(number) => Type::Quoted(inner(number)),
            Type::Boxed(value) => Type::Boxed(inner(value)),
            Type::Set(value) => Type::Set(inner(value)),
            Type::SetOrNull(value) => Type::SetOrNull(inner(value)),
            Type::SetOrChange(value) => Type::SetOrChange(inner(value)),
            plain => plain.clone(),
        }
    }

    /// The same for what a success holds.
    pub(super) fn output(&self, output: &Output) -> Output {
        match output {
            Output::Json(ty) => Output::Json(self.ty(ty)),
            Output::OptionalJson(ty) => Output::OptionalJson(self.ty(ty)),
            Output::Events(Some(ty)) => Output::Events(Some(self.ty(ty))),
            Output::Lines(ty) => Output::Lines(self.ty(ty)),
            plain => plain.clone(),
        }
    }
}
