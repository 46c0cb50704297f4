//! From names to the fields and parameters of an operation, or to what is missing.

use super::lists;
use super::page::{Page, is_integer};
use crate::config::{PagingBy as By, PagingWish as Wish};
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::plan::{
    BodyParameter, EndFlag, Field, FieldId, Given, Home, NextPage, Paging, ParameterId, ParameterStyle, Presence, Type,
};

/// What was asked for, or what the operation lacks for it.
pub(super) fn find(draft: &OperationDraft, known: Known<'_>, wish: &Wish) -> Result<Paging, String> {
    let place = place(draft, &wish.by)?;
    let page = Page::of(&draft.output, known).filter(|page| page.item().is_some() || page.record().is_some());
    let page = page.ok_or("requires an object or a list as the response")?;
    let (items, item) = items(page, wish.items.as_deref())?;
    let end = end(page, wish)?;
    let next = match (&wish.by, place) {
        (
            By::Cursor {
                next,
                first,
                allows_empty,
                ..
            },
            Some(cursor),
        ) => NextPage::Cursor {
            cursor,
            first: first.as_deref().map(|wire| beside(draft, wire, cursor)).transpose()?,
            next: cursor_of(page, next, end.is_some(), *allows_empty)?,
            allows_empty: allows_empty.unwrap_or(false),
        },
        (By::Page { first, pages, .. }, Some(Given::Parameter(parameter))) => NextPage::Number {
            parameter,
            first: *first,
            pages: pages.as_deref().map(|name| count(page, name)).transpose()?,
        },
        (By::Offset { first, .. }, Some(Given::Parameter(parameter))) => NextPage::Offset {
            parameter,
            first: *first,
        },
        (By::NextUrl(name), _) => {
            let next = page
                .find(name)
                .filter(|found| found.is_text() && (!found.is_there || end.is_some()));
            NextPage::Url(
                next.ok_or_else(|| format!("requires an optional text `{name}` in the response"))?
                    .way,
            )
        }
        _ => NextPage::Link,
    };
    Ok(Paging {
        next,
        items,
        item,
        end,
        total: wish.total.as_deref().map(|name| count(page, name)).transpose()?,
        reason: None,
    })
}

/// Where the next page is asked for in the request, if anywhere.
fn place(draft: &OperationDraft, by: &By) -> Result<Option<Given>, String> {
    match by {
        By::Cursor { cursor, .. } => {
            let found = self::cursor(draft, cursor);
            let fault = || format!("requires an optional text or integer `{cursor}` in the request");
            found.map(Some).ok_or_else(fault)
        }
        By::Page { parameter, .. } | By::Offset { parameter, .. } => {
            let mut parameters = draft.parameters.iter();
            let found = parameters.position(|one| one.wire == *parameter && is_number(&one.ty) && is_replaced(one));
            let fault = || format!("requires a number `{parameter}` in the query");
            found
                .map(|place| Some(Given::Parameter(ParameterId(place))))
                .ok_or_else(fault)
        }
        By::NextUrl(_) | By::LinkHeader => Ok(None),
    }
}

/// Whether the runtime can put another value in place of the caller's.
fn is_replaced(parameter: &crate::plan::Parameter) -> bool {
    parameter.home == Home::Query && parameter.style == ParameterStyle::Form
}

fn is_number(ty: &Type) -> bool {
    is_integer(ty) || matches!(ty, Type::F64 | Type::Number | Type::Text)
}

/// The optional value that takes the cursor. A number can only be a parameter, which the runtime writes.
fn cursor(draft: &OperationDraft, wire: &str) -> Option<Given> {
    let mut parameters = draft.parameters.iter().enumerate();
    let query = parameters.find(|(_, parameter)| parameter.wire == wire && parameter.home == Home::Query);
    if let Some((place, parameter)) = query {
        let fits = parameter.ty == Type::Text || is_integer(&parameter.ty) && is_replaced(parameter);
        return (fits && !parameter.required).then_some(Given::Parameter(ParameterId(place)));
    }
    let mut fields = draft.body.as_ref()?.fields.iter();
    let BodyParameter { id, field, .. } = fields.find(|parameter| parameter.field.wire() == wire)?;
    let fits = field.ty == Type::Text && field.presence == Presence::Optional;
    fits.then_some(Given::Field(*id))
}

/// The optional value that says where the first page starts, and stands beside the cursor.
fn beside(draft: &OperationDraft, wire: &str, cursor: Given) -> Result<Given, String> {
    let found = match cursor {
        Given::Parameter(ParameterId(place)) if draft.parameters[place].ty == Type::Text => {
            let mut parameters = draft.parameters.iter();
            let place = parameters.position(|parameter| parameter.wire == wire && !parameter.required);
            place.map(|place| Given::Parameter(ParameterId(place)))
        }
        Given::Parameter(_) => None,
        Given::Field(_) => {
            let mut fields = draft.body.iter().flat_map(|body| &body.fields);
            let is_it = |field: &Field| field.wire() == wire && field.presence == Presence::Optional;
            let found = fields.find(|parameter| is_it(&parameter.field));
            found.map(|found| Given::Field(found.id))
        }
    };
    found.ok_or_else(|| format!("requires an optional `{wire}` beside a cursor that is a text"))
}

/// The list of this name, or else the response itself, or the only list in it.
fn items(page: Page<'_>, name: Option<&str>) -> Result<(Vec<FieldId>, Type), String> {
    let found = match name {
        Some(name) => page.find(name),
        None => match page.item() {
            Some(item) => return Ok((Vec::new(), item.clone())),
            None => lists::only(&page.all(1)).map(|entry| entry.found.clone()),
        },
    };
    let list = found.and_then(|found| Some((found.item()?.clone(), found.way)));
    let (item, way) = list.ok_or_else(|| match name {
        Some(name) => format!("requires a list `{name}` in the response"),
        None => "requires `items`, because the response does not have exactly one list".to_owned(),
    })?;
    Ok((way, item))
}

/// What ends the list besides.
fn end(page: Page<'_>, wish: &Wish) -> Result<Option<EndFlag>, String> {
    let (name, at_end) = match (&wish.more, &wish.last) {
        (Some(more), _) => (more, false),
        (None, Some(last)) => (last, true),
        (None, None) => return Ok(None),
    };
    let found = page.find(name).filter(|found| found.is_flag());
    let found = found.ok_or_else(|| format!("requires a boolean `{name}` in the response"))?;
    Ok(Some(EndFlag { way: found.way, at_end }))
}

/// The way to the next cursor. One that is always there ends no list, unless an empty one does.
fn cursor_of(page: Page<'_>, name: &str, has_end: bool, allows_empty: Option<bool>) -> Result<Vec<FieldId>, String> {
    let next = page.find(name).filter(|found| found.is_text() || found.is_integer());
    let next = next.ok_or_else(|| format!("requires a string or an integer `{name}` in the response"))?;
    let may_be_empty = next.is_text() && allows_empty == Some(false);
    if next.is_there && !has_end && !may_be_empty {
        return Err(format!(
            "requires `more`, because `{name}` is always there: a boolean in the response that ends the pages; or \
             `empty-cursors: false`, if an empty text does"
        ));
    }
    Ok(next.way)
}

fn count(page: Page<'_>, name: &str) -> Result<Vec<FieldId>, String> {
    let found = page.find(name).filter(|found| found.is_integer());
    Ok(found
        .ok_or_else(|| format!("requires an integer `{name}` in the response"))?
        .way)
}
