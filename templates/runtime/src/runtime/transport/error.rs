use std::error::Error as StdError;
use std::fmt;

use super::certificates::is_about_certificate;
use crate::runtime::error::causes;

/// A request without a response, or a response that broke off.
pub struct TransportError {
    sort: Sort,
    note: Option<&'static str>,
    source: Box<dyn StdError + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Connect,
    Certificate,
    Timeout,
    Other,
}

impl TransportError {
    /// No connection was made: the service has seen nothing of the request. If a cause says that a certificate was
    /// rejected, this is a [`certificate`](TransportError::certificate) error.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        match is_about_certificate(&*source) {
            true => Self::certificate(source),
            false => Self::new(Sort::Connect, source),
        }
    }

    /// No connection was made, because a certificate is invalid, expired, untrusted or for another host. Trying again
    /// does not help, so a call that ends in this error is not repeated.
    pub fn certificate(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Certificate, source)
    }

    /// No connection was made, because the client cannot make any at the moment.
    #[cfg(feature = "connections")]
    pub(super) fn unprepared(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Connect, source)
    }

    /// The time is over. The service may have seen the request.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Timeout, source)
    }

    /// Anything else. The service may have seen the request.
    pub fn other(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Sort::Other, source)
    }

    fn new(sort: Sort, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        let note = None;
        Self { sort, note, source }
    }

    /// Adds what the causes do not say; it comes before the last cause.
    pub(super) fn with_note(mut self, note: Option<&'static str>) -> Self {
        self.note = note;
        self
    }

    /// Whether no connection was made, for whatever reason.
    pub fn is_connect(&self) -> bool {
        matches!(self.sort, Sort::Connect | Sort::Certificate)
    }

    /// Whether no connection was made because of a certificate.
    pub fn is_certificate(&self) -> bool {
        self.sort == Sort::Certificate
    }

    /// Whether the time is over.
    pub fn is_timeout(&self) -> bool {
        self.sort == Sort::Timeout
    }
}

/// The last cause says most ("connection refused"); those between are about layers of the HTTP library.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(note) = self.note {
            write!(f, "{note}: ")?;
        }
        causes(&*self.source)
            .last()
            .map_or(Ok(()), |last| fmt::Display::fmt(last, f))
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("sort", &self.sort)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
