use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::BuildError;

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// How to wait for something to be over: how long between two requests, and how long in all.
///
/// The pauses grow from the first to the longest, each shortened at random by up to a fifth, so that many who wait do
/// not ask at the same moment. There is no pause after the last response, and none reaches beyond the deadline: the
/// last request is sent when it is reached. Dropping the wait ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Patience {
    first: Duration,
    longest: Duration,
    deadline: Option<Duration>,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            first: FIRST_PAUSE,
            longest: LONGEST_PAUSE,
            deadline: None,
        }
    }
}

impl Patience {
    /// Sends the first request after half a second, then less and less often, at least every 15 s, without a deadline.
    pub fn new() -> Self {
        Self::default()
    }

    /// The pause before the first request.
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first = pause;
        self
    }

    /// The longest pause between two requests.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest = pause;
        self
    }

    /// How long to wait in all.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Whether a deadline was set.
    pub fn has_deadline(&self) -> bool {
        self.deadline.is_some()
    }

    /// Sends requests until a response says that it is over, and returns that response.
    ///
    /// # Errors
    ///
    /// A request failed, or the deadline passed.
    pub async fn wait<T, E, F>(
        &self,
        mut ask: impl FnMut() -> F + Send,
        mut is_over: impl FnMut(&T) -> bool + Send,
    ) -> Result<T, WaitError<T, E>>
    where
        F: Future<Output = Result<T, E>> + Send,
    {
        let start = Instant::now();
        let mut pause = self.first;
        loop {
            let left = self.deadline.map(|limit| limit.saturating_sub(start.elapsed()));
            tokio::time::sleep(left.map_or(shortened(pause), |left| left.min(shortened(pause)))).await;
            let response = ask().await.map_err(WaitError::Call)?;
            if is_over(&response) {
                return Ok(response);
            }
            if self.deadline.is_some_and(|limit| start.elapsed() >= limit) {
                return Err(WaitError::Deadline {
                    last: response,
                    waited: start.elapsed(),
                });
            }
            pause = longer(pause).min(self.longest);
        }
    }
}

/// By three fifths. No pause is too long for this.
fn longer(pause: Duration) -> Duration {
    pause.saturating_add(pause / 5 * 3)
}

fn shortened(pause: Duration) -> Duration {
    pause - pause.mul_f64(0.2 * fastrand::f64())
}

/// Why waiting ended before the thing was over.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError<T, E> {
    /// A request failed.
    Call(E),
    /// It ended, but not as it should.
    Failed(T),
    /// The deadline passed. The thing itself goes on.
    Deadline {
        /// The last response.
        last: T,
        /// How long the wait was.
        waited: Duration,
    },
}

impl<T, E> WaitError<T, E> {
    /// The last response; the error if a request failed.
    pub fn into_last(self) -> Result<T, E> {
        match self {
            Self::Call(error) => Err(error),
            Self::Failed(last) | Self::Deadline { last, .. } => Ok(last),
        }
    }

    /// How long the wait was if the deadline passed; zero otherwise.
    pub fn waited(&self) -> Duration {
        match self {
            Self::Deadline { waited, .. } => *waited,
            Self::Call(_) | Self::Failed(_) => Duration::ZERO,
        }
    }
}

/// For what has to be there before a request and is not.
impl<T, E: From<BuildError>> From<BuildError> for WaitError<T, E> {
    fn from(error: BuildError) -> Self {
        Self::Call(error.into())
    }
}

impl<T, E: fmt::Display> fmt::Display for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Failed(_) => f.write_str("it has ended, but not as it should"),
            Self::Deadline { waited, .. } => write!(f, "not over after {:.1} s", waited.as_secs_f64()),
        }
    }
}

impl<T: fmt::Debug, E: StdError + 'static> StdError for WaitError<T, E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::Failed(_) | Self::Deadline { .. } => None,
        }
    }
}
