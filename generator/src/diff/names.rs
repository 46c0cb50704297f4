//! Which type of before is which type of after, and the types of before in the names of after.

use std::collections::BTreeMap;

use crate::ir::{Api, Model, Output, Type};

/// Types that only their name has changed of: old name → new name.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    pub(super) fn new(old: &Api, new: &Api) -> Self {
        let is_in = |api: &Api, name: &str| api.models.iter().any(|model| model.name == name);
        let gone = old.models.iter().filter(|model| !is_in(new, &model.name));
        let fresh: Vec<&Model> = new.models.iter().filter(|model| !is_in(old, &model.name)).collect();
        let renamed = gone.filter_map(|model| {
            let now = fresh.iter().find(|fresh| fresh.at == model.at)?;
            Some((model.name.clone(), now.name.clone()))
        });
        Self(renamed.collect())
    }

    /// What a type of before is called now.
    pub(super) fn now<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// A type of before as it is written now.
    pub(super) fn ty(&self, ty: &Type) -> Type {
        let inner = |inner: &Type| Box::new(self.ty(inner));
        match ty {
            Type::Model(name) => Type::Model(self.now(name).to_owned()),
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

/// What is there before and after, and what only on one side.
pub(super) struct Pairs<'a, T> {
    pub both: Vec<(&'a T, &'a T)>,
    pub gone: Vec<&'a T>,
    pub fresh: Vec<&'a T>,
}

/// Whether two things are the same.
type Same<'s, T> = &'s dyn Fn(&T, &T) -> bool;

/// Matches by the first of these that says so; each thing at most once.
pub(super) fn pairs<'a, T>(old: &'a [T], new: &'a [T], same: &[Same<'_, T>]) -> Pairs<'a, T> {
    let mut out = Pairs {
        both: Vec::new(),
        gone: old.iter().collect(),
        fresh: new.iter().collect(),
    };
    for same in same {
        for before in std::mem::take(&mut out.gone) {
            match out.fresh.iter().position(|after| same(before, after)) {
                Some(index) => out.both.push((before, out.fresh.remove(index))),
                None => out.gone.push(before),
            }
        }
    }
    out
}
