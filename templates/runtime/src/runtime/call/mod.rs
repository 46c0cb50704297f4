//! A call from the builder of an operation to its answer.

mod builder;
mod core;
mod exchange;
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
mod success;
mod template;
mod transport;

pub use self::core::Core;
pub use builder::CoreBuilder;
pub(crate) use exchange::exchange;
pub use http_transport::HttpTransport;
pub use lanes::FreshConnectionAfter;
pub(crate) use operation::Plan;
pub use operation::{Call, Operation, OperationInfo, Retry};
pub use paging::{Items, Paged, Pages};
pub use pending::{Pending, send, send_by_reference, send_with_response};
pub use reply::{Reply, Response};
pub use request::Request;
pub(crate) use retry::History;
pub(crate) use retry::{End, Scope, retry_after};
pub use retry::{FailedAttempt, RetryPolicy};
pub use server::Server;
pub(crate) use success::Reading;
pub use success::{DeclaredSuccess, Success};
pub use transport::{Body, BodySource, BoxFuture, ReasonPhrase, Transport, TransportError};
