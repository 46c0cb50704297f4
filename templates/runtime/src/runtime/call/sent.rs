use super::reply::Reply;
use crate::runtime::error::Fault;

/// What comes of sending a request: a reply, whatever its status, or why there is none. Both are boxed, because each
/// future on the way would move them.
pub(crate) type Sent = Result<Box<Reply>, Box<Fault>>;
