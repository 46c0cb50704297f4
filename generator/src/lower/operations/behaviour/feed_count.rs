//! How many partitions a feed has: said by `count`, `ask` and `with` of `x-client-feed`.
//!
//! In: the operation to ask, what its request needs, and the number in its response. Out: a [`FeedCount`], of which each
//! part exists and has the right type.

use serde_json::Value;

use super::asked::{answered, asked, from_path};
use super::said::Said;
use crate::diag::Diagnostic;
use crate::lower::drafts::{OperationDraft, OperationDrafts};
use crate::lower::operations::known::Known;
use crate::plan::{AskValue, BodyParameter, FeedCount, Given, PollStep, Presence, Type};

/// How to ask for the number of partitions, if that is said.
pub(super) fn count(
    said: &Said,
    drafts: &OperationDrafts,
    own: &OperationDraft,
    is_partitioned: bool,
    known: Known<'_>,
) -> Result<Option<FeedCount>, Box<Diagnostic>> {
    let Some(count) = said.optional_text("count") else {
        return match said.optional_text("ask").is_some() || !said.pairs("with").is_empty() {
            true => Err(said.fault("needs `count` beside `ask` and `with`")),
            false => Ok(None),
        };
    };
    if !is_partitioned {
        return Err(said.fault("needs `partitions` beside `count`"));
    }
    let (id, ask) = asked(said, drafts)?;
    let (steps, is_u32) = number(said, &count, ask, known)?;
    Ok(Some(FeedCount {
        ask: id,
        arguments: arguments(said, own, ask, known)?,
        steps,
        is_u32,
    }))
}

/// The way to the number in the response, and whether it needs no conversion.
fn number(
    said: &Said,
    text: &str,
    ask: &OperationDraft,
    known: Known<'_>,
) -> Result<(Vec<PollStep>, bool), Box<Diagnostic>> {
    let is_there = |steps: &[PollStep]| match steps.last() {
        Some(PollStep::Field(id)) => known.field(*id).is_some_and(|field| field.presence.is_plain()),
        Some(PollStep::First) | None => false,
    };
    match answered(text, &ask.output, known) {
        Some((steps, Type::U32)) if is_there(&steps) => Ok((steps, true)),
        Some((steps, Type::I32 | Type::I64 | Type::U64)) if is_there(&steps) => Ok((steps, false)),
        _ => Err(said.fault(format_args!(
            "needs for `count` a `$response.body#/…` that is a required integer in the response of `{}`, not `{text}`",
            ask.method.id
        ))),
    }
}

/// What the method of the question takes, in its order.
fn arguments(
    said: &Said,
    own: &OperationDraft,
    ask: &OperationDraft,
    known: Known<'_>,
) -> Result<Vec<AskValue>, Box<Diagnostic>> {
    let body = ask.body.iter();
    if body.clone().any(|body| !body.spread && !body.is_set_later()) {
        return Err(said.fault(format_args!(
            "needs an `ask` whose body, if any, is a JSON object, unlike `{}`",
            ask.method.id
        )));
    }
    let parameters = ask.parameters.iter().filter(|parameter| parameter.required);
    let parameters = parameters.map(|parameter| (parameter.wire.as_str(), &parameter.ty));
    let fields = body.flat_map(|body| &body.fields).map(|parameter| &parameter.field);
    let fields = fields.filter(|field| field.is_argument());
    let fields = fields.map(|field| (field.wire(), &field.ty));
    let needed = Vec::from_iter(parameters.chain(fields));
    let with = said.pairs("with");
    if let Some((name, _)) = with
        .iter()
        .find(|(name, _)| needed.iter().all(|(wire, _)| wire != name))
    {
        return Err(said.fault(format_args!(
            "has `with.{name}`, which `{}` does not require",
            ask.method.id
        )));
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
fn value(template: &Value, own: &OperationDraft, ty: &Type, known: Known<'_>) -> Option<AskValue> {
    match (template, ty) {
        (Value::String(text), _) => {
            let path = from_path(text, own, ty).map(|id| AskValue::Given(Given::Parameter(id)));
            path.or_else(|| from_body(text, own, ty))
        }
        (Value::Array(items), Type::List(item)) => {
            let items = items.iter().map(|template| value(template, own, item, known));
            Some(AskValue::List(items.collect::<Option<_>>()?))
        }
        (Value::Object(members), Type::Model(_)) => {
            let made = known.record(ty)?;
            let given = made.record.arguments();
            if !made.record.has_new() || given.len() != members.len() {
                return None;
            }
            let given = given.into_iter().map(|field| {
                let is_plain = field.presence == Presence::Required;
                let template = members.get(field.wire()).filter(|_| is_plain)?;
                value(template, own, &field.ty, known)
            });
            Some(AskValue::Record(made.id, given.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

/// The required field of the body that `$request.body#/…` names, if it has this type.
fn from_body(text: &str, own: &OperationDraft, ty: &Type) -> Option<AskValue> {
    let wire = text.strip_prefix("$request.body#/")?;
    let mut fields = own.body.iter().filter(|body| body.spread).flat_map(|body| &body.fields);
    let BodyParameter { id, field, .. } = fields.find(|parameter| parameter.field.wire() == wire)?;
    let fits = field.ty == *ty && field.presence == Presence::Required;
    fits.then_some(AskValue::Given(Given::Field(*id)))
}
