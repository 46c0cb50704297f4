//! A call from the builder of an operation to its answer.

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
