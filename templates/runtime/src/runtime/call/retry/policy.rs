use std::time::Duration;

/// How often, how fast and how long a call is sent again. What may be sent again at all does not depend on it: that
/// follows from what the operation does ([`Retry`](crate::runtime::Retry)) and from what came back.
///
/// Before the n-th repetition the client waits for a random time between 0 and `first · 2ⁿ`, at most `longest`; if the
/// service named a time in `retry-after`, no less than that. Repetitions also draw on a budget that all calls of a
/// client share, so that a service that fails everywhere is not asked ten times as much.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    pub(crate) attempts: u32,
    pub(super) first: Duration,
    pub(super) longest: Duration,
    pub(super) longest_retry_after: Duration,
    deadline: Deadline,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Deadline {
    /// Five minutes, but long enough for one attempt.
    Usual,
    Never,
    After(Duration),
}

const USUAL_DEADLINE: Duration = Duration::from_secs(300);

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 8,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            longest_retry_after: Duration::from_secs(120),
            deadline: Deadline::Usual,
        }
    }
}

impl RetryPolicy {
    /// Up to 8 attempts within 5 minutes, with pauses of up to 0.5, 1, 2, … 30 s, and up to 2 minutes if the service
    /// asks for it. Where the limit of one attempt is longer than 5 minutes, the call may take as long as that.
    pub fn new() -> Self {
        Self::default()
    }

    /// One attempt only. A token that the service refuses is still replaced once.
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// The most attempts, the first one included; at least 1.
    pub fn attempts(mut self, most: u32) -> Self {
        self.attempts = most.max(1);
        self
    }

    /// The longest pause before the first repetition, which doubles with each, and the longest of all.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        (self.first, self.longest) = (first, longest);
        self
    }

    /// The longest time for which the service's `retry-after` is obeyed. If it names a longer one, the client waits
    /// this long.
    pub fn longest_retry_after(mut self, limit: Duration) -> Self {
        self.longest_retry_after = limit;
        self
    }

    /// Limits the whole call, with all attempts and pauses; `None` is no limit. An attempt that is under way then ends
    /// as a timeout, and no pause is begun that would reach beyond.
    pub fn deadline(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.deadline = limit.into().map_or(Deadline::Never, Deadline::After);
        self
    }

    /// The longest time for the whole call, if there is one.
    pub fn whole_deadline(&self) -> Option<Duration> {
        self.deadline_with(Duration::ZERO)
    }

    /// The same for a call of which one attempt may take so long.
    pub(crate) fn deadline_with(&self, attempt: Duration) -> Option<Duration> {
        match self.deadline {
            Deadline::Usual => Some(USUAL_DEADLINE.max(attempt)),
            Deadline::Never => None,
            Deadline::After(limit) => Some(limit),
        }
    }

    /// The pause before the next attempt, after so many.
    pub(crate) fn pause(&self, attempts: u32, retry_after: Option<Duration>) -> Duration {
        let doubled = 2u32.saturating_pow(attempts.saturating_sub(1).min(20));
        let most = self.first.saturating_mul(doubled).min(self.longest);
        let random = most.mul_f64(fastrand::f64());
        match retry_after {
            // All who were told the same time would come back at once without the random part.
            Some(after) => after.min(self.longest_retry_after).saturating_add(random),
            None => random,
        }
    }
}
