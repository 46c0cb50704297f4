//! Streams and their records.

pub(super) mod aggregate;
mod check;
mod condition;
mod metrics;
pub(super) mod query;
mod store;
pub(super) mod streams;
pub(super) mod sync;
mod template;
pub(super) mod time;
mod window;
pub(super) mod write;

use std::collections::BTreeMap;

pub use store::StoredRecord;
pub(super) use store::Stream;

use super::request::Request;
use super::response::{Outcome, Refusal};
use super::state::State;

/// By external id.
pub(super) type Streams = BTreeMap<String, Stream>;

/// The stream that a path names, if it is not deleted.
fn stream<'a>(state: &'a mut State, request: &Request) -> Outcome<&'a mut Stream> {
    let id = request.hole("streamId");
    let stream = state.streams.get_mut(id).filter(|stream| !stream.deleted);
    stream.ok_or_else(|| Refusal::new(404, format!("Stream {id} not found")))
}
