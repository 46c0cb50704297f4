//! A call from the builder of an operation to its answer.

mod builder;
mod certificates;
mod classify;
mod collect;
mod core;
mod exchange;
mod gate;
mod http_transport;
mod lanes;
mod operation;
mod paging;
mod pending;
mod places;
mod reply;
mod request;
mod retry;
mod server;
mod template;
mod transport;

pub use self::core::Core;
pub use builder::CoreBuilder;
pub(crate) use collect::{MOST_OF_A_TOKEN, Pieces, TooLarge};
pub(crate) use exchange::{BUDGET, DEADLINE, exchange, is_at_work};
pub use http_transport::HttpTransport;
pub use lanes::FreshConnectionAfter;
pub(crate) use operation::Plan;
pub use operation::{Call, Operation, OperationInfo, Retry};
pub use paging::{Items, Paged, Pages};
pub use pending::{Pending, send, send_by_reference, send_with_response};
pub use reply::{Reply, Response};
pub use request::Request;
pub(crate) use retry::History;
pub(crate) use retry::{Budget, End, Scope, retry_after};
pub use retry::{FailedAttempt, RetryPolicy};
pub use server::Server;
pub use transport::{Body, BodySource, BoxFuture, ReasonPhrase, Transport, TransportError};
