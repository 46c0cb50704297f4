use std::time::Duration;

use tokio::time::Instant;

use super::rules::FeedRules;

/// Where to begin to follow changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// With the oldest change that the service still has.
    Beginning,
    /// With what happens from now on. Services are exact to some seconds only.
    Now,
    /// With what happened this long ago, in whole minutes, rounded up.
    Ago(Duration),
    /// At a word that the service understands.
    At(String),
}

const MINUTE: u64 = 60;

/// A start that stays at the same moment, however late it is asked for: after an hour of failures, `now` is an hour
/// ago.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    start: Start,
    /// When the start was as it says; nothing before it is asked for.
    from: Option<Instant>,
}

impl Origin {
    /// A start that counts from the first request.
    pub(super) fn at_first(start: Start) -> Self {
        Self { start, from: None }
    }

    /// A start that counts from this moment.
    pub(super) fn of(start: Start, from: Instant) -> Self {
        let from = Some(from);
        Self { start, from }
    }

    pub(super) fn start(&self) -> &Start {
        &self.start
    }

    /// The word for a request that is sent at this moment.
    pub(super) fn word(&mut self, rules: &FeedRules) -> Option<String> {
        let now = Instant::now();
        let passed = now.saturating_duration_since(*self.from.get_or_insert(now));
        match &self.start {
            Start::Now if passed > Duration::ZERO => Start::Ago(passed).word(rules),
            Start::Ago(time) => Start::Ago(time.saturating_add(passed)).word(rules),
            start => start.word(rules),
        }
    }
}

impl Start {
    fn word(&self, rules: &FeedRules) -> Option<String> {
        match self {
            Self::Beginning => rules.beginning.map(str::to_owned),
            Self::Now => Some(rules.now.to_owned()),
            Self::Ago(time) => Some(ago(*time)),
            Self::At(word) => Some(word.clone()),
        }
    }
}

/// `2d-ago`, in the largest unit that is exact.
fn ago(time: Duration) -> String {
    let seconds = time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0));
    let minutes = seconds.div_ceil(MINUTE).max(1);
    let units = [(7 * 24 * 60, 'w'), (24 * 60, 'd'), (60, 'h'), (1, 'm')];
    let exact = units.into_iter().find(|(size, _)| minutes.is_multiple_of(*size));
    let (size, unit) = exact.unwrap_or((1, 'm'));
    format!("{}{unit}-ago", minutes / size)
}
