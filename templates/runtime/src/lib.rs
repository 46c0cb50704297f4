//! What the clients that `oasmith` generates have in common: how requests are sent and repeated, how values are read
//! and written, errors, tokens, paging, bulk, feeds and waiting.
//!
//! Programs use it through a client, which re-exports the names below. Clients that depend on one copy of this crate
//! share them: one [`Transport`], one [`TokenProvider`] and one [`Error`] type serve all of them.
//!
//! Everything that is documented here is stable under semantic versioning. `codegen` is for generated code: it is
//! hidden, and promises only the numbered contract that generated code states.

mod compatible;
#[doc(hidden)]
pub mod contract;
#[doc(hidden)]
pub mod runtime;
#[cfg(feature = "testing")]
pub mod testing;

/// For generated code and the modules that are written beside it. In a client that carries a copy of the runtime the
/// same items are in its module `runtime`, so generated code is the same for both.
#[doc(hidden)]
pub use runtime as codegen;
#[cfg(feature = "base64")]
pub use runtime::Base64;
#[cfg(feature = "base64url")]
pub use runtime::Base64Url;
#[cfg(feature = "numbers")]
pub use runtime::Number;
#[cfg(feature = "raw-bodies")]
pub use runtime::RawBody;
#[cfg(feature = "sources")]
pub use runtime::Source;
#[cfg(feature = "unions")]
pub use runtime::UnknownJson;
#[cfg(feature = "enums")]
pub use runtime::UnknownText;
#[cfg(feature = "parameters")]
pub use runtime::Upload;
#[cfg(feature = "blocking")]
pub use runtime::blocking;
#[cfg(feature = "feeds")]
pub use runtime::{Batch, Changes, FeedBuilder, FeedError, FeedState, Start, StateError};
pub use runtime::{
    Body, BodySource, BoxFuture, BuildError, CallError, Empty, Error, FailedAttempt, HttpTransport, Operation, Pending,
    Response, RetryPolicy, Secret, TokenError, Transport, TransportError,
};
#[cfg(feature = "bulk")]
pub use runtime::{BulkError, BulkSend, Progress, Reason, ReasonKind, Rejected, Report, Rest, Stop, Unsettled};
#[cfg(feature = "tokens")]
pub use runtime::{ClientCredentials, Token, TokenProvider};
#[cfg(feature = "streams")]
pub use runtime::{Download, Event, Events, Lines};
#[cfg(feature = "paging")]
pub use runtime::{Items, Pages};
#[cfg(feature = "patches")]
pub use runtime::{Nullable, Set, SetOrChange, SetOrNull};
#[cfg(feature = "waiting")]
pub use runtime::{Patience, Standing, WaitError, Waiting};
#[cfg(feature = "limits")]
pub use runtime::{Violation, Violations};
