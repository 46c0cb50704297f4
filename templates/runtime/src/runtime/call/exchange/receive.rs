//! The body of a response, read into memory up to a limit. One that is read as it arrives is left to `unread.rs`.
//!
//! A head and a body go in; the reply with as much of the body as is kept comes out, or that it was too large.

use bytes::Bytes;

use super::terms::Terms;
use crate::runtime::call::operation::Plan;
use crate::runtime::call::reply::Reply;
use crate::runtime::call::retry::Scope;
use crate::runtime::call::sent::Sent;
use crate::runtime::error::{Fault, Kind};
use crate::runtime::transport::{Body, Collected, MOST_OF_A_FAILURE, TooLarge};

pub(super) async fn body(mut reply: Box<Reply>, body: Body, plan: &'static Plan, terms: Terms<'_>) -> Sent {
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
            return Err(Fault::without_response(
                Kind::of(&error),
                Some(plan.info),
                attempts,
                error,
            ));
        }
    };
    if collected.is_cut && !may_be_cut {
        return Err(oversize(reply, TooLarge::new(most)));
    }
    keep(&mut reply, collected);
    Ok(reply)
}

pub(super) fn keep(reply: &mut Reply, collected: Collected) {
    reply.body = collected.bytes;
    if collected.is_cut {
        reply.body.truncate(reply.carried.redactor().whole(&reply.body));
        reply.remarks.cut = Some(reply.body.len());
    }
}

/// Whether the beginning of the body is as good as all of it. Of a failure it is, for the status counts; unless its
/// body tells what became of single items, which decides about each of them.
fn may_be_cut(reply: &Reply, plan: &'static Plan, terms: Terms<'_>) -> bool {
    let is_about_items = plan.results.is_some() || terms.scope == Scope::Refused;
    !reply.is_success() && !is_about_items
}

fn oversize(mut reply: Box<Reply>, excess: TooLarge) -> Box<Fault> {
    reply.body = Bytes::new();
    Fault::in_response(Kind::Oversize, reply, Some(Box::new(excess)))
}
