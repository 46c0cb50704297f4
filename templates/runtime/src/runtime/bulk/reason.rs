use std::fmt;
use std::sync::Arc;

/// Why an item was not taken. Its text is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub(super) kind: ReasonKind,
    pub(super) status: Option<u16>,
    pub(super) message: Arc<str>,
    pub(super) request_id: Option<Arc<str>>,
}

/// Why an item was not taken, in kinds that a program may tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReasonKind {
    /// The service has such an item already, or somebody else changed it at the same time.
    Conflict,
    /// Another item of the same request has the same key. Nothing of them was written.
    Duplicate,
    /// It alone is more than a request may hold. It was not sent.
    TooLarge,
    /// It cannot be written as JSON: there is a NaN in it, for example. It was not sent.
    Unwritable,
    /// The service does not take it, whatever the status says.
    Refused,
    /// The service failed at it, or was too busy.
    Unavailable,
    /// There was no response that tells: none at all, or one that the operation does not declare, such as a login page.
    Unanswered,
    /// The run had stopped before.
    Stopped,
}

impl Reason {
    pub(super) fn new(kind: ReasonKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            status: None,
            message: message.into().into(),
            request_id: None,
        }
    }

    pub(super) fn stopped() -> Self {
        Self::new(ReasonKind::Stopped, "the run had stopped")
    }

    /// The same, with why it was not sent again, if anything but the number of attempts forbade it.
    pub(super) fn noting(self, stop: Option<&str>) -> Self {
        match stop {
            Some(stop) => Self {
                message: format!("{} [{stop}]", self.message).into(),
                ..self
            },
            None => self,
        }
    }

    /// Why, in kinds.
    pub fn kind(&self) -> ReasonKind {
        self.kind
    }

    /// The status that the service gave the item, or the request if it gave none to items.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// What the service said about it, or the client.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The id of the request that decided.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
