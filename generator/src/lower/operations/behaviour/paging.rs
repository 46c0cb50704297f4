//! Paging: said by `x-client-paging`, or inferred from a cursor that goes in and one that comes out.

use serde_json::Value;

use crate::ir::{Home, Output, Paging, Presence, Type};
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::{Known, field};

/// How to page through an operation, if that is possible.
pub(super) fn paging(draft: &OperationDraft, known: Known<'_>) -> Option<Paging> {
    let said = draft.plan.spec.extensions.get("x-client-paging");
    if said == Some(&Value::Bool(false)) {
        return None;
    }
    let word = |key: &str, default: &str| {
        said.and_then(|said| said.get(key))
            .and_then(Value::as_str)
            .unwrap_or(default)
            .to_owned()
    };
    let (cursor, in_body) = cursor(draft, &word("cursor", "cursor"))?;
    let Output::Json(page) = &draft.output else {
        return None;
    };
    let (_, page) = known.record(page)?;
    let items = field(page, &word("items", "items"))?;
    let Type::List(item) = &items.ty else { return None };
    let next = field(page, &word("next", "nextCursor"))?;
    if next.ty != Type::Text || !items.presence.is_plain() && items.presence != Presence::Optional {
        return None;
    }
    let more = said
        .and_then(|said| said.get("more"))
        .and_then(Value::as_str)
        .and_then(|key| field(page, key))
        .filter(|field| field.ty == Type::Bool);
    let next_optional = !next.presence.is_plain();
    if !next_optional && more.is_none() {
        return None;
    }
    Some(Paging {
        cursor,
        in_body,
        first: said
            .and_then(|said| said.get("first"))
            .and_then(Value::as_str)
            .and_then(|wire| first(draft, wire, in_body)),
        items: items.name.clone(),
        items_optional: items.presence == Presence::Optional,
        item: (**item).clone(),
        next: next.name.clone(),
        next_optional,
        more: more.map(|field| (field.name.clone(), !field.presence.is_plain())),
    })
}

/// The optional text that takes the cursor, and whether it is a field of the body.
fn cursor(draft: &OperationDraft, wire: &str) -> Option<(String, bool)> {
    let query = draft
        .parameters
        .iter()
        .find(|parameter| parameter.wire == wire && parameter.home == Home::Query);
    if let Some(parameter) = query {
        return (parameter.ty == Type::Text && !parameter.required).then(|| (parameter.name.clone(), false));
    }
    let body = draft.body.as_ref()?;
    let field = body
        .fields
        .iter()
        .map(|parameter| &parameter.field)
        .find(|field| field.wire == wire)?;
    (field.ty == Type::Text && field.presence == Presence::Optional).then(|| (field.name.clone(), true))
}

/// The optional parameter that says where the first page starts, and stands beside the cursor.
fn first(draft: &OperationDraft, wire: &str, in_body: bool) -> Option<String> {
    if !in_body {
        let parameter = draft
            .parameters
            .iter()
            .find(|parameter| parameter.wire == wire && !parameter.required)?;
        return Some(parameter.name.clone());
    }
    let mut fields = draft.body.as_ref()?.fields.iter().map(|parameter| &parameter.field);
    let field = fields.find(|field| field.wire == wire && field.presence == Presence::Optional)?;
    Some(field.name.clone())
}
