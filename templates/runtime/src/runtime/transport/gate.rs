//! How many requests of a client are under way at the same time.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The most requests at a time, unless the client has another limit. Many systems allow a process 1024 open files,
/// which are not only for connections, and not only for those of one client.
pub(crate) const MOST_AT_A_TIME: usize = 256;

/// Lets a limited number of requests through. Those that wait go in the order in which they came.
pub(crate) struct Gate {
    permits: Arc<Semaphore>,
    most: usize,
}

/// A request under way; dropping it lets another one through. `None` for one that takes no turns.
pub(crate) type Permit = Option<OwnedSemaphorePermit>;

impl Gate {
    pub(crate) fn new(most: usize) -> Self {
        let most = most.min(Semaphore::MAX_PERMITS);
        Self {
            permits: Arc::new(Semaphore::new(most)),
            most,
        }
    }

    /// Waits for a turn.
    pub(crate) async fn enter(&self) -> Permit {
        // Most find it open; waiting costs a future of its own.
        match Arc::clone(&self.permits).try_acquire_owned() {
            Ok(permit) => Some(permit),
            Err(_) => Arc::clone(&self.permits).acquire_owned().await.ok(),
        }
    }

    /// Why a request was not sent that waited for so long.
    pub(crate) fn closed(&self, waited: Duration) -> Closed {
        let most = self.most;
        Closed { most, waited }
    }
}

/// No turn came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closed {
    most: usize,
    waited: Duration,
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { most, waited } = self;
        write!(
            f,
            "no turn came within {waited:?}; the limit is {most} at a time, set by `max_connections`, and a stream counts \
             until it ends or is dropped"
        )
    }
}

impl std::error::Error for Closed {}
