//! Lists in pages: which there are, why, and which are in doubt.

use serde_json::{Value, json};

use super::guess::Guess;
use crate::plan::{Api, FieldId, Given, NextPage, Operation, Paging, ParameterId};

/// How many lists come in pages, and what looks like one and is none.
pub(super) fn count(operations: &[&Operation]) -> Value {
    let each = operations.iter().map(|one| (&one.id, Guess::of(one)));
    let paged = each.clone().filter_map(|(_, guess)| guess.paging);
    let (inferred, stated): (Vec<&Paging>, Vec<&Paging>) = paged.partition(|paging| paging.reason.is_some());
    let doubts = each.filter_map(|(id, guess)| Some(json!({ "operation": id, "why": guess.paging_doubt? })));
    json!({ "inferred": inferred.len(), "stated": stated.len(), "in_doubt": doubts.collect::<Vec<_>>() })
}

/// How one list is paged. `inferred` is the reason; `null` if the author states it.
pub(super) fn told(api: &Api, operation: &Operation, paging: &Paging) -> Value {
    let field = |id: FieldId| api.field(id).map(|field| field.name.as_str());
    let given = |value: Given| match value {
        Given::Parameter(ParameterId(place)) => Some(operation.parameters[place].name.as_str()),
        Given::Field(id) => field(id),
    };
    let way = |way: &[FieldId]| way.iter().filter_map(|id| field(*id)).collect::<Vec<_>>().join(".");
    let (request, next) = match &paging.next {
        NextPage::Cursor { cursor, next, .. } => (given(*cursor), Some(way(next))),
        NextPage::Url(next) => (None, Some(way(next))),
        NextPage::Link => (None, None),
        NextPage::Number { parameter, .. } | NextPage::Offset { parameter, .. } => {
            (given(Given::Parameter(*parameter)), None)
        }
    };
    json!({
        "by": paging.next.words(),
        "request": request,
        "next": next,
        "items": way(&paging.items),
        "total": paging.total.as_deref().map(way),
        "inferred": paging.reason,
    })
}
