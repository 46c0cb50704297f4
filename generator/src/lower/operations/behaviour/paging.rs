//! Paging: said by `x-client-paging`, or inferred from a cursor that goes in and one that comes out.

use serde_json::Value;

use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::plan::{BodyParameter, Field, Given, Home, Output, Paging, ParameterId, Presence, Type};

/// How to page through an operation, if that is possible.
pub(super) fn paging(draft: &OperationDraft, known: Known<'_>) -> Option<Paging> {
    let said = draft.method.spec.extensions.get("x-client-paging");
    if said == Some(&Value::Bool(false)) {
        return None;
    }
    let word = |key: &str, default: &str| {
        said.and_then(|said| said.get(key))
            .and_then(Value::as_str)
            .unwrap_or(default)
            .to_owned()
    };
    let cursor = cursor(draft, &word("cursor", "cursor"))?;
    let Output::Json(page) = &draft.output else {
        return None;
    };
    let page = known.record(page)?;
    let (items, list) = page.field(&word("items", "items"))?;
    let Type::List(item) = &list.ty else { return None };
    let (next, token) = page.field(&word("next", "nextCursor"))?;
    if token.ty != Type::Text || !list.presence.is_plain() && list.presence != Presence::Optional {
        return None;
    }
    let said = |key: &str| said.and_then(|said| said.get(key)).and_then(Value::as_str);
    let more = said("more").and_then(|key| page.field(key));
    let more = more.filter(|(_, field)| field.ty == Type::Bool).map(|(id, _)| id);
    if token.presence.is_plain() && more.is_none() {
        return None;
    }
    Some(Paging {
        cursor,
        first: said("first").and_then(|wire| first(draft, wire, cursor)),
        items,
        item: (**item).clone(),
        next,
        more,
    })
}

/// The optional text that takes the cursor.
fn cursor(draft: &OperationDraft, wire: &str) -> Option<Given> {
    let mut parameters = draft.parameters.iter().enumerate();
    let query = parameters.find(|(_, parameter)| parameter.wire == wire && parameter.home == Home::Query);
    if let Some((place, parameter)) = query {
        let fits = parameter.ty == Type::Text && !parameter.required;
        return fits.then_some(Given::Parameter(ParameterId(place)));
    }
    let mut fields = draft.body.as_ref()?.fields.iter();
    let BodyParameter { id, field, .. } = fields.find(|parameter| parameter.field.wire() == wire)?;
    let fits = field.ty == Type::Text && field.presence == Presence::Optional;
    fits.then_some(Given::Field(*id))
}

/// The optional value that says where the first page starts, and stands beside the cursor.
fn first(draft: &OperationDraft, wire: &str, cursor: Given) -> Option<Given> {
    match cursor {
        Given::Parameter(_) => {
            let mut parameters = draft.parameters.iter();
            let place = parameters.position(|parameter| parameter.wire == wire && !parameter.required)?;
            Some(Given::Parameter(ParameterId(place)))
        }
        Given::Field(_) => {
            let mut fields = draft.body.as_ref()?.fields.iter();
            let is_it = |field: &Field| field.wire() == wire && field.presence == Presence::Optional;
            let found = fields.find(|parameter| is_it(&parameter.field))?;
            Some(Given::Field(found.id))
        }
    }
}
