//! The body of a response: left unread where it is read as it arrives, otherwise read into memory up to a limit.
//!
//! A head and a body go in; the reply with as much of the body as is kept comes out, or that it was too large.

use bytes::Bytes;

use super::terms::Terms;
use crate::runtime::Reading;
use crate::runtime::call::operation::Plan;
use crate::runtime::call::reply::Reply;
use crate::runtime::call::retry::Scope;
use crate::runtime::call::sent::Sent;
use crate::runtime::error::{Fault, Kind};
use crate::runtime::transport::{Body, Collected, MOST_OF_A_FAILURE, TooLarge};

/// So many bytes are kept of a body that would be handed over as it arrives, if the operation does not declare it.
const MOST_OF_UNDECLARED: usize = 64 * 1024;

pub(super) async fn body(mut reply: Box<Reply>, body: Body, plan: &'static Plan, terms: Terms<'_>) -> Sent {
    if plan.is_streamed.is_some_and(|is_streamed| is_streamed(&reply)) {
        reply.unread = Some(body.patient_for(terms.timeout));
        return if_declared(reply, plan).await;
    }
    let may_be_cut = may_be_cut(&reply, plan, terms);
    let most = match may_be_cut {
        true => terms.max_response.min(MOST_OF_A_FAILURE),
        false => terms.max_response,
    };
    // The length of a response to HEAD is that of another response.
    if !may_be_cut
        && plan.info.method != "HEAD"
        && let Some(excess) = TooLarge::announced(&reply.headers, most)
    {
        return Err(oversize(reply, excess));
    }
    let collected = match body.collect_up_to(most).await {
        Ok(collected) => collected,
        Err(error) => {
            let attempts = reply.attempts;
            return Err(Fault::unanswered(Kind::of(&error), Some(plan.info), attempts, error));
        }
    };
    if collected.is_cut && !may_be_cut {
        return Err(oversize(reply, TooLarge::new(most)));
    }
    keep(&mut reply, collected);
    Ok(reply)
}

/// A response whose body is read as it arrives; one that the operation does not declare becomes an error, which keeps the
/// beginning of the body.
async fn if_declared(mut reply: Box<Reply>, plan: &'static Plan) -> Sent {
    if plan.success.accepts(&reply, Reading::Raw) {
        return Ok(reply);
    }
    let attempts = reply.attempts;
    let collected = reply.take_body().collect_up_to(MOST_OF_UNDECLARED).await;
    let collected = collected.map_err(|error| Fault::unanswered(Kind::of(&error), Some(plan.info), attempts, error))?;
    keep(&mut reply, collected);
    Ok(reply)
}

fn keep(reply: &mut Reply, collected: Collected) {
    reply.body = collected.bytes;
    if collected.is_cut {
        reply.body.truncate(reply.carried.redactor().whole(&reply.body));
        reply.remarks.cut = Some(reply.body.len());
    }
}

/// Whether the beginning of the body is as good as all of it. Of a failure it is, for the status counts; unless its body
/// tells what became of single items, which decides about each of them.
fn may_be_cut(reply: &Reply, plan: &'static Plan, terms: Terms<'_>) -> bool {
    let is_about_items = plan.results.is_some() || terms.scope == Scope::Refused;
    !reply.status.is_success() && !is_about_items
}

fn oversize(mut reply: Box<Reply>, excess: TooLarge) -> Box<Fault> {
    reply.body = Bytes::new();
    Fault::answered(Kind::Oversize, reply, Some(Box::new(excess)))
}
