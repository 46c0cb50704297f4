use std::time::Duration;

use bytes::Bytes;
use tracing::Instrument;

use super::prepared::Prepared;
use super::{mask, trace};
use crate::runtime::auth::Bearer;
use crate::runtime::call::core::CoreInner;
use crate::runtime::call::operation::Plan;
use crate::runtime::call::reply::Reply;
use crate::runtime::call::retry::{Attempt, History};
use crate::runtime::call::transport::{ReasonPhrase, TransportError};
use crate::runtime::error::{Fault, Kind, Remarks};
use crate::runtime::{Reading, TokenError};

/// So many bytes are kept of a body that would be handed over as it arrives, if the operation does not declare it.
const MOST_OF_UNDECLARED: usize = 64 * 1024;

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
        sent.map_err(|error| Fault::unanswered(Kind::of(&error), Some(info), *attempts, error))
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
    if !parts.status.is_success() {
        mask::headers(&mut parts.headers, bearer);
    }
    let request_id = parts
        .headers
        .get(&core.request_id_header)
        .map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
    let reason = parts.extensions.remove::<ReasonPhrase>();
    let reason = reason.map(|ReasonPhrase(text)| mask::text(&text, bearer));
    let mut reply = Reply {
        remarks: Remarks::of(&parts.headers, &core.error_message_headers, reason),
        status: parts.status,
        headers: parts.headers,
        body: Bytes::new(),
        unread: None,
        operation: Some(plan.info),
        request_id,
        attempts,
        history: History::default(),
        stop: None,
        success: plan.success,
    };
    match plan.is_streamed {
        Some(is_streamed) if is_streamed(&reply) => {
            reply.unread = Some(body.limited(limit));
            if !plan.success.accepts(&reply, Reading::Raw) {
                // It becomes an error, which keeps what there is to see.
                reply.body = reply.take_body().beginning(MOST_OF_UNDECLARED).await?;
            }
        }
        _ => reply.body = body.collect().await?,
    }
    if !reply.status.is_success() {
        reply.body = mask::body(reply.body, bearer);
    }
    Ok(reply)
}
