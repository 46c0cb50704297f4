// From templates/cdf/src/fake/state.rs; edit it there.

//! Everything that a fake remembers.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::auth::Tokens;
use super::clock::Clock;
use super::faults::Fate;
use super::files::Files;
use super::functions::{Errand, Functions, Handlers};
use super::ids;
use super::journal::Journal;
use super::random::Random;
use super::records::Streams;
use super::sessions::Sessions;
use super::subscriptions::Subscriptions;
use crate::runtime::Secret;

/// What is fixed when a fake is made.
pub(super) struct Settings {
    pub(super) token: Secret,
    pub(super) client_id: String,
    pub(super) client_secret: Secret,
    pub(super) token_lifetime: Duration,
    pub(super) upload_origin: String,
    /// Whether an upload with an `authorization` header is refused.
    pub(super) refuse_leaks: bool,
}

/// How long things take.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    pub(super) upload: Duration,
    pub(super) deployment: Duration,
    pub(super) call: Duration,
}

pub(super) struct Shared {
    pub(super) settings: Settings,
    pub(super) clock: Clock,
    /// Told when there may be new data for a long poll.
    pub(super) news: Notify,
    state: Mutex<State>,
}

impl Shared {
    pub(super) fn new(settings: Settings, clock: Clock, state: State) -> Self {
        Self {
            settings,
            clock,
            news: Notify::new(),
            state: Mutex::new(state),
        }
    }

    /// The state, with its time set. Never held while something is awaited or while a caller's closure runs.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.now = self.clock.now();
        state
    }
}

pub(super) struct State {
    /// Milliseconds since 1970.
    pub(super) now: i64,
    pub(super) random: Random,
    last_id: i64,
    pub(super) fate: Fate,
    pub(super) pace: Pace,
    pub(super) upload_origin: String,
    /// Cursors of an earlier generation have expired.
    pub(super) generation: u64,
    pub(super) tokens: Tokens,
    pub(super) journal: Journal,
    pub(super) streams: Streams,
    pub(super) files: Files,
    pub(super) sessions: Sessions,
    pub(super) functions: Functions,
    pub(super) handlers: Handlers,
    /// Closures to be run once the state is free.
    pub(super) errands: Vec<Errand>,
    pub(super) subscriptions: Subscriptions,
}

impl State {
    pub(super) fn new(seed: u64, fate: Fate, pace: Pace, upload_origin: String) -> Self {
        Self {
            now: 0,
            random: Random::new(seed),
            last_id: ids::FIRST,
            fate,
            pace,
            upload_origin,
            generation: 0,
            tokens: Tokens::default(),
            journal: Journal::default(),
            streams: BTreeMap::new(),
            files: Files::default(),
            sessions: Sessions::default(),
            functions: Functions::default(),
            handlers: BTreeMap::new(),
            errands: Vec::new(),
            subscriptions: Subscriptions::default(),
        }
    }

    pub(super) fn new_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }
}
