//! Another operation that is asked, and the expressions that name values of a request and a response.

use super::said::Said;
use crate::diag::Diagnostic;
use crate::lower::drafts::{OperationDraft, OperationDrafts};
use crate::lower::operations::known::Known;
use crate::plan::{Home, OperationId, Output, Parameter, ParameterId, PollStep, Type};

/// The operation that `ask` names.
pub(super) fn asked<'a, 'p>(
    said: &Said,
    drafts: &'a OperationDrafts<'p>,
) -> Result<(OperationId, &'a OperationDraft<'p>), Box<Diagnostic>> {
    let id = said.needed_text("ask")?;
    let found = drafts.by_document_id(&id);
    found.ok_or_else(|| said.fault(format_args!("names an operation `{id}` that does not exist")))
}

/// The parameter that `$request.path.…` names, if it has this type.
pub(super) fn from_path(text: &str, own: &OperationDraft, ty: &Type) -> Option<ParameterId> {
    let wire = text.strip_prefix("$request.path.")?;
    let mut parameters = own.parameters.iter().enumerate();
    let is_it = |parameter: &Parameter| parameter.home == Home::Path && parameter.wire == wire;
    let (place, found) = parameters.find(|(_, parameter)| is_it(parameter))?;
    (found.ty == *ty).then_some(ParameterId(place))
}

/// The way to what `$response.body#/…` names, and its type.
pub(super) fn answered(text: &str, output: &Output, known: Known<'_>) -> Option<(Vec<PollStep>, Type)> {
    let Output::Json(response) = output else { return None };
    let mut here = response.clone();
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
            let (id, found) = known.record(ty)?.field(word)?;
            Some((PollStep::Field(id), found.ty.clone()))
        }
        _ => None,
    }
}
