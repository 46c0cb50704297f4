//! From a request to its response, with as many attempts as it takes.

mod attempt;
#[cfg(feature = "bodies")]
mod compress;
#[cfg(feature = "security")]
mod keys;
mod prepared;
mod receive;
mod terms;
mod trace;
#[cfg(feature = "streams")]
mod unread;
#[cfg(feature = "uploads")]
mod upload;

use std::pin::pin;
#[cfg(feature = "tokens")]
use std::time::Duration;

use http::StatusCode;
use tracing::Instrument;

use self::prepared::Prepared;
use self::terms::Terms;
use super::core::CoreInner;
use super::operation::{Call, Plan};
use super::request::Request;
use super::retry::{Attempt, End, Facts, History, Verdict, judge};
use super::sent::Sent;
use crate::runtime::error::{Fault, Kind};

/// Sends a request until there is a response that counts, whatever its status.
///
/// The request is prepared here, and nothing is sent before the future is polled. So the future need not hold the
/// arguments.
pub(crate) fn exchange(
    call: Call,
    plan: &'static Plan,
    request: Request,
) -> impl Future<Output = Sent> + Send + 'static {
    let prepared = prepare(&call, plan, &request);
    async move {
        let span = trace::of_call(plan.info);
        let outcome = match prepared {
            Ok(prepared) => {
                let terms = Terms {
                    timeout: call.timeout(plan.timeout),
                    max_response: call.max_response(),
                    policy: call.policy(),
                    scope: call.scope(),
                    takes_turns: call.takes_turns(),
                };
                // Pinned, because the future is large, and each layer around it would move it.
                let work = pin!(carry_out(&call.core().inner, plan, &prepared, terms));
                work.instrument(span.clone()).await
            }
            Err(fault) => Err(fault),
        };
        trace::end(&span, &outcome);
        outcome
    }
}

fn prepare(call: &Call, plan: &'static Plan, request: &Request) -> Result<Prepared, Box<Fault>> {
    #[cfg(feature = "limits")]
    if let Some(excess) = request.excess() {
        return Err(Fault::unsent(Kind::TooLarge, Some(plan.info), excess));
    }
    Prepared::new(call, plan.info, request).map_err(|fault| Fault::unsent(Kind::Request, Some(plan.info), fault))
}

/// Why a call that may have been repeated was not: the next attempt would begin after the deadline.
pub(crate) const DEADLINE: &str = "not sent again: the deadline of the call does not allow it";
/// The same, if its body came from a source that can be read once.
pub(crate) const USED: &str = "not sent again: its body can be read only once";
/// The same, if the calls of the client have used up the budget that they share for repetitions.
pub(crate) const BUDGET: &str = "not sent again: too many calls of this client fail";

async fn carry_out(core: &CoreInner, plan: &'static Plan, prepared: &Prepared, terms: Terms<'_>) -> Sent {
    let end = End::of(terms.policy, terms.timeout);
    let (mut attempts, mut failures, mut spent, mut history) = (0, 0, 0, History::default());
    #[cfg(feature = "tokens")]
    let mut is_token_new = false;
    loop {
        let timeout = end.limit(terms.timeout);
        let attempt = attempt::attempt(core, plan, prepared, Terms { timeout, ..terms }, &mut attempts).await;
        let facts = Facts {
            plan,
            scope: terms.scope,
            auto_retry_header: core.auto_retry_header.as_ref(),
            #[cfg(feature = "tokens")]
            is_token_new,
        };
        let pause = match judge(&attempt, facts) {
            Verdict::Again { .. } if !prepared.is_ready() => return finish(core, attempt, history, Some(USED), spent),
            #[cfg(feature = "tokens")]
            Verdict::AgainWithNewToken if !prepared.is_ready() => {
                return finish(core, attempt, history, Some(USED), spent);
            }
            Verdict::Done => return finish(core, attempt, history, None, spent),
            #[cfg(feature = "tokens")]
            Verdict::AgainWithNewToken => {
                is_token_new = true;
                core.auth.forget(&attempt.bearer);
                attempt.remember(Duration::ZERO, &mut history);
                continue;
            }
            Verdict::Again { retry_after } => {
                failures += 1;
                if failures >= terms.policy.attempts {
                    return finish(core, attempt, history, None, spent);
                }
                terms.policy.pause(failures, retry_after)
            }
        };
        if end.is_reached_by(pause) {
            return finish(core, attempt, history, Some(DEADLINE), spent);
        }
        let Some(price) = core.budget.take(attempt.is_timeout()) else {
            return finish(core, attempt, history, Some(BUDGET), spent);
        };
        spent += price;
        attempt.remember(pause, &mut history);
        // The response is not kept while the client waits.
        drop(attempt);
        tokio::time::sleep(pause).await;
    }
}

fn finish(core: &CoreInner, attempt: Attempt, history: History, stop: Option<&'static str>, spent: u32) -> Sent {
    match attempt.outcome {
        Ok(mut reply) => {
            if is_at_work(reply.status) {
                core.budget.give_back(spent);
            }
            (reply.history, reply.stop) = (history, stop);
            // What a failure says ends up in errors, reports and logs; what a success says is data until it cannot be
            // read.
            if !reply.is_success() {
                reply.redact();
            }
            Ok(reply)
        }
        Err(fault) => Err(fault.after(history, stop)),
    }
}

/// Whether the service did what it is there for; a 404 or a 409 is a response as good as any.
pub(crate) fn is_at_work(status: StatusCode) -> bool {
    !status.is_server_error() && status != StatusCode::TOO_MANY_REQUESTS
}
