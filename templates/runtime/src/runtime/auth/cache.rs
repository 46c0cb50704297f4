use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

use super::{Bearer, Token, TokenError, TokenProvider, bearer_header};
use crate::runtime::BoxFuture;

/// The longest time before its end at which a token is renewed.
const MOST_MARGIN: Duration = Duration::from_secs(30);

/// Keeps the token of a provider. All calls that need one wait for the same fetch.
///
/// The fetch belongs to no call: whoever holds the lock drives it, and leaves it behind for the next one when its time is
/// over. So nothing has to be spawned, and a call with a short limit does not begin the fetch again and again.
pub(crate) struct TokenCache {
    provider: Arc<dyn TokenProvider>,
    /// The limit of a fetch.
    limit: Duration,
    /// Counts the fetches that have ended, well or badly.
    fetches: AtomicU64,
    kept: Mutex<Option<Kept>>,
    fetching: tokio::sync::Mutex<Fetching>,
}

#[derive(Default)]
struct Fetching {
    running: Option<Running>,
    failure: Option<TokenError>,
}

struct Running {
    fetch: BoxFuture<'static, Result<Token, TokenError>>,
    start: Instant,
}

struct Kept {
    bearer: Bearer,
    generation: u64,
    renew_at: Option<Instant>,
}

impl TokenCache {
    pub(super) fn new(provider: Box<dyn TokenProvider>, limit: Duration) -> Self {
        Self {
            provider: provider.into(),
            limit,
            fetches: AtomicU64::new(0),
            kept: Mutex::default(),
            fetching: tokio::sync::Mutex::default(),
        }
    }

    pub(super) async fn bearer(&self) -> Result<Bearer, TokenError> {
        let fetches_before = self.fetches.load(Ordering::Acquire);
        if let Some(bearer) = self.fresh() {
            return Ok(bearer);
        }
        let mut fetching = self.fetching.lock().await;
        if let Some(bearer) = self.fresh() {
            return Ok(bearer);
        }
        // A fetch that failed while this call waited for the lock was its fetch too: a thousand waiting calls must
        // not ask a failing token endpoint one after the other.
        if let Some(failure) = &fetching.failure
            && self.fetches.load(Ordering::Acquire) != fetches_before
        {
            return Err(failure.clone());
        }
        self.fetch(&mut fetching).await
    }

    pub(super) fn forget(&self, generation: u64) {
        let mut kept = self.kept();
        if kept.as_ref().is_some_and(|kept| kept.generation == generation) {
            *kept = None;
        }
    }

    /// The kept token, unless it is about to expire.
    fn fresh(&self) -> Option<Bearer> {
        let kept = self.kept();
        let is_fresh = |kept: &&Kept| kept.renew_at.is_none_or(|renew_at| Instant::now() < renew_at);
        kept.as_ref().filter(is_fresh).map(|kept| kept.bearer.clone())
    }

    // Nothing that may panic happens under this lock.
    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // Should the caller go away in the middle, the lock is free again and the next one goes on with the same fetch.
    async fn fetch(&self, fetching: &mut Fetching) -> Result<Bearer, TokenError> {
        fetching.failure = None;
        // What nobody has waited for in all that time is about a connection of long ago.
        let is_stale = |running: &mut Running| running.start.elapsed() >= self.limit;
        fetching.running.take_if(is_stale);
        let start = fetching.running.get_or_insert_with(|| self.start()).start;
        let fetched = drive(&mut fetching.running).await;
        let generation = self.fetches.fetch_add(1, Ordering::AcqRel) + 1;
        match fetched.and_then(|token| keep(&token, start, generation)) {
            // The token goes to this call even if it is about to expire, or a short life would mean two fetches.
            Ok(kept) => {
                let bearer = kept.bearer.clone();
                *self.kept() = Some(kept);
                Ok(bearer)
            }
            Err(error) => {
                *self.kept() = None;
                fetching.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    fn start(&self) -> Running {
        let (provider, limit) = (Arc::clone(&self.provider), self.limit);
        let fetch = async move {
            let late = |_| TokenError::new(format!("it did not come within {limit:?}")).transient(true);
            tokio::time::timeout(limit, provider.token()).await.map_err(late)?
        };
        Running {
            fetch: Box::pin(fetch),
            start: Instant::now(),
        }
    }
}

/// Drives the fetch to its end and takes it away. A provider that panics is not asked to go on.
async fn drive(running: &mut Option<Running>) -> Result<Token, TokenError> {
    std::future::poll_fn(|context| {
        let Some(mut now) = running.take() else {
            return Poll::Ready(Err(TokenError::new("the token request has ended already")));
        };
        let poll = now.fetch.as_mut().poll(context);
        if poll.is_pending() {
            *running = Some(now);
        }
        poll
    })
    .await
}

fn keep(token: &Token, start: Instant, generation: u64) -> Result<Kept, TokenError> {
    let header = bearer_header(&token.secret)?;
    let renew_at = token.expires_at.map(|expires_at| {
        let lifetime = expires_at.saturating_duration_since(start);
        expires_at.checked_sub(MOST_MARGIN.min(lifetime / 10)).unwrap_or(start)
    });
    Ok(Kept {
        bearer: Bearer {
            header: Some(header),
            generation: Some(generation),
        },
        generation,
        renew_at,
    })
}
