//! From a request to its answer, with as many attempts as it takes.

mod prepared;

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use self::prepared::Prepared;
use super::core::CoreInner;
use super::operation::{Call, Plan};
use super::reply::Reply;
use super::request::Request;
use super::transport::TransportError;
use crate::runtime::auth::Bearer;
use crate::runtime::error::{Fault, Kind};

/// Sends a request until there is an answer to go by, whatever its status.
pub(super) async fn exchange(call: &Call, plan: Plan, request: Request) -> Result<Reply, Box<Fault>> {
    let (core, info) = (&*call.core().inner, plan.info);
    let prepared =
        Prepared::new(call, info, &request).map_err(|fault| Fault::unsent(Kind::Request, Some(info), fault))?;
    // The body may be smaller now.
    drop(request);
    let mut attempts = 0;
    loop {
        let attempt = attempt(core, plan, &prepared, call.timeout(), &mut attempts).await;
        match judge(&attempt, attempts) {
            Verdict::Done => return attempt.outcome,
            Verdict::AgainWithNewToken => core.auth.forget(&attempt.bearer).await,
        }
    }
}

/// One attempt: the token it used and what came of it.
struct Attempt {
    bearer: Bearer,
    outcome: Result<Reply, Box<Fault>>,
}

/// What to do after an attempt.
enum Verdict {
    Done,
    AgainWithNewToken,
}

/// Decides whether an attempt was the last. Every rule about sending a request again belongs here.
fn judge(attempt: &Attempt, attempts: u32) -> Verdict {
    match &attempt.outcome {
        // A service that refuses the token has done nothing yet, so any operation may be sent again; but once only:
        // a second refusal is about something else than the token's age.
        Ok(reply) if reply.status == StatusCode::UNAUTHORIZED && attempts == 1 && attempt.bearer.is_renewable() => {
            Verdict::AgainWithNewToken
        }
        Ok(_) | Err(_) => Verdict::Done,
    }
}

async fn attempt(core: &CoreInner, plan: Plan, prepared: &Prepared, limit: Duration, attempts: &mut u32) -> Attempt {
    let info = plan.info;
    let mut bearer = Bearer::none();
    let work = async {
        if prepared.needs_token {
            bearer = core
                .auth
                .bearer()
                .await
                .map_err(|error| Fault::unanswered(Kind::Token, Some(info), *attempts, error))?;
        }
        *attempts += 1;
        let sent = send(core, plan, prepared, &bearer, limit, *attempts).await;
        sent.map_err(|error| Fault::unanswered(Kind::of(&error), Some(info), *attempts, error))
    };
    let outcome = match tokio::time::timeout(limit, work).await {
        Ok(outcome) => outcome,
        Err(_) => {
            let late = TransportError::timeout(format!("the limit is {limit:?}"));
            Err(Fault::unanswered(Kind::Timeout, Some(info), *attempts, late))
        }
    };
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
    let (parts, body) = response.into_parts();
    let request_id = parts
        .headers
        .get(&core.request_id_header)
        .map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
    let mut reply = Reply {
        status: parts.status,
        headers: parts.headers,
        body: Bytes::new(),
        unread: None,
        operation: Some(plan.info),
        request_id,
        attempts,
    };
    match plan.is_streamed {
        Some(is_streamed) if is_streamed(&reply) => reply.unread = Some(body.limited(limit)),
        _ => reply.body = body.collect().await?,
    }
    Ok(reply)
}
