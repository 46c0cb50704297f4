use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use tracing::Instrument;

use super::prepared::Prepared;
use super::terms::Terms;
#[cfg(feature = "streams")]
use super::unread;
use super::{receive, trace};
use crate::runtime::auth::Bearer;
use crate::runtime::call::core::CoreInner;
use crate::runtime::call::operation::Plan;
use crate::runtime::call::reply::Reply;
#[cfg(feature = "sources")]
use crate::runtime::call::request::RequestFault;
use crate::runtime::call::retry::{Attempt, History};
use crate::runtime::call::sent::Sent;
use crate::runtime::error::{Fault, Kind, Remarks};
use crate::runtime::transport::Permit;
use crate::runtime::transport::{ReasonPhrase, TransportError};
use crate::runtime::{TokenError, printable};

/// What an attempt is waiting for.
#[derive(Clone, Copy)]
enum Stage {
    Token,
    Turn,
    Response,
}

/// One attempt, within a limit from asking for a token to the last byte.
pub(super) async fn attempt(
    core: &CoreInner,
    plan: &'static Plan,
    prepared: &Prepared,
    terms: Terms<'_>,
    attempts: &mut u32,
) -> Attempt {
    let info = plan.info;
    let (mut bearer, mut stage) = (Bearer::none(), Stage::Token);
    let span = trace::of_attempt(*attempts + 1);
    let work = async {
        if prepared.needs_token {
            bearer = core
                .auth
                .bearer()
                .await
                .map_err(|error| Fault::without_response(Kind::Token, Some(info), *attempts, error))?;
        }
        stage = Stage::Turn;
        let permit = match terms.takes_turns {
            true => core.gate.enter().await,
            false => None,
        };
        *attempts += 1;
        stage = Stage::Response;
        let sent = send(core, plan, prepared, &bearer, terms, *attempts, permit).await;
        sent.map_err(|fault| fault.redacted(&prepared.carried.with(bearer.header())))
    };
    let limit = terms.timeout;
    let outcome = {
        // Pinned, because the future is large, and each layer around it would move it.
        let work = pin!(work);
        tokio::time::timeout(limit, work.instrument(span.clone())).await
    };
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(_) => Err(match stage {
            Stage::Response => {
                let late = TransportError::timeout(format!("the limit is {limit:?}"));
                Fault::without_response(Kind::Timeout, Some(info), *attempts, late)
            }
            // Nothing went out: whatever the operation does, the service has done nothing.
            Stage::Turn => Fault::without_response(Kind::Queue, Some(info), *attempts, core.gate.closed(limit)),
            Stage::Token => {
                let late = TokenError::new(format!("it did not come within {limit:?}")).transient(true);
                Fault::without_response(Kind::Token, Some(info), *attempts, late)
            }
        }),
    };
    trace::end(&span, &outcome);
    Attempt {
        #[cfg(feature = "tokens")]
        bearer,
        outcome,
    }
}

/// The fault of a request whose body another one has used.
#[cfg(feature = "sources")]
fn used() -> RequestFault {
    RequestFault("its body can be read only once, and was sent before".to_owned())
}

async fn send(
    core: &CoreInner,
    plan: &'static Plan,
    prepared: &Prepared,
    bearer: &Bearer,
    terms: Terms<'_>,
    attempts: u32,
    permit: Permit,
) -> Sent {
    let failed = |error| Fault::without_response(Kind::of(&error), Some(plan.info), attempts, error);
    let whole_limit = plan.is_streamed.map_or(terms.timeout, |_| Duration::MAX);
    let request = prepared.request(bearer);
    #[cfg(feature = "sources")]
    let sending = match &prepared.source {
        None => core.transport.send_parsed(request, &prepared.target.url, whole_limit),
        Some(source) => {
            let body = source
                .open()
                .ok_or_else(|| Fault::unsent(Kind::Request, Some(plan.info), used()))?;
            core.transport
                .send_streamed(request.map(|_| body), source.length(), whole_limit)
        }
    };
    #[cfg(not(feature = "sources"))]
    let sending = core.transport.send_parsed(request, &prepared.target.url, whole_limit);
    let response = sending.await;
    let (mut parts, body) = response.map_err(failed)?.into_parts();
    let request_id = parts
        .headers
        .get(&core.request_id_header)
        .map(|id| printable(&String::from_utf8_lossy(id.as_bytes())).into_owned());
    let reason = parts.extensions.remove::<ReasonPhrase>();
    let reason = reason.map(|ReasonPhrase(text)| printable(&text).into_owned());
    let reply = Box::new(Reply {
        remarks: Remarks::of(&parts.headers, &core.error_message_headers, reason),
        status: parts.status,
        headers: parts.headers,
        body: Bytes::new(),
        unread: None,
        operation: Some(plan.info),
        request_id,
        carried: prepared.carried.with(bearer.header()),
        is_masked: false,
        attempts,
        history: History::default(),
        stop: None,
        success: plan.success,
    });
    let body = body.limited(terms.max_response).holding(permit);
    #[cfg(feature = "streams")]
    if plan.is_streamed.is_some_and(|is_streamed| is_streamed(&reply)) {
        return unread::body(reply, body, plan, terms).await;
    }
    receive::body(reply, body, plan, terms).await
}
