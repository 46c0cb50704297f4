//! Waiting for the end of what an operation starts: said by `x-client-poll`.

use super::asked::{answered, asked, from_path};
use super::said::Said;
use crate::diag::Diagnostic;
use crate::lower::drafts::{OperationDraft, OperationDrafts};
use crate::lower::operations::known::Known;
use crate::plan::{Field, FieldId, Output, PollArgument, Polling, Type};

const NAME: &str = "x-client-poll";

/// How to wait, if that is said.
pub(super) fn polling(
    drafts: &OperationDrafts,
    own: &OperationDraft,
    known: Known<'_>,
) -> Result<Option<Polling>, Box<Diagnostic>> {
    let Some(said) = Said::of(own.method, NAME)? else {
        return Ok(None);
    };
    let (id, ask) = asked(&said, drafts)?;
    Ok(Some(Polling {
        ask: id,
        arguments: arguments(&said, own, ask, known)?,
        status: status(&said, ask, known)?,
        running: said.texts("running"),
        failed: said.texts("failed"),
    }))
}

/// Where each argument of the question comes from.
fn arguments(
    said: &Said,
    own: &OperationDraft,
    ask: &OperationDraft,
    known: Known<'_>,
) -> Result<Vec<PollArgument>, Box<Diagnostic>> {
    if ask.body.is_some() {
        return Err(said.fault(format_args!(
            "wants a question without a body, and `{}` has one",
            ask.method.id
        )));
    }
    let with = said.pairs("with");
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

fn argument(text: &str, own: &OperationDraft, ty: &Type, known: Known<'_>) -> Option<PollArgument> {
    if let Some(id) = from_path(text, own, ty) {
        return Some(PollArgument::Own(id));
    }
    let (steps, found) = answered(text, &own.output, known)?;
    (found == *ty).then_some(PollArgument::Answered(steps, found))
}

/// The field of the response that tells how it stands.
fn status(said: &Said, ask: &OperationDraft, known: Known<'_>) -> Result<FieldId, Box<Diagnostic>> {
    let wire = said.text("status", "status");
    let found = match &ask.output {
        Output::Json(ty) => known.record(ty).and_then(|response| response.field(&wire)),
        _ => None,
    };
    let is_word = |field: &Field| {
        field.presence.is_plain()
            && match field.ty {
                Type::Text => true,
                Type::Model(id) => known.drafts[id].text_enum().is_some(),
                _ => false,
            }
    };
    let found = found.filter(|(_, field)| is_word(field)).map(|(id, _)| id);
    found.ok_or_else(|| {
        said.fault(format_args!(
            "wants a required text `{wire}` in the response of `{}`",
            ask.method.id
        ))
    })
}
