use std::time::Duration;

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

impl Start {
    pub(super) fn word(&self, rules: &FeedRules) -> Option<String> {
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
