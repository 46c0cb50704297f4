//! One fetch of a token, for all calls that wait for it.
//!
//! In: the future of a fetch. Out: its result, for each call that waits. It must not depend on a single call: whichever
//! is polled drives the fetch, and one that is dropped, or kept without being polled, does not hold up the others.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use tokio::time::Instant;

use super::provider::Token;
use crate::runtime::BoxFuture;
use crate::runtime::auth::TokenError;

type Fetched = Result<Token, TokenError>;

pub(super) struct Fetch {
    pub(super) start: Instant,
    /// Counts the fetches of a cache.
    pub(super) generation: u64,
    state: Mutex<State>,
    waiting: Arc<Waiting>,
}

enum State {
    Open(BoxFuture<'static, Fetched>),
    /// A call is polling the future at this moment. Others may have come meanwhile.
    Polled {
        is_missed: bool,
    },
    Done(Fetched),
    /// The provider has panicked.
    Broken,
}

impl Fetch {
    pub(super) fn new(fetch: BoxFuture<'static, Fetched>, generation: u64) -> Self {
        Self {
            start: Instant::now(),
            generation,
            state: Mutex::new(State::Open(fetch)),
            waiting: Arc::default(),
        }
    }

    pub(super) fn is_broken(&self) -> bool {
        matches!(*lock(&self.state), State::Broken)
    }

    /// Drives the fetch, together with the other calls that wait.
    pub(super) async fn wait(&self) -> Fetched {
        let caller = Caller::new(&self.waiting);
        poll_fn(|context| {
            // Before the state is looked at, or a change could go unnoticed.
            caller.waits(context.waker());
            self.poll(context.waker())
        })
        .await
    }

    fn poll(&self, caller: &Waker) -> Poll<Fetched> {
        let all = Waker::from(Arc::clone(&self.waiting));
        let mut state = lock(&self.state);
        let mut fetch = match mem::replace(&mut *state, State::Polled { is_missed: false }) {
            State::Open(fetch) => fetch,
            State::Polled { is_missed } => {
                // A provider whose fetch waits for itself is not woken for that.
                let is_missed = is_missed || !caller.will_wake(&all);
                *state = State::Polled { is_missed };
                return Poll::Pending;
            }
            State::Done(fetched) => {
                *state = State::Done(fetched.clone());
                return Poll::Ready(fetched);
            }
            State::Broken => {
                *state = State::Broken;
                return Poll::Ready(Err(TokenError::new("the token provider has panicked")));
            }
        };
        drop(state);
        // The code of a provider is not run under a lock, because it may panic.
        let unless_it_panics = Break(self);
        let poll = fetch.as_mut().poll(&mut Context::from_waker(&all));
        mem::forget(unless_it_panics);
        let next = match &poll {
            Poll::Ready(fetched) => State::Done(fetched.clone()),
            Poll::Pending => State::Open(fetch),
        };
        let before = mem::replace(&mut *lock(&self.state), next);
        if poll.is_ready() || matches!(before, State::Polled { is_missed: true }) {
            all.wake();
        }
        poll
    }
}

/// Ends a fetch whose provider panics.
struct Break<'a>(&'a Fetch);

impl Drop for Break<'_> {
    fn drop(&mut self) {
        *lock(&self.0.state) = State::Broken;
        Arc::clone(&self.0.waiting).wake();
    }
}

/// Who waits for a fetch. All are woken, because nobody knows which of them will be polled.
#[derive(Default)]
struct Waiting {
    callers: Mutex<Callers>,
}

#[derive(Default)]
struct Callers {
    count: u64,
    wakers: BTreeMap<u64, Waker>,
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        let wakers = mem::take(&mut lock(&self.callers).wakers);
        wakers.into_values().for_each(Waker::wake);
    }
}

/// A call that waits.
struct Caller<'a> {
    number: u64,
    waiting: &'a Waiting,
}

impl<'a> Caller<'a> {
    fn new(waiting: &'a Waiting) -> Self {
        let mut callers = lock(&waiting.callers);
        callers.count += 1;
        Self {
            number: callers.count,
            waiting,
        }
    }

    fn waits(&self, waker: &Waker) {
        lock(&self.waiting.callers).wakers.insert(self.number, waker.clone());
    }
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        // Dropped after the lock is free: a waker is somebody else's code.
        let waker = lock(&self.waiting.callers).wakers.remove(&self.number);
        drop(waker);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
