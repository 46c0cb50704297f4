//! What the clients that `oasmith` generates have in common: how requests are sent and repeated, how values are read and
//! written, errors, tokens, paging, bulk, feeds and waiting.
//!
//! Programs use it through a client, which re-exports the names below. Clients that depend on one copy of this crate share
//! them: one [`Transport`], one [`TokenProvider`] and one [`Error`] type serve all of them.
//!
//! Everything that is documented here is stable under semantic versioning. `codegen` is for generated code: it is hidden, and
//! promises only the numbered contract that generated code states.

mod compatible;
#[doc(hidden)]
pub mod contract;
#[doc(hidden)]
pub mod runtime;

/// For generated code and the modules that are written beside it. In a client that carries a copy of the runtime the same
/// items are in its module `runtime`, so generated code is the same for both.
#[doc(hidden)]
pub use runtime as codegen;
#[cfg(feature = "blocking")]
pub use runtime::blocking;
pub use runtime::{
    Base64, Batch, Body, BodySource, BoxFuture, BuildError, BulkError, BulkSend, CallError, Changes, ClientCredentials,
    Download, Empty, Error, Event, Events, FailedAttempt, FeedBuilder, FeedError, FeedState, Items, Lines, Nullable,
    Number, Operation, Pages, Patience, Pending, Progress, Reason, ReasonKind, Rejected, Report, Response, Rest,
    RetryPolicy, Secret, Set, SetOrChange, SetOrNull, Standing, Start, StateError, Stop, Token, TokenError,
    TokenProvider, Transport, TransportError, UnknownJson, UnknownText, Unsettled, Upload, Violation, Violations,
    WaitError, Waiting,
};
