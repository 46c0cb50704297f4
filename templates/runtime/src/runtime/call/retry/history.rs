use std::fmt;
use std::time::Duration;

use http::StatusCode;

/// An attempt of a call that was followed by another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailedAttempt {
    /// The HTTP status, if a response was received.
    pub status: Option<StatusCode>,
    /// What went wrong, in words.
    pub cause: String,
    /// How long the client waited then.
    pub pause: Duration,
    /// Whether the service may have done its work: the request went out, and no response said that nothing was done.
    pub may_have_happened: bool,
}

impl fmt::Display for FailedAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

/// All attempts of a call but the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct History(Vec<FailedAttempt>);

impl History {
    pub(super) fn push(&mut self, attempt: FailedAttempt) {
        self.0.push(attempt);
    }

    pub(crate) fn all(&self) -> &[FailedAttempt] {
        &self.0
    }

    pub(crate) fn may_have_happened(&self) -> bool {
        self.0.iter().any(|attempt| attempt.may_have_happened)
    }
}

/// `503 Service Unavailable (2 times); 429 Too Many Requests`
impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = &self.0[..];
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|other| other.cause == first.cause).count();
            f.write_str(&first.cause)?;
            if same > 1 {
                write!(f, " ({same} times)")?;
            }
            rest = &rest[same..];
            if !rest.is_empty() {
                f.write_str("; ")?;
            }
        }
        Ok(())
    }
}
