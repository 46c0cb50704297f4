//! `x-client-max-request` and `x-client-timeout`: how large a request may be, and how long an attempt may take.

use serde_json::Value;

use super::place;
use super::said::{Said, unusable};
use crate::diag::Diagnostic;
use crate::ir::{BodyEncoding, MaxRequest, Operation};
use crate::lower::operations::plan::Plan;

const SIZE: &str = "x-client-max-request";
const TIMEOUT: &str = "x-client-timeout";

/// Fills in the limits of an operation, and says them in its documentation.
pub(super) fn limits(plan: &Plan, operation: &mut Operation) -> Result<(), Box<Diagnostic>> {
    operation.max_request = max_request(plan, operation)?;
    operation.timeout = timeout(plan)?;
    let size = operation.max_request.map(|most| {
        let bytes = most.bytes;
        format!("A request of more than about {bytes} bytes, without what JSON adds, is refused before it is sent.")
    });
    let time = operation
        .timeout
        .map(|seconds| format!("An attempt takes at most {seconds} s, unless the client or the call says otherwise."));
    operation.docs.notes.extend(size.into_iter().chain(time));
    Ok(())
}

fn max_request(plan: &Plan, operation: &Operation) -> Result<Option<MaxRequest>, Box<Diagnostic>> {
    let Some(said) = Said::of(plan, SIZE, &["bytes", "overhead"])? else {
        return Ok(None);
    };
    let bytes = said.number("bytes")?.ok_or_else(|| said.fault("needs `bytes`"))?;
    let overhead = said.number("overhead")?.unwrap_or(0);
    let encoding = operation.body.as_ref().map(|body| &body.encoding);
    match encoding {
        Some(BodyEncoding::Json(_)) => Ok(Some(MaxRequest { bytes, overhead })),
        _ => Err(said.fault("wants a JSON body")),
    }
}

fn timeout(plan: &Plan) -> Result<Option<u64>, Box<Diagnostic>> {
    match plan.spec.extensions.get(TIMEOUT) {
        None => Ok(None),
        Some(value) => match value.as_u64() {
            Some(seconds) if seconds > 0 => Ok(Some(seconds)),
            _ => Err(unusable(
                &place(plan, TIMEOUT),
                format!("`{TIMEOUT}` is {}, and wants whole seconds, at least one", said(value)),
            )),
        },
    }
}

/// A value as it is shown in a sentence.
fn said(value: &Value) -> String {
    value.to_string().replace('`', "'")
}
