use std::time::Duration;

use bytes::Bytes;
use tracing::Instrument;

use super::prepared::Prepared;
use super::trace;
use crate::runtime::auth::Bearer;
use crate::runtime::call::core::CoreInner;
use crate::runtime::call::operation::Plan;
use crate::runtime::call::reply::Reply;
use crate::runtime::call::retry::{Attempt, History};
use crate::runtime::call::transport::{ReasonPhrase, TransportError};
use crate::runtime::error::{Fault, Kind, Remarks};
use crate::runtime::{TokenError, printable};

/// One attempt, within a limit from asking for a token to the last byte.
pub(super) async fn attempt(
    core: &CoreInner,
    plan: Plan,
    prepared: &Prepared,
    limit: Duration,
    attempts: &mut u32,
) -> Attempt {
    let info = plan.info;
    let (mut bearer, mut is_sent) = (Bearer::none(), false);
    let span = trace::of_attempt(*attempts + 1);
    let work = async {
        if prepared.needs_token {
            bearer = core
                .auth
                .bearer()
                .await
                .map_err(|error| Fault::unanswered(Kind::Token, Some(info), *attempts, error))?;
        }
        *attempts += 1;
        is_sent = true;
        let sent = send(core, plan, prepared, &bearer, limit, *attempts).await;
        sent.map_err(|error| {
            let fault = Fault::unanswered(Kind::of(&error), Some(info), *attempts, error);
            fault.redacted(&prepared.carried.with(bearer.header()))
        })
    };
    let outcome = match tokio::time::timeout(limit, work.instrument(span.clone())).await {
        Ok(outcome) => outcome,
        Err(_) if is_sent => {
            let late = TransportError::timeout(format!("the limit is {limit:?}"));
            Err(Fault::unanswered(Kind::Timeout, Some(info), *attempts, late))
        }
        // Nothing went out: whatever the operation does, the service has done nothing.
        Err(_) => {
            let late = TokenError::new(format!("it did not come within {limit:?}")).transient(true);
            Err(Fault::unanswered(Kind::Token, Some(info), *attempts, late))
        }
    };
    trace::end(&span, &outcome);
    Attempt { bearer, outcome }
}

async fn send(
    core: &CoreInner,
    plan: Plan,
    prepared: &Prepared,
    bearer: &Bearer,
    limit: Duration,
    attempts: u32,
) -> Result<Reply, TransportError> {
    let whole_limit = plan.is_streamed.map_or(limit, |_| Duration::MAX);
    let response = core.transport.send(prepared.request(bearer), whole_limit).await?;
    let (mut parts, body) = response.into_parts();
    let request_id = parts
        .headers
        .get(&core.request_id_header)
        .map(|id| printable(&String::from_utf8_lossy(id.as_bytes())).into_owned());
    let reason = parts.extensions.remove::<ReasonPhrase>();
    let reason = reason.map(|ReasonPhrase(text)| printable(&text).into_owned());
    let mut reply = Reply {
        remarks: Remarks::of(&parts.headers, &core.error_message_headers, reason),
        status: parts.status,
        headers: parts.headers,
        body: Bytes::new(),
        unread: None,
        operation: Some(plan.info),
        request_id,
        carried: prepared.carried.with(bearer.header()),
        attempts,
        history: History::default(),
        stop: None,
    };
    match plan.is_streamed {
        Some(is_streamed) if is_streamed(&reply) => reply.unread = Some(body.limited(limit)),
        _ => reply.body = body.collect().await?,
    }
    // What a failure says ends up in errors, reports and logs; what a success says is data until it cannot be read.
    if !reply.status.is_success() {
        reply.redact();
    }
    Ok(reply)
}
