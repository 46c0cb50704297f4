//! `x-client-max-request` and `x-client-timeout`: how large a request may be, and how long an attempt may take.

use serde_json::Value;

use super::said::{Said, place, unusable};
use crate::diag::Diagnostic;
use crate::lower::drafts::OperationDraft;
use crate::plan::{BodyEncoding, MaxRequest};

const SIZE: &str = "x-client-max-request";
const TIMEOUT: &str = "x-client-timeout";

/// How large a request may be.
pub(super) fn max_request(draft: &OperationDraft) -> Result<Option<MaxRequest>, Box<Diagnostic>> {
    let Some(said) = Said::of(draft.method, SIZE)? else {
        return Ok(None);
    };
    let bytes = said.number("bytes").ok_or_else(|| said.fault("needs `bytes`"))?;
    let overhead = said.number("overhead").unwrap_or(0);
    let encoding = draft.body.as_ref().map(|body| &body.encoding);
    match encoding {
        Some(BodyEncoding::Json(_)) => Ok(Some(MaxRequest { bytes, overhead })),
        _ => Err(said.fault("wants a JSON body")),
    }
}

/// How long an attempt may take.
pub(super) fn timeout(draft: &OperationDraft) -> Result<Option<u64>, Box<Diagnostic>> {
    match draft.method.call.spec.extensions.get(TIMEOUT) {
        None => Ok(None),
        Some(value) => match value.as_u64() {
            Some(seconds) if seconds > 0 => Ok(Some(seconds)),
            _ => Err(unusable(
                &place(draft.method, TIMEOUT),
                format!("`{TIMEOUT}` is {}, and wants whole seconds, at least one", said(value)),
            )),
        },
    }
}

/// A value as it is shown in a sentence.
fn said(value: &Value) -> String {
    value.to_string().replace('`', "'")
}
