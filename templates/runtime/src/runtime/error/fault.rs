use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::cause::{Cause, redacted};
use super::message::{Remarks, message};
use crate::runtime::auth::Carried;
use crate::runtime::{History, OperationInfo, Printable, Reply, TokenError, TransportError};

/// What went wrong, in the order in which things can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Build,
    Request,
    TooLarge,
    Token,
    /// No turn among the client's requests.
    Queue,
    Connect,
    Certificate,
    Timeout,
    Transport,
    Status,
    /// More of a response than is kept in memory.
    Oversize,
    Decode,
    #[cfg(any(feature = "feeds", feature = "paging"))]
    Paging,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Build => "the client could not be made",
            Self::Request => "the request could not be built",
            Self::TooLarge => "the request is larger than the service takes",
            Self::Token => "no access token",
            Self::Queue => "too many requests of this client were under way, so this one was not sent",
            Self::Certificate => "a certificate was rejected",
            Self::Oversize => "the response is too large",
            Self::Connect => "the service could not be reached",
            Self::Timeout => "no complete response in time",
            Self::Transport => "the connection failed",
            #[cfg(any(feature = "feeds", feature = "paging"))]
            Self::Paging => "paging stopped",
            Self::Status => "",
            Self::Decode => "the response is not what the API describes",
        }
    }

    pub(crate) fn of(error: &TransportError) -> Self {
        if error.is_timeout() {
            Self::Timeout
        } else if error.is_certificate() {
            Self::Certificate
        } else if error.is_connect() {
            Self::Connect
        } else {
            Self::Transport
        }
    }
}

/// The part of a call's error that does not depend on the operation's types.
pub(crate) struct Fault {
    pub(super) kind: Kind,
    pub(super) operation: Option<OperationInfo>,
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) remarks: Remarks,
    pub(super) request_id: Option<String>,
    pub(super) attempts: u32,
    pub(super) history: History,
    /// Why it was not repeated although it may have been.
    pub(super) stop: Option<&'static str>,
    cause: Option<Cause>,
}

impl Fault {
    /// A fault before anything was sent.
    pub(crate) fn unsent(
        kind: Kind,
        operation: Option<OperationInfo>,
        cause: impl StdError + Send + Sync + 'static,
    ) -> Box<Self> {
        Self::without_response(kind, operation, 0, cause)
    }

    /// A fault without a response of the service.
    pub(crate) fn without_response(
        kind: Kind,
        operation: Option<OperationInfo>,
        attempts: u32,
        cause: impl StdError + Send + Sync + 'static,
    ) -> Box<Self> {
        Box::new(Self {
            kind,
            operation,
            status: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            remarks: Remarks::default(),
            request_id: None,
            attempts,
            history: History::default(),
            stop: None,
            cause: Some(Box::new(cause)),
        })
    }

    /// A fault in the response. The credentials of the request are taken out of all that it holds: nothing else
    /// makes an error of what a service has sent.
    pub(crate) fn in_response(kind: Kind, mut reply: Box<Reply>, cause: Option<Cause>) -> Box<Self> {
        reply.redact();
        Box::new(Self {
            kind,
            operation: reply.operation,
            status: Some(reply.status),
            headers: reply.headers,
            body: reply.body,
            remarks: reply.remarks,
            request_id: reply.request_id,
            attempts: reply.attempts,
            history: reply.history,
            stop: reply.stop,
            cause: cause.map(|cause| redacted(cause, &reply.carried.redactor())),
        })
    }

    /// The same without these credentials in its cause.
    pub(crate) fn redacted(mut self: Box<Self>, carried: &Carried) -> Box<Self> {
        let redactor = carried.redactor();
        self.cause = self.cause.map(|cause| redacted(cause, &redactor));
        self
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Says what came before, and why it ended.
    pub(crate) fn after(mut self: Box<Self>, history: History, stop: Option<&'static str>) -> Box<Self> {
        (self.history, self.stop) = (history, stop);
        self
    }

    /// Whether the token endpoint says that asking again may help.
    pub(crate) fn is_transient(&self) -> bool {
        self.cause()
            .and_then(|cause| cause.downcast_ref::<TokenError>())
            .is_some_and(TokenError::is_transient)
    }

    pub(crate) fn may_have_happened(&self) -> bool {
        let now = match self.kind {
            Kind::Timeout | Kind::Transport | Kind::Oversize | Kind::Decode => true,
            Kind::Status => self.status.is_some_and(|status| status.is_server_error()),
            _ => false,
        };
        now || self.history.may_have_happened()
    }

    /// What went wrong, without what it is about.
    pub(crate) fn words(&self) -> String {
        match &self.cause {
            Some(cause) => format!("{}: {}", self.kind.words(), Printable(cause)),
            None => self.kind.words().to_owned(),
        }
    }

    pub(super) fn message(&self) -> Option<String> {
        // The body of a success is data, whatever its keys are called.
        (self.kind == Kind::Status)
            .then(|| message(&self.headers, &self.body, &self.remarks))
            .flatten()
    }

    pub(super) fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }

    pub(super) fn debug<'a, 'b: 'a>(&self, mut out: fmt::DebugStruct<'a, 'b>) -> fmt::DebugStruct<'a, 'b> {
        out.field("kind", &self.kind)
            .field("operation", &self.operation.map(|operation| operation.id))
            .field("status", &self.status.map(|status| status.as_u16()))
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .field("history", &self.history.all())
            .field("message", &self.message())
            .field("cause", &self.cause);
        out
    }
}

/// Whatever a part of it says, nothing unprintable comes out.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Printable(Raw(self)).fmt(f)
    }
}

struct Raw<'a>(&'a Fault);

impl fmt::Display for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

impl Fault {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The path's template, not the path: parameters may be confidential.
        if let Some(OperationInfo { id, method, path, .. }) = self.operation {
            write!(f, "{id} ({method} {path}): ")?;
        }
        f.write_str(self.kind.words())?;
        match (self.kind, self.status) {
            (Kind::Status, Some(status)) => write!(f, "{status}")?,
            (_, Some(status)) => write!(f, " ({status})")?,
            (_, None) => {}
        }
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        match (&self.request_id, self.attempts) {
            (Some(id), 1) => write!(f, " [request id {id}]"),
            (Some(id), attempts) => write!(f, " [request id {id}, {attempts} attempts]"),
            (None, 0 | 1) => Ok(()),
            (None, attempts) => write!(f, " [{attempts} attempts]"),
        }?;
        if !self.history.all().is_empty() {
            write!(f, " [before: {}]", self.history)?;
        }
        if let Some(kept) = self.remarks.cut {
            write!(f, " [body cut off after {kept} bytes]")?;
        }
        self.stop.map_or(Ok(()), |stop| write!(f, " [{stop}]"))
    }
}
