//! Operations: from the document's paths to finished requests, grouped by accessor.
//!
//! In: the document and the types of its schemas. Out: groups of operations, failure types, webhooks. Must not build types.

mod arguments;
pub(super) mod behaviour;
pub(super) mod client;
mod constants;
mod docs;
pub(super) mod failures;
pub(super) mod groups;
pub(super) mod known;
mod lost;
pub(super) mod methods;
mod outputs;
mod paths;
mod requests;
mod unsendable;
pub(super) mod webhooks;
