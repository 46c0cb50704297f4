//! What every operation of this client stands on: values, requests, sending, tokens, errors, paging.
//!
//! Nothing in here knows a particular API. The generated types and operations say what is special
//! about one; this module does the work that is the same for all.

mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "bulk")]
mod bulk;
mod call;
mod codec;
pub mod decode;
#[cfg(any(
    feature = "bodies",
    feature = "paging",
    feature = "parameters",
    feature = "security",
    feature = "servers",
    feature = "streams"
))]
mod encode;
mod error;
#[cfg(feature = "feeds")]
mod feed;
#[cfg(any(feature = "feeds", feature = "paging"))]
mod guard;
mod printable;
mod shapes;
#[cfg(feature = "streams")]
mod stream;
mod transport;
mod values;
#[cfg(feature = "waiting")]
mod wait;

/// Crates that generated code names: a client need not depend on them itself.
#[doc(hidden)]
pub use {bytes, serde, serde_json};

pub use auth::TokenError;
#[cfg(feature = "tokens")]
pub use auth::{ClientCredentials, Token, TokenProvider};
#[cfg(feature = "security")]
pub use auth::{Scheme, SchemeKind};
#[cfg(feature = "bulk")]
pub use bulk::{
    Bulk, BulkError, BulkRules, BulkSend, Duplicates, Progress, Reason, ReasonKind, Rejected, Report, Rest,
    RestOfSource, Stop, Unsettled,
};
pub use call::{
    Call, Core, CoreBuilder, DeclaredSuccess, FailedAttempt, Operation, OperationInfo, Pending, Reply, Request,
    Response, Retry, RetryPolicy, Server, Success,
};
pub(crate) use call::{History, Reading};
#[cfg(feature = "paging")]
pub use call::{Items, NextPage, PageFacts, Paged, Pages};
#[doc(hidden)]
pub use call::{send, send_by_reference, send_with_response};
pub use decode::DecodeError;
#[cfg(feature = "raw-bodies")]
pub use decode::RawBody;
#[cfg(feature = "parameters")]
#[doc(hidden)]
pub use encode::json_value;
#[cfg(feature = "parameters")]
pub use encode::{PathStyle, Style};
pub use error::{BuildError, CallError, Error};
#[cfg(feature = "feeds")]
pub use feed::{
    Batch, Changes, Feed, FeedBuilder, FeedError, FeedRules, FeedState, Partitions, Position, Start, StateError,
};
#[doc(hidden)]
pub use printable::{Printable, printable};
#[cfg(feature = "limits")]
#[doc(hidden)]
pub use shapes::limits;
#[cfg(feature = "limits")]
pub use shapes::limits::{Violation, Violations};
#[cfg(feature = "quoted")]
#[doc(hidden)]
pub use shapes::quoted;
#[cfg(feature = "quoted")]
pub use shapes::quoted::Quoted;
#[cfg(feature = "records")]
#[doc(hidden)]
pub use shapes::record;
#[cfg(feature = "tags")]
#[doc(hidden)]
pub use shapes::tagged;
#[cfg(feature = "deep")]
#[doc(hidden)]
pub use shapes::threads;
#[cfg(feature = "unions")]
#[doc(hidden)]
pub use shapes::{one_of, union};
#[cfg(feature = "streams")]
pub use stream::{Download, Event, Events, Lines};
#[cfg(feature = "connections")]
pub use transport::FreshConnectionAfter;
pub use transport::{Body, BodySource, BoxFuture, HttpTransport, ReasonPhrase, Transport, TransportError};
#[cfg(feature = "base64url")]
pub use values::Base64Url;
#[cfg(feature = "numbers")]
pub use values::Number;
#[cfg(feature = "sources")]
pub(crate) use values::Segment;
#[cfg(feature = "sources")]
pub use values::Source;
#[cfg(feature = "unions")]
pub use values::UnknownJson;
#[cfg(feature = "parameters")]
pub use values::Upload;
#[cfg(feature = "enums")]
#[doc(hidden)]
pub use values::read_text;
#[cfg(feature = "base64")]
pub use values::{Base64, Base64Error};
pub use values::{Empty, Secret};
#[cfg(feature = "patches")]
pub use values::{Nullable, Set, SetOrChange, SetOrNull};
#[cfg(feature = "enums")]
pub use values::{UnknownText, UnknownValue};
#[cfg(feature = "waiting")]
pub use wait::{Patience, Pollable, Standing, WaitError, Waiting};

#[cfg(feature = "feeds")]
#[doc(hidden)]
pub use crate::feed;
#[cfg(feature = "limits")]
#[doc(hidden)]
pub use crate::limits;
#[cfg(feature = "paging")]
#[doc(hidden)]
pub use crate::paged;
#[cfg(feature = "waiting")]
#[doc(hidden)]
pub use crate::pollable;
#[cfg(feature = "deep")]
#[doc(hidden)]
pub use crate::threads;
#[doc(hidden)]
pub use crate::{about, failure, operation, success};
#[cfg(feature = "records")]
#[doc(hidden)]
pub use crate::{build, record, setters};
#[cfg(feature = "enums")]
#[doc(hidden)]
pub use crate::{closed_text_enum, text_enum};
#[cfg(feature = "unions")]
#[doc(hidden)]
pub use crate::{one_of, union};
