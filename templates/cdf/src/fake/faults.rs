//! Failing on purpose.

use std::time::Duration;

use super::random::Random;

/// How often the fake fails, and in which way. A rate is a share of all requests, 0 to 1. A request meets one fault at
/// most, so that the rates add up; only [`slow`](Faults::slow) comes on top.
///
/// Faults meet requests of the API and uploads, not those to the token endpoint.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// The same seed and the same order of requests give the same faults.
    pub seed: u64,
    /// 429; nothing is done.
    pub rate_limited: f64,
    /// What a 429 says in `retry-after`, rounded up to seconds.
    pub retry_after: Option<Duration>,
    /// 503. For writes of records a random part of them is done, and the response tells which. Otherwise nothing is done.
    pub unavailable: f64,
    /// 500; nothing is done.
    pub server_error: f64,
    /// 502 with a page in HTML, as gateways send it; nothing is done.
    pub bad_gateway: f64,
    /// Whether these 500, 502 and 503 say `cdf-is-auto-retryable: true`.
    pub auto_retryable: bool,
    /// No connection is made.
    pub refused: f64,
    /// The connection breaks; nothing is done.
    pub reset: f64,
    /// All is done, then the connection breaks.
    pub lost_response: f64,
    /// All is done, then the body of the response breaks off in the middle.
    pub truncated: f64,
    /// The second half of the body comes late.
    pub slow: f64,
    /// How late.
    pub slow_for: Duration,
    /// Which requests may fail, by method and by path below the project (`/streams/s/records`), or for uploads below
    /// the host (`/uploads/…`). `None`: all.
    pub only: Option<fn(method: &str, path: &str) -> bool>,
}

/// What befalls one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    RateLimited,
    Unavailable,
    ServerError,
    BadGateway,
    Refused,
    Reset,
    LostResponse,
    Truncated,
}

impl Fault {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::RateLimited => "rate limited",
            Self::Unavailable => "unavailable",
            Self::ServerError => "server error",
            Self::BadGateway => "bad gateway",
            Self::Refused => "refused",
            Self::Reset => "reset",
            Self::LostResponse => "response lost",
            Self::Truncated => "body truncated",
        }
    }
}

/// The faults, and the dice that belong to them.
pub(super) struct Fate {
    pub(super) faults: Faults,
    dice: Random,
}

/// What was thrown for one request.
pub(super) struct Lot {
    pub(super) fault: Option<Fault>,
    pub(super) slow_for: Option<Duration>,
    /// Dice for what the request needs further.
    pub(super) dice: Random,
}

impl Fate {
    pub(super) fn new(faults: Faults) -> Self {
        Self {
            faults,
            dice: Random::new(faults.seed),
        }
    }

    pub(super) fn draw(&mut self, method: &str, path: &str) -> Lot {
        let (thrown, slow, more) = (self.dice.share(), self.dice.share(), self.dice.next());
        let may_fail = self.faults.only.is_none_or(|only| only(method, path));
        Lot {
            fault: self.faults.pick(thrown).filter(|_| may_fail),
            slow_for: Some(self.faults.slow_for).filter(|_| may_fail && slow < self.faults.slow),
            dice: Random::new(more),
        }
    }
}

impl Faults {
    /// The fault in whose part of 0 to 1 the throw lies.
    fn pick(&self, thrown: f64) -> Option<Fault> {
        let rates = [
            (self.rate_limited, Fault::RateLimited),
            (self.unavailable, Fault::Unavailable),
            (self.server_error, Fault::ServerError),
            (self.bad_gateway, Fault::BadGateway),
            (self.refused, Fault::Refused),
            (self.reset, Fault::Reset),
            (self.lost_response, Fault::LostResponse),
            (self.truncated, Fault::Truncated),
        ];
        let mut upper = 0.0;
        for (rate, fault) in rates {
            upper += rate;
            if thrown < upper {
                return Some(fault);
            }
        }
        None
    }
}
