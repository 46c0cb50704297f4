//! Failure types: one for each distinct set of error bodies, chosen by status and never by shape.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::Plan;
use crate::diag::Diagnostics;
use crate::ir::{Failure, FailureVariant, Reply, StatusPattern, Type};
use crate::lower::names;
use crate::lower::types::resolve::Types;
use crate::schemas::Direction;
use crate::spec::Status;

/// Failure type, replies by status, variant of undeclared statuses.
type OfPlan = (Option<String>, Vec<Reply>, Option<String>);

/// The failure types of an API.
pub(in crate::lower) struct Failures {
    /// The body that most errors have: undeclared statuses are read as it.
    envelope: Option<Type>,
    by_set: BTreeMap<BTreeSet<Type>, Failure>,
    names: BTreeSet<String>,
    of_plan: Vec<OfPlan>,
}

impl Failures {
    /// Works out the failure type of every operation.
    pub(in crate::lower) fn new(types: &Types, plans: &[Plan], diags: &mut Diagnostics) -> Self {
        let mut all: Vec<Vec<(Status, Type)>> = Vec::new();
        for plan in plans {
            let of = |(status, at): &(Status, _)| (*status, types.of(at, Direction::Read, diags));
            all.push(plan.failures.iter().map(of).collect());
        }
        let mut out = Self {
            envelope: most_common(&all),
            by_set: BTreeMap::new(),
            names: BTreeSet::new(),
            of_plan: Vec::new(),
        };
        for (plan, replies) in plans.iter().zip(all) {
            let said = plan
                .spec
                .extensions
                .get("x-client-error")
                .and_then(serde_json::Value::as_str);
            let entry = out.enter(&replies, said);
            out.of_plan.push(entry);
        }
        out
    }

    /// The failure type of an operation, which status has which variant, and the variant of all others.
    pub(in crate::lower) fn of(&self, plan: usize) -> OfPlan {
        self.of_plan.get(plan).cloned().unwrap_or_default()
    }

    /// All failure types, sorted by name.
    pub(in crate::lower) fn all(self) -> Vec<Failure> {
        let mut all: Vec<Failure> = self.by_set.into_values().collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    fn enter(&mut self, replies: &[(Status, Type)], said: Option<&str>) -> OfPlan {
        let set: BTreeSet<Type> = replies
            .iter()
            .map(|(_, ty)| ty.clone())
            .chain(self.envelope.clone())
            .collect();
        if set.is_empty() {
            return (None, Vec::new(), None);
        }
        if !self.by_set.contains_key(&set) {
            let failure = failure(&set, self.envelope.as_ref(), said, &self.names);
            self.names.insert(failure.name.clone());
            self.by_set.insert(set.clone(), failure);
        }
        let failure = &self.by_set[&set];
        let table = failure.variants.iter().filter_map(|variant| {
            let statuses: Vec<StatusPattern> = replies
                .iter()
                .filter(|(_, ty)| *ty == variant.ty)
                .map(|(status, _)| pattern(*status))
                .collect();
            (!statuses.is_empty()).then(|| Reply {
                statuses,
                variant: variant.name.clone(),
            })
        });
        (Some(failure.name.clone()), table.collect(), failure.envelope.clone())
    }
}

/// A status as the output language has it.
pub(in crate::lower) fn pattern(status: Status) -> StatusPattern {
    match status {
        Status::Code(code) => StatusPattern::Code(code),
        Status::Range(digit) => StatusPattern::Range(digit),
        Status::Default => StatusPattern::Default,
    }
}

/// The body that stands for the most statuses; of equals, the one that sorts first.
fn most_common(all: &[Vec<(Status, Type)>]) -> Option<Type> {
    let mut counts: BTreeMap<&Type, usize> = BTreeMap::new();
    for (_, ty) in all.iter().flatten() {
        *counts.entry(ty).or_default() += 1;
    }
    let most = counts
        .values()
        .max()
        .copied()
        .filter(|most| *most > 1 || all.len() == 1)?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(ty, _)| ty.clone())
}

fn failure(set: &BTreeSet<Type>, envelope: Option<&Type>, said: Option<&str>, taken: &BTreeSet<String>) -> Failure {
    let mut variants: Vec<FailureVariant> = Vec::new();
    let mut seen = BTreeSet::new();
    for ty in set {
        let name = numbered(&stem(ty), |name| seen.contains(name));
        seen.insert(name.clone());
        variants.push(FailureVariant { name, ty: ty.clone() });
    }
    let is_envelope = |variant: &&FailureVariant| Some(&variant.ty) == envelope;
    let special: Vec<&str> = variants
        .iter()
        .filter(|v| !is_envelope(v))
        .map(|v| v.name.as_str())
        .collect();
    let base = match special.as_slice() {
        [] => "ApiError".to_owned(),
        [one] => format!("{one}Error"),
        [one, two] => format!("{one}Or{two}Error"),
        [one, two, rest @ ..] => format!("{one}Or{two}And{}MoreError", rest.len()),
    };
    let base = said.map_or(base, names::type_name);
    let name = numbered(&base, |name| taken.contains(name));
    let envelope = variants.iter().find(is_envelope).map(|variant| variant.name.clone());
    Failure {
        name,
        variants,
        envelope,
        parts: Vec::new(),
    }
}

/// The name, or the first number after it that makes it free.
fn numbered(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let mut all = std::iter::once(name.to_owned()).chain(numbered);
    all.find(|name| !is_taken(name)).unwrap_or_else(|| name.to_owned())
}

/// The name of a body without what all of them are called.
fn stem(ty: &Type) -> String {
    let name = ty.models().unwrap_or("Body");
    let short = name
        .strip_suffix("Response")
        .or_else(|| name.strip_suffix("Error"))
        .unwrap_or(name);
    if short.is_empty() {
        name.to_owned()
    } else {
        short.to_owned()
    }
}
