//! What every operation of this client stands on: values, requests, sending, tokens, errors, paging.
//!
//! Nothing in here knows a particular API. The generated types and operations say what is special
//! about one; this module does the work that is the same for all.

mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod bulk;
mod call;
pub mod decode;
mod encode;
mod error;
mod feed;
mod printable;
mod shapes;
mod stream;
mod transport;
mod values;
mod wait;

/// Crates that generated code names: a client need not depend on them itself.
#[doc(hidden)]
pub use {bytes, serde, serde_json};

pub use auth::{ClientCredentials, Scheme, SchemeKind, Token, TokenError, TokenProvider};
pub use bulk::{
    Bulk, BulkError, BulkRules, BulkSend, Duplicates, Progress, Reason, ReasonKind, Rejected, Report, Rest,
    RestOfSource, Stop, Unsettled,
};
pub use call::{
    Call, Core, CoreBuilder, DeclaredSuccess, FailedAttempt, Items, Operation, OperationInfo, Paged, Pages, Pending,
    Reply, Request, Response, Retry, RetryPolicy, Server, Success,
};
pub(crate) use call::{History, LoopGuard, Reading};
#[doc(hidden)]
pub use call::{send, send_by_reference, send_with_response};
pub use decode::DecodeError;
#[doc(hidden)]
pub use encode::json_value;
pub use encode::{PathStyle, Style};
pub use error::{BuildError, CallError, Error};
pub use feed::{
    Batch, Changes, Feed, FeedBuilder, FeedError, FeedRules, FeedState, Partitions, Position, Start, StateError,
};
pub use limits::{Violation, Violations};
#[doc(hidden)]
pub use printable::{Printable, printable};
pub use quoted::Quoted;
pub use shapes::union;
#[doc(hidden)]
pub use shapes::{limits, one_of, quoted, record};
pub use stream::{Download, Event, Events, Lines};
pub use transport::{
    Body, BodySource, BoxFuture, FreshConnectionAfter, HttpTransport, ReasonPhrase, Transport, TransportError,
};
pub use values::{
    Base64, Base64Error, Empty, Nullable, Number, Secret, Set, SetOrChange, SetOrNull, UnknownJson, UnknownNumber,
    UnknownText, UnknownValue, Upload,
};
#[doc(hidden)]
pub use values::{read_number, read_text};
pub use wait::{Patience, Pollable, Standing, WaitError, Waiting};

#[doc(hidden)]
pub use crate::{
    build, closed_text_enum, feed, limits, number_enum, one_of, operation, paged, pollable, record, setters, text_enum,
};
