//! What an operation does beyond its request and its answer: repetition, pages, bulk, feeds, waiting.
//!
//! Said by an extension of the operation, or inferred where the document says enough. An extension that does not fit the
//! operation is an error: somebody wrote it to be used.

mod asked;
mod bulk;
mod feed;
mod feed_count;
mod limits;
mod paging;
mod polling;
mod retry;
mod said;

use super::known::Known;
use crate::diag::{Diagnostic, Diagnostics};
use crate::lower::drafts::{OperationDraft, OperationDrafts, PerOperation};
use crate::lower::types::resolve::Types;
use crate::plan::{Behaviour, Retry};

/// What each operation does.
pub(in crate::lower) fn behaviours(
    types: &Types,
    drafts: &OperationDrafts,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> PerOperation<Behaviour> {
    drafts.each(|_, group, draft| {
        let mut behaviour = behaviour(types, drafts, draft, known, diags);
        behaviour.bulk.take_if(|_| !bulk::is_free(group, draft, diags));
        behaviour
    })
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
