//! Paging: said by `x-client-paging`, or inferred from a cursor that goes in and one that comes out.

use serde_json::Value;

use super::said::Said;
use crate::diag::Diagnostic;
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::plan::{BodyParameter, Field, Given, Home, Output, Paging, ParameterId, Presence, Type};

const NAME: &str = "x-client-paging";
const KEYS: [&str; 5] = ["cursor", "items", "next", "more", "first"];

/// How to page through an operation, if that is possible.
pub(super) fn paging(draft: &OperationDraft, known: Known<'_>) -> Result<Option<Paging>, Box<Diagnostic>> {
    if draft.method.spec.extensions.get(NAME) == Some(&Value::Bool(false)) {
        return Ok(None);
    }
    let Some(said) = Said::of(draft.method, NAME, &KEYS)? else {
        return Ok(found(draft, known, &Words::default()).ok());
    };
    let words = Words {
        cursor: said.text("cursor", CURSOR)?,
        items: said.text("items", ITEMS)?,
        next: said.text("next", NEXT)?,
        more: said.optional_text("more")?,
        first: said.optional_text("first")?,
    };
    match found(draft, known, &words) {
        Ok(paging) => Ok(Some(paging)),
        // The extension is about the operation in its first form.
        Err(_) if draft.method.form.is_some() => Ok(None),
        Err(missing) => Err(said.fault(missing)),
    }
}

const CURSOR: &str = "cursor";
const ITEMS: &str = "items";
const NEXT: &str = "nextCursor";

/// What the fields and parameters of paging are called.
struct Words {
    cursor: String,
    items: String,
    next: String,
    more: Option<String>,
    first: Option<String>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            cursor: CURSOR.to_owned(),
            items: ITEMS.to_owned(),
            next: NEXT.to_owned(),
            more: None,
            first: None,
        }
    }
}

/// The fields and parameters of these names, or what is missing.
fn found(draft: &OperationDraft, known: Known<'_>, words: &Words) -> Result<Paging, String> {
    let cursor = cursor(draft, &words.cursor);
    let cursor = cursor.ok_or_else(|| format!("requires an optional text `{}` in the request", words.cursor))?;
    let page = match &draft.output {
        Output::Json(page) => known.record(page),
        _ => None,
    };
    let page = page.ok_or("requires an object as the response")?;
    let list = page.field(&words.items).and_then(|(id, field)| match &field.ty {
        Type::List(item) => Some((id, &field.presence, item)),
        _ => None,
    });
    let list = list.filter(|(_, presence, _)| presence.is_plain() || **presence == Presence::Optional);
    let (items, _, item) = list.ok_or_else(|| format!("requires a list `{}` in the response", words.items))?;
    let next = page.field(&words.next).filter(|(_, field)| field.ty == Type::Text);
    let (next, token) = next.ok_or_else(|| format!("requires a text `{}` in the response", words.next))?;
    let more = words.more.as_deref().map(|wire| {
        let more = page.field(wire).filter(|(_, field)| field.ty == Type::Bool);
        more.map(|(id, _)| id)
            .ok_or_else(|| format!("requires a boolean `{wire}` in the response"))
    });
    let more = more.transpose()?;
    if token.presence.is_plain() && more.is_none() {
        return Err(format!(
            "requires `more`, because `{}` is always there: a boolean in the response that ends the pages",
            words.next
        ));
    }
    let first = words.first.as_deref().map(|wire| {
        let first = first(draft, wire, cursor);
        first.ok_or_else(|| format!("requires an optional `{wire}` beside `{}`", words.cursor))
    });
    Ok(Paging {
        cursor,
        first: first.transpose()?,
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
