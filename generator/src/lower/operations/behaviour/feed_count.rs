//! How many partitions a feed has: said by `count`, `ask` and `with` of `x-client-feed`.
//!
//! In: the operation to ask, what its request needs, and the number in its answer. Out: a [`FeedCount`], of which each
//! part exists and has the right type.

use std::collections::BTreeMap;

use serde_json::Value;

use super::feed::{KEYS, NAME};
use super::is_copy;
use super::polling::{answered, find, from_path};
use super::said::Said;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{AskValue, Feed, FeedCount, FeedCursors, Group, Operation, PollStep, Presence, Type};
use crate::lower::operations::known::Known;
use crate::lower::operations::plan::Plan;

/// Fills in how to ask, once all operations have their names.
pub(super) fn feed_counts(plans: &[Plan], groups: &mut [Group], known: Known<'_>, diags: &mut Diagnostics) {
    let mut found = BTreeMap::new();
    for plan in plans {
        match one(plan, groups, known) {
            Ok(Some(count)) => {
                found.insert((plan.id.clone(), plan.name.clone()), count);
            }
            Ok(None) => {}
            Err(fault) => diags.push(*fault),
        }
    }
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        if let Some(feed) = &mut operation.feed {
            feed.count = found.remove(&(operation.id.clone(), operation.name.clone()));
        }
    }
}

fn one(plan: &Plan, groups: &[Group], known: Known<'_>) -> Result<Option<FeedCount>, Box<Diagnostic>> {
    let mut all = groups.iter().flat_map(|group| &group.operations);
    let own = all.find(|operation| operation.id == plan.id && operation.name == plan.name);
    // A feed that cannot be read has a message already.
    let Some((own, feed)) = own.and_then(|own| Some((own, own.feed.as_ref()?))) else {
        return Ok(None);
    };
    let Some(said) = Said::of(plan, NAME, &KEYS)? else {
        return Ok(None);
    };
    let Some(count) = said.optional_text("count")? else {
        return match said.optional_text("ask")?.is_some() || !said.pairs("with")?.is_empty() {
            true => Err(said.fault("needs `count` beside `ask` and `with`")),
            false => Ok(None),
        };
    };
    if !is_partitioned(feed) {
        return Err(said.fault("needs `partitions` beside `count`"));
    }
    let (group, ask) = find(groups, &said.needed_text("ask")?, &said)?;
    let (steps, is_u32) = number(&said, &count, ask, known)?;
    Ok(Some(FeedCount {
        group: group.name.clone(),
        handle: group.type_name.clone(),
        method: ask.name.clone(),
        arguments: arguments(&said, own, ask, known)?,
        steps,
        is_u32,
    }))
}

fn is_partitioned(feed: &Feed) -> bool {
    matches!(feed.cursors, FeedCursors::ByPartition(_))
}

/// The way to the number in the answer, and whether it needs no conversion.
fn number(
    said: &Said,
    text: &str,
    ask: &Operation,
    known: Known<'_>,
) -> Result<(Vec<PollStep>, bool), Box<Diagnostic>> {
    let is_there = |steps: &[PollStep]| matches!(steps.last(), Some(PollStep::Field(_, false)));
    match answered(text, &ask.output, known) {
        Some((steps, Type::U32)) if is_there(&steps) => Ok((steps, true)),
        Some((steps, Type::I32 | Type::I64 | Type::U64)) if is_there(&steps) => Ok((steps, false)),
        _ => Err(said.fault(format_args!(
            "needs for `count` a `$response.body#/…` that is a required whole number in the response of `{}`, not `{text}`",
            ask.id
        ))),
    }
}

/// What the method of the question takes, in its order.
fn arguments(
    said: &Said,
    own: &Operation,
    ask: &Operation,
    known: Known<'_>,
) -> Result<Vec<AskValue>, Box<Diagnostic>> {
    let body = ask.body.iter();
    if body.clone().any(|body| !body.spread && !body.is_set_later()) {
        return Err(said.fault(format_args!(
            "needs an `ask` whose body, if any, is a JSON object, unlike `{}`",
            ask.id
        )));
    }
    let parameters = ask.parameters.iter().filter(|parameter| parameter.required);
    let parameters = parameters.map(|parameter| (parameter.wire.as_str(), &parameter.ty));
    let fields = body.flat_map(|body| &body.fields).map(|parameter| &parameter.field);
    let fields = fields.filter(|field| field.is_argument());
    let fields = fields.map(|field| (field.wire.as_str(), &field.ty));
    let needed = Vec::from_iter(parameters.chain(fields));
    let with = said.pairs("with")?;
    if let Some((name, _)) = with
        .iter()
        .find(|(name, _)| needed.iter().all(|(wire, _)| wire != name))
    {
        return Err(said.fault(format_args!("has `with.{name}`, which `{}` does not require", ask.id)));
    }
    let argument = |(wire, ty): (&str, &Type)| {
        let template = with.iter().find(|(name, _)| name == wire).map(|(_, template)| template);
        let template = template.ok_or_else(|| said.fault(format_args!("needs `with.{wire}`")))?;
        value(template, own, ty, known).ok_or_else(|| {
            said.fault(format_args!(
                "needs for `with.{wire}` a `$request.path.…` or a `$request.body#/…` of the same type that is required, \
                 or lists and objects of those, not `{template}`"
            ))
        })
    };
    needed.into_iter().map(argument).collect()
}

/// A value of this type that is made of the request.
fn value(template: &Value, own: &Operation, ty: &Type, known: Known<'_>) -> Option<AskValue> {
    match (template, ty) {
        (Value::String(text), _) => {
            let path = from_path(text, own, ty).map(|name| AskValue::Parameter(name, is_copy(ty)));
            path.or_else(|| from_body(text, own, ty))
        }
        (Value::Array(items), Type::List(item)) => {
            let items = items.iter().map(|template| value(template, own, item, known));
            Some(AskValue::List(items.collect::<Option<_>>()?))
        }
        (Value::Object(members), Type::Model(_)) => {
            let (id, record) = known.record(ty)?;
            let given = record.arguments();
            if !record.has_new() || given.len() != members.len() {
                return None;
            }
            let given = given.into_iter().map(|field| {
                let is_plain = field.presence == Presence::Required;
                let template = members.get(&field.wire).filter(|_| is_plain)?;
                value(template, own, &field.ty, known)
            });
            Some(AskValue::Record(id, given.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

/// The required field of the body that `$request.body#/…` names, if it has this type.
fn from_body(text: &str, own: &Operation, ty: &Type) -> Option<AskValue> {
    let wire = text.strip_prefix("$request.body#/")?;
    let fields = own.body.iter().filter(|body| body.spread).flat_map(|body| &body.fields);
    let found = fields
        .map(|parameter| &parameter.field)
        .find(|field| field.wire == wire)?;
    let fits = found.ty == *ty && found.presence == Presence::Required;
    fits.then(|| AskValue::Field(found.name.clone(), is_copy(ty)))
}
