//! What an operation does beyond its request and its response: repetition, pages, bulk, feeds, waiting.
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

use self::paging::Rules;
use super::known::Known;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics};
use crate::lower::drafts::{GroupDraft, OperationDraft, OperationDrafts, PerOperation};
use crate::lower::types::resolve::Types;
use crate::plan::{Behaviour, Retry};

/// What each operation does.
pub(in crate::lower) fn behaviours(
    types: &Types,
    config: &Config,
    drafts: &OperationDrafts,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> PerOperation<Behaviour> {
    let rules = Rules::new(config);
    let behaviours = drafts.each(|_, group, draft| behaviour(types, &rules, drafts, group, draft, known, diags));
    rules.tell(diags);
    behaviours
}

fn behaviour(
    types: &Types,
    rules: &Rules<'_>,
    drafts: &OperationDrafts,
    group: &GroupDraft,
    draft: &OperationDraft,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> Behaviour {
    let (retry, repeatable) = or_told(retry::retry(draft.method), diags).unwrap_or((Retry::Create, Vec::new()));
    let paging::Pages { paging, doubt } =
        or_told(paging::paging(types, rules, draft, known), diags).unwrap_or_default();
    let bulk = or_told(bulk::bulk(types, draft, known), diags).flatten();
    Behaviour {
        retry,
        repeatable,
        max_request: or_told(limits::max_request(draft), diags).flatten(),
        timeout: or_told(limits::timeout(draft), diags).flatten(),
        paging,
        paging_doubt: doubt,
        bulk: bulk.filter(|_| bulk::is_free(group, draft, diags)),
        feed: or_told(feed::feed(drafts, draft, known), diags).flatten(),
        polling: or_told(polling::polling(drafts, draft, known), diags).flatten(),
    }
}

/// What was read; if it cannot be used, that is told.
fn or_told<T>(read: Result<T, Box<Diagnostic>>, diags: &mut Diagnostics) -> Option<T> {
    read.map_err(|fault| diags.push(*fault)).ok()
}
