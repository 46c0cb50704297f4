//! The body of a response that is read as it arrives.
//!
//! A head and a body go in; the reply with its body unread comes out. What the operation does not declare is no stream
//! for anybody: its beginning is read, so that the error can show it.

use super::receive::keep;
use super::terms::Terms;
use crate::runtime::Reading;
use crate::runtime::call::operation::Plan;
use crate::runtime::call::reply::Reply;
use crate::runtime::call::sent::Sent;
use crate::runtime::error::{Fault, Kind};
use crate::runtime::transport::Body;

/// So many bytes are kept of a body that the operation does not declare.
const MOST_OF_UNDECLARED: usize = 64 * 1024;

pub(super) async fn body(mut reply: Box<Reply>, body: Body, plan: &'static Plan, terms: Terms<'_>) -> Sent {
    reply.unread = Some(body.patient_for(terms.timeout));
    if plan.success.accepts(&reply, Reading::Raw) {
        return Ok(reply);
    }
    let attempts = reply.attempts;
    let collected = reply.take_body().collect_up_to(MOST_OF_UNDECLARED).await;
    let collected =
        collected.map_err(|error| Fault::without_response(Kind::of(&error), Some(plan.info), attempts, error))?;
    keep(&mut reply, collected);
    Ok(reply)
}
