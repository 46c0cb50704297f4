//! A call from the builder of an operation to its response.
//!
//! | question | files |
//! |---|---|
//! | what is sent | `operation.rs`, `request/`, `template.rs` |
//! | where it goes | `server.rs`, `places.rs`, `upload_hosts.rs` |
//! | how it gets there, how often and how many at a time | `exchange/`, `retry/`, `gate.rs`, `transport/` |
//! | what came back, how much of it is kept, whether it is a success | `reply.rs`, `collect.rs`, `success.rs` |
//! | what callers await | `pending.rs`, `paging/` |
//! | what all calls of a client share | `builder/`, `core.rs` |

mod builder;
mod collect;
mod core;
mod exchange;
mod gate;
mod operation;
mod paging;
mod pending;
mod places;
mod reply;
mod request;
mod retry;
mod server;
mod success;
mod template;
mod transport;
mod upload_hosts;

pub use self::core::Core;
pub use builder::CoreBuilder;
pub(crate) use collect::{MOST_OF_A_TOKEN, Pieces, TooLarge};
pub(crate) use exchange::{BUDGET, DEADLINE, exchange, is_at_work};
pub(crate) use operation::Plan;
pub use operation::{Call, Operation, OperationInfo, Retry};
pub(crate) use paging::LoopGuard;
pub use paging::{Items, Paged, Pages};
pub use pending::{Pending, send, send_by_reference, send_with_response};
pub use reply::{Reply, Response};
pub use request::Request;
pub(crate) use retry::History;
pub(crate) use retry::{Budget, End, Scope, retry_after};
pub use retry::{FailedAttempt, RetryPolicy};
pub use server::Server;
pub(crate) use success::Reading;
pub use success::{DeclaredSuccess, Success};
pub use transport::{
    Body, BodySource, BoxFuture, FreshConnectionAfter, HttpTransport, ReasonPhrase, Transport, TransportError,
};
