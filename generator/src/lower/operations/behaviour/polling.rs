//! Waiting for the end of what an operation starts: said by `x-client-poll`.

use std::collections::BTreeMap;

use super::is_copy;
use super::said::Said;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Field, Group, Home, Operation, Output, PollArgument, PollStep, Polling, Type};
use crate::lower::operations::known::{Known, field};
use crate::lower::operations::plan::Plan;

const NAME: &str = "x-client-poll";
const KEYS: [&str; 5] = ["ask", "with", "status", "running", "failed"];

/// Fills in how to wait, once all operations have their names.
pub(super) fn polling(plans: &[Plan], groups: &mut [Group], known: Known<'_>, diags: &mut Diagnostics) {
    let mut found = BTreeMap::new();
    for plan in plans {
        match one(plan, groups, known) {
            Ok(Some(polling)) => {
                found.insert((plan.id.clone(), plan.name.clone()), polling);
            }
            Ok(None) => {}
            Err(fault) => diags.push(*fault),
        }
    }
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        operation.polling = found.remove(&(operation.id.clone(), operation.name.clone()));
    }
}

fn one(plan: &Plan, groups: &[Group], known: Known<'_>) -> Result<Option<Polling>, Box<Diagnostic>> {
    let Some(said) = Said::of(plan, NAME, &KEYS)? else {
        return Ok(None);
    };
    let mut all = groups.iter().flat_map(|group| &group.operations);
    let own = all.find(|operation| operation.id == plan.id && operation.name == plan.name);
    let Some(own) = own else { return Ok(None) };
    let id = said.needed_text("ask")?;
    let (group, ask) = find(groups, &id, &said)?;
    Ok(Some(Polling {
        group: group.name.clone(),
        handle: group.type_name.clone(),
        method: ask.name.clone(),
        request: ask.type_name.clone(),
        arguments: arguments(&said, own, ask, known)?,
        status: status(&said, ask, known)?,
        running: said.texts("running")?,
        failed: said.texts("failed")?,
    }))
}

/// Where each argument of the question comes from.
fn arguments(
    said: &Said,
    own: &Operation,
    ask: &Operation,
    known: Known<'_>,
) -> Result<Vec<PollArgument>, Box<Diagnostic>> {
    if ask.body.is_some() {
        return Err(said.fault(format_args!(
            "wants a question without a body, and `{}` has one",
            ask.id
        )));
    }
    let with = said.pairs("with")?;
    let needed = ask.parameters.iter().filter(|parameter| parameter.required);
    needed
        .map(|parameter| {
            let text = with
                .iter()
                .find(|(name, _)| *name == parameter.wire)
                .and_then(|(_, value)| value.as_str());
            let text = text.ok_or_else(|| said.fault(format_args!("needs `with.{}`", parameter.wire)))?;
            argument(text, own, &parameter.ty, known).ok_or_else(|| {
                said.fault(format_args!(
                    "wants for `{}` a `$request.path.…` or a `$response.body#/…` of the same type, not `{text}`",
                    parameter.wire
                ))
            })
        })
        .collect()
}

fn argument(text: &str, own: &Operation, ty: &Type, known: Known<'_>) -> Option<PollArgument> {
    if let Some(name) = from_path(text, own, ty) {
        return Some(PollArgument::Own(name, is_copy(ty)));
    }
    let (steps, found) = answered(text, &own.output, known)?;
    (found == *ty).then(|| PollArgument::Answered(steps, is_copy(ty)))
}

/// The operation with this id, and its group.
pub(super) fn find<'a>(
    groups: &'a [Group],
    id: &str,
    said: &Said,
) -> Result<(&'a Group, &'a Operation), Box<Diagnostic>> {
    let mut all = groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.find(|(_, operation)| operation.id == id)
        .ok_or_else(|| said.fault(format_args!("names an operation `{id}` that does not exist")))
}

/// The parameter that `$request.path.…` names, if it has this type.
pub(super) fn from_path(text: &str, own: &Operation, ty: &Type) -> Option<String> {
    let wire = text.strip_prefix("$request.path.")?;
    let mut parameters = own.parameters.iter();
    let found = parameters.find(|parameter| parameter.home == Home::Path && parameter.wire == wire)?;
    (found.ty == *ty).then(|| found.name.clone())
}

/// The way to what `$response.body#/…` names, and its type.
pub(super) fn answered(text: &str, output: &Output, known: Known<'_>) -> Option<(Vec<PollStep>, Type)> {
    let Output::Json(answer) = output else { return None };
    let mut here = answer.clone();
    let mut steps = Vec::new();
    for word in text.strip_prefix("$response.body#/")?.split('/') {
        let (step, next) = step(&here, word, known)?;
        steps.push(step);
        here = next;
    }
    Some((steps, here))
}

/// One step down a type, to a field or to the first element of a list.
fn step(ty: &Type, word: &str, known: Known<'_>) -> Option<(PollStep, Type)> {
    match ty {
        Type::List(item) if word == "0" => Some((PollStep::First, (**item).clone())),
        Type::Model(_) => {
            let (_, record) = known.record(ty)?;
            let found: &Field = field(record, word)?;
            let is_optional = !found.presence.is_plain();
            Some((PollStep::Field(found.name.clone(), is_optional), found.ty.clone()))
        }
        _ => None,
    }
}

/// The field of the answer that tells how it stands.
fn status(said: &Said, ask: &Operation, known: Known<'_>) -> Result<String, Box<Diagnostic>> {
    let wire = said.text("status", "status")?;
    let found = match &ask.output {
        Output::Json(ty) => known.record(ty).and_then(|(_, answer)| field(answer, &wire)),
        _ => None,
    };
    let is_word = |field: &&Field| {
        field.presence.is_plain()
            && match field.ty {
                Type::Text => true,
                Type::Model(id) => known.drafts[id].text_enum().is_some(),
                _ => false,
            }
    };
    found.filter(is_word).map(|field| field.name.clone()).ok_or_else(|| {
        said.fault(format_args!(
            "wants a required text `{wire}` in the answer of `{}`",
            ask.id
        ))
    })
}
