//! A call from the builder of an operation to its response.
//!
//! | question | files |
//! |---|---|
//! | what is sent | `operation.rs`, `frame.rs`, `info.rs`, `request/`, `template.rs` |
//! | where it goes | `server/` |
//! | how it gets there, and how often | `exchange/`, `retry/` |
//! | what came back, and whether it is a success | `reply.rs`, `response.rs`, `success/` |
//! | what callers await | `pending.rs`, `paging/` |
//! | what all calls of a client share | `builder/`, `core.rs`, `client_wide.rs` |

mod builder;
#[cfg(feature = "client-wide")]
mod client_wide;
mod core;
mod exchange;
mod frame;
mod info;
mod operation;
#[cfg(feature = "paging")]
mod paging;
mod pending;
mod reply;
mod request;
mod response;
mod retry;
mod sent;
mod server;
mod success;
mod template;

pub use self::core::Core;
pub use builder::CoreBuilder;
#[cfg(feature = "bulk")]
pub(crate) use exchange::{BUDGET, DEADLINE, exchange, is_at_work};
pub use info::{OperationInfo, Retry};
#[cfg(feature = "bulk")]
pub(crate) use operation::Plan;
pub use operation::{Call, Operation};
#[cfg(feature = "paging")]
pub use paging::{Items, NextPage, PageFacts, Paged, Pages};
pub use pending::{Pending, send, send_by_reference, send_with_response};
pub use reply::Reply;

pub use request::Request;
pub use response::Response;
pub(crate) use retry::History;
#[cfg(feature = "bulk")]
pub(crate) use retry::{Budget, End, Scope, retry_after};
pub use retry::{FailedAttempt, RetryPolicy};
#[cfg(feature = "bulk")]
pub(crate) use sent::Sent;
pub use server::Server;
pub(crate) use success::Reading;
pub use success::{DeclaredSuccess, Success};
