use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::client_credentials::ClientCredentials;
use super::fetch::Fetch;
use super::provider::{Token, TokenProvider};
use crate::runtime::auth::TokenError;
use crate::runtime::auth::bearer::{Bearer, bearer_header};

/// The longest time before its end at which a token is renewed.
const MOST_MARGIN: Duration = Duration::from_secs(30);

/// Keeps the token of a provider. All calls that need one wait for the same fetch.
///
/// The fetch belongs to no call: each that waits drives it, and one whose time is over leaves it behind for the others.
/// So nothing has to be spawned, and a call with a short limit does not begin the fetch again and again.
pub(crate) struct TokenCache {
    provider: Arc<dyn TokenProvider>,
    /// The limit of a fetch.
    limit: Duration,
    /// What the provider logs in with, if that is known.
    pub(in crate::runtime::auth) credentials: Option<Arc<ClientCredentials>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    running: Option<Arc<Fetch>>,
    /// How many fetches have begun.
    fetches: u64,
}

#[derive(Clone)]
struct Kept {
    bearer: Bearer,
    generation: u64,
    renew_at: Option<Instant>,
}

impl TokenCache {
    pub(super) fn new(
        provider: Box<dyn TokenProvider>,
        limit: Duration,
        credentials: Option<Arc<ClientCredentials>>,
    ) -> Self {
        Self {
            provider: provider.into(),
            limit,
            credentials,
            state: Mutex::default(),
        }
    }

    pub(in crate::runtime::auth) async fn bearer(&self) -> Result<Bearer, TokenError> {
        let fetch = match self.kept_or_running() {
            Ok(bearer) => return Ok(bearer),
            Err(fetch) => fetch,
        };
        let fetched = fetch.wait().await;
        let kept = fetched.and_then(|token| keep(&token, fetch.start, fetch.generation));
        self.end(&fetch, kept.as_ref().ok());
        // The token goes to this call even if it is about to expire, or a short life would mean two fetches.
        kept.map(|kept| kept.bearer)
    }

    pub(in crate::runtime::auth) fn forget(&self, generation: u64) {
        self.state().kept.take_if(|kept| kept.generation == generation);
    }

    /// The kept token, unless it is about to expire; otherwise the fetch to wait for.
    fn kept_or_running(&self) -> Result<Bearer, Arc<Fetch>> {
        // Dropped when the lock is free again, because it is somebody else's code.
        let _stale;
        let mut state = self.state();
        let is_fresh = |kept: &&Kept| kept.renew_at.is_none_or(|renew_at| Instant::now() < renew_at);
        if let Some(kept) = state.kept.as_ref().filter(is_fresh) {
            return Ok(kept.bearer.clone());
        }
        // What nobody has waited for in all that time is about a connection of long ago.
        let is_over = |fetch: &mut Arc<Fetch>| fetch.start.elapsed() >= self.limit || fetch.is_broken();
        _stale = state.running.take_if(is_over);
        if let Some(fetch) = &state.running {
            return Err(Arc::clone(fetch));
        }
        state.fetches += 1;
        let fetch = Arc::new(self.start(state.fetches));
        state.running = Some(Arc::clone(&fetch));
        Err(fetch)
    }

    /// The first call that sees the end of a fetch keeps its token.
    fn end(&self, fetch: &Arc<Fetch>, kept: Option<&Kept>) {
        let mut state = self.state();
        if state.running.take_if(|running| Arc::ptr_eq(running, fetch)).is_some() {
            state.kept = kept.cloned();
        }
    }

    // Nothing that may panic happens under this lock.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, generation: u64) -> Fetch {
        let (provider, limit) = (Arc::clone(&self.provider), self.limit);
        let fetch = async move {
            let late = |_| TokenError::new(format!("it did not come within {limit:?}")).transient(true);
            tokio::time::timeout(limit, provider.token()).await.map_err(late)?
        };
        Fetch::new(Box::pin(fetch), generation)
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
