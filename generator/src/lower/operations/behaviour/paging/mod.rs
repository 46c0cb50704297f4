//! Lists that come in pages: said by `x-client-paging` or `[paging]`, by the keys of `config/paging.rs`, or inferred where the document leaves no doubt.
//!
//! | question | file |
//! |---|---|
//! | what is asked for below some paths | `rules.rs` |
//! | whether the operation has what is asked for | `find.rs`, `page.rs`, `lists.rs` |
//! | what is asked for by nobody and still in no doubt | `infer.rs`, from what `evidence.rs` and `schema.rs` see, with the names in `names.rs` |

mod evidence;
mod find;
mod infer;
mod lists;
mod names;
mod page;
mod rules;
mod schema;

use serde_json::Value;

use self::find::find;
use self::infer::infer;
pub(super) use self::rules::Rules;
use super::said::Said;
use crate::config::PagingWish;
use crate::diag::Diagnostic;
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::lower::types::resolve::Types;
use crate::plan::Paging;

const NAME: &str = "x-client-paging";

/// How to page through an operation.
#[derive(Default)]
pub(super) struct Pages {
    pub paging: Option<Paging>,
    /// Why there is none although it looks as if there could be.
    pub doubt: Option<String>,
}

impl Pages {
    fn of(paging: Paging) -> Self {
        Self {
            paging: Some(paging),
            doubt: None,
        }
    }
}

/// How to page through an operation, if that is possible.
pub(super) fn paging(
    types: &Types,
    rules: &Rules<'_>,
    draft: &OperationDraft,
    known: Known<'_>,
) -> Result<Pages, Box<Diagnostic>> {
    if draft.method.call.spec.extensions.get(NAME) == Some(&Value::Bool(false)) {
        rules.leave(draft);
        return Ok(Pages::default());
    }
    let Some(said) = Said::of(draft.method, NAME)? else {
        return Ok(match rules.find(draft, known) {
            Some(paging) => Pages::of(paging),
            None if rules.infer() => inferred(types, draft, known),
            None => Pages::default(),
        });
    };
    rules.leave(draft);
    let wish = said.read(PagingWish::read)?;
    match find(draft, known, &wish) {
        Ok(paging) => Ok(Pages::of(paging)),
        // The extension is about the operation in its first form.
        Err(_) if !draft.method.call.is_first => Ok(Pages::default()),
        Err(missing) => Err(said.fault(missing)),
    }
}

fn inferred(types: &Types, draft: &OperationDraft, known: Known<'_>) -> Pages {
    let found = infer(types, draft, known).and_then(|(wish, reason)| {
        let paging = find(draft, known, &wish).map_err(Some)?;
        Ok(Paging {
            reason: Some(reason),
            ..paging
        })
    });
    match found {
        Ok(paging) => Pages::of(paging),
        Err(doubt) => Pages { paging: None, doubt },
    }
}
