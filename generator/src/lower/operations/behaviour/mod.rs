//! What an operation does beyond its request and its answer: repetition, pages, bulk, feeds, waiting.
//!
//! Said by an extension of the operation, or inferred where the document says enough. An extension that does not fit the
//! operation is an error: somebody wrote it to be used.

mod asked;
mod bulk;
mod feed;
mod feed_count;
pub(in crate::lower) mod limits;
mod paging;
mod polling;
mod retry;
mod said;

use super::known::Known;
use crate::diag::{Diagnostic, Diagnostics};
use crate::lower::drafts::{OperationDraft, OperationDrafts, PerOperation};
use crate::lower::facts::keys::{Keys, keys};
use crate::lower::types::resolve::Types;
use crate::plan::{Behaviour, Retry};

/// What each operation does, and the types that others are found by.
pub(in crate::lower) fn behaviours(
    types: &Types,
    drafts: &OperationDrafts,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> (PerOperation<Behaviour>, Keys) {
    let said = drafts.each(|_, _, draft| behaviour(types, drafts, draft, known, diags));
    let bulks = said.entries().filter_map(|(_, said)| Some(said.bulk.as_ref()?.key));
    let keys = keys(known.drafts, bulks, diags);
    let behaviours = drafts.each(|id, group, draft| {
        let mut behaviour = said[id].clone();
        behaviour
            .bulk
            .take_if(|bulk| !keys.serves_bulk(known.drafts, bulk.key, diags) || !bulk::is_free(group, draft, diags));
        behaviour
    });
    (behaviours, keys)
}

fn behaviour(
    types: &Types,
    drafts: &OperationDrafts,
    draft: &OperationDraft,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> Behaviour {
    let (retry, repeatable) = or_told(retry::retry(draft.method), diags).unwrap_or((Retry::Create, Vec::new()));
    Behaviour {
        retry,
        repeatable,
        max_request: or_told(limits::max_request(draft), diags).flatten(),
        timeout: or_told(limits::timeout(draft), diags).flatten(),
        paging: or_told(paging::paging(draft, known), diags).flatten(),
        bulk: or_told(bulk::bulk(types, draft, known), diags).flatten(),
        feed: or_told(feed::feed(drafts, draft, known), diags).flatten(),
        polling: or_told(polling::polling(drafts, draft, known), diags).flatten(),
    }
}

/// What was read; if it cannot be used, that is told.
fn or_told<T>(read: Result<T, Box<Diagnostic>>, diags: &mut Diagnostics) -> Option<T> {
    read.map_err(|fault| diags.push(*fault)).ok()
}
