//! Every rule about sending a request again.

use std::time::Duration;

use http::{HeaderName, StatusCode};

use super::after::retry_after;
use super::history::{FailedAttempt, History};
use super::scope::Scope;
#[cfg(feature = "tokens")]
use crate::runtime::auth::Bearer;
use crate::runtime::call::info::Retry;
use crate::runtime::call::operation::Plan;
use crate::runtime::call::reply::Reply;
use crate::runtime::call::sent::Sent;
use crate::runtime::error::{Fault, Kind};

/// What came of one attempt.
pub(crate) struct Attempt {
    /// The token it used.
    #[cfg(feature = "tokens")]
    pub(crate) bearer: Bearer,
    pub(crate) outcome: Sent,
}

/// What else counts.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) plan: &'static Plan,
    pub(crate) scope: Scope,
    pub(crate) auto_retry_header: Option<&'a HeaderName>,
    /// Whether the token was replaced already.
    #[cfg(feature = "tokens")]
    pub(crate) is_token_new: bool,
}

/// What to do after an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Done,
    #[cfg(feature = "tokens")]
    AgainWithNewToken,
    Again {
        retry_after: Option<Duration>,
    },
}

/// Decides whether an attempt was the last.
pub(crate) fn judge(attempt: &Attempt, facts: Facts<'_>) -> Verdict {
    match &attempt.outcome {
        #[cfg(feature = "tokens")]
        // A service that refuses the token has done nothing yet, so any operation may be sent again; but once only:
        // a second refusal is about something else than the token's age.
        Ok(reply) if reply.status == StatusCode::UNAUTHORIZED => {
            match !facts.is_token_new && attempt.bearer.is_renewable() {
                true => Verdict::AgainWithNewToken,
                false => Verdict::Done,
            }
        }
        Ok(reply) if is_reply_repeatable(reply, facts) => Verdict::Again {
            retry_after: retry_after(&reply.headers),
        },
        Err(fault) if is_fault_repeatable(fault, facts) => Verdict::Again { retry_after: None },
        Ok(_) | Err(_) => Verdict::Done,
    }
}

fn is_reply_repeatable(reply: &Reply, facts: Facts<'_>) -> bool {
    match reply.status.as_u16() {
        429 => true,
        _ if !may_repeat_what_may_be_done(facts) => false,
        502..=504 => !has_results_of_items(reply, facts.plan),
        status if facts.plan.repeatable.contains(&status) => !has_results_of_items(reply, facts.plan),
        500.. => says_repeatable(reply, facts.auto_retry_header) && !has_results_of_items(reply, facts.plan),
        _ => false,
    }
}

fn is_fault_repeatable(fault: &Fault, facts: Facts<'_>) -> bool {
    match fault.kind() {
        Kind::Connect | Kind::Queue => true,
        Kind::Token => fault.is_transient(),
        Kind::Timeout | Kind::Transport => may_repeat_what_may_be_done(facts),
        _ => false,
    }
}

/// Whether the request may be sent again although the service may have done what it asks for.
fn may_repeat_what_may_be_done(facts: Facts<'_>) -> bool {
    facts.scope == Scope::Safe && facts.plan.info.retry != Retry::Create
}

/// A response that has the result of each item: what was done must not be sent again just because it has keys, or it
/// would come back as a conflict with itself.
fn has_results_of_items(reply: &Reply, plan: &'static Plan) -> bool {
    plan.info.retry == Retry::Keyed
        && plan.results.is_some_and(|place| {
            serde_json::from_slice::<serde_json::Value>(&reply.body).is_ok_and(|body| body.pointer(place).is_some())
        })
}

fn says_repeatable(reply: &Reply, header: Option<&HeaderName>) -> bool {
    header
        .and_then(|name| reply.headers.get(name))
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"true"))
}

impl Attempt {
    /// The same for the error that a later attempt may end in.
    pub(crate) fn remember(&self, pause: Duration, history: &mut History) {
        let (status, cause) = match &self.outcome {
            Ok(reply) => (Some(reply.status), reply.status.to_string()),
            Err(fault) => (None, fault.words()),
        };
        history.push(FailedAttempt {
            status,
            cause,
            pause,
            may_have_happened: may_have_happened(status, &self.outcome),
        });
    }

    pub(crate) fn is_timeout(&self) -> bool {
        matches!(&self.outcome, Err(fault) if fault.kind() == Kind::Timeout)
    }
}

fn may_have_happened(status: Option<StatusCode>, outcome: &Sent) -> bool {
    match (status, outcome) {
        (Some(status), _) => status.is_server_error(),
        (None, Err(fault)) => matches!(fault.kind(), Kind::Timeout | Kind::Transport),
        (None, Ok(_)) => false,
    }
}
