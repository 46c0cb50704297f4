use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{Bearer, Token, TokenError, TokenProvider, bearer_header};

/// The longest time before its end at which a token is renewed.
const MOST_MARGIN: Duration = Duration::from_secs(30);

/// Keeps the token of a provider. The lock is held while a token is fetched, so that all calls that need one wait
/// for the same.
pub(crate) struct TokenCache {
    provider: Box<dyn TokenProvider>,
    /// Counts the fetches that have ended, well or badly.
    fetches: AtomicU64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    failure: Option<TokenError>,
}

struct Kept {
    bearer: Bearer,
    generation: u64,
    renew_at: Option<Instant>,
}

impl TokenCache {
    pub(super) fn new(provider: Box<dyn TokenProvider>) -> Self {
        Self {
            provider,
            fetches: AtomicU64::new(0),
            state: Mutex::default(),
        }
    }

    pub(super) async fn bearer(&self) -> Result<Bearer, TokenError> {
        let fetches_before = self.fetches.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        if let Some(kept) = &state.kept
            && kept.renew_at.is_none_or(|renew_at| Instant::now() < renew_at)
        {
            return Ok(kept.bearer.clone());
        }
        // A fetch that failed while this call waited for the lock was its fetch too: a thousand waiting calls must
        // not ask a failing token endpoint one after the other.
        if let Some(failure) = &state.failure
            && self.fetches.load(Ordering::Acquire) != fetches_before
        {
            return Err(failure.clone());
        }
        self.fetch(&mut state).await
    }

    pub(super) async fn forget(&self, generation: u64) {
        let mut state = self.state.lock().await;
        if state.kept.as_ref().is_some_and(|kept| kept.generation == generation) {
            state.kept = None;
        }
    }

    // Should the caller go away in the middle, the lock is free again and the next one fetches.
    async fn fetch(&self, state: &mut State) -> Result<Bearer, TokenError> {
        *state = State::default();
        let start = Instant::now();
        let fetched = self.provider.token().await;
        let generation = self.fetches.fetch_add(1, Ordering::AcqRel) + 1;
        match fetched.and_then(|token| keep(&token, start, generation)) {
            // The token goes to this call even if it is about to expire, or a short life would mean two fetches.
            Ok(kept) => {
                let bearer = kept.bearer.clone();
                state.kept = Some(kept);
                Ok(bearer)
            }
            Err(error) => {
                state.failure = Some(error.clone());
                Err(error)
            }
        }
    }
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
