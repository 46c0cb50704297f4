//! Spans for whoever listens: `call` with an operation's id, method and path template, and in it one `attempt` each
//! time it is sent. Both get status and request id, or the error. No parameters, no headers, no bodies: they may be
//! confidential.

use tracing::Span;
use tracing::field::{Empty, display};

use crate::runtime::call::info::OperationInfo;
use crate::runtime::call::sent::Sent;

pub(super) fn of_call(info: OperationInfo) -> Span {
    tracing::info_span!(
        target: env!("CARGO_CRATE_NAME"),
        "call",
        operation = info.id,
        method = info.method,
        path = info.path,
        attempts = Empty,
        status = Empty,
        request_id = Empty,
        error = Empty,
    )
}

pub(super) fn of_attempt(number: u32) -> Span {
    tracing::debug_span!(
        target: env!("CARGO_CRATE_NAME"),
        "attempt",
        number,
        status = Empty,
        request_id = Empty,
        error = Empty,
    )
}

pub(super) fn end(span: &Span, outcome: &Sent) {
    if span.is_disabled() {
        return;
    }
    match outcome {
        Ok(reply) => {
            span.record("attempts", reply.attempts);
            span.record("status", reply.status.as_u16());
            if let Some(id) = &reply.request_id {
                // That of a success is as it came.
                span.record("request_id", display(reply.carried.redactor().text(id)));
            }
        }
        Err(fault) => {
            span.record("attempts", fault.attempts());
            span.record("error", display(fault.words()));
        }
    }
}
