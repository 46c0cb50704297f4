use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::rules::Bulk;
use crate::runtime::RetryPolicy;
use crate::runtime::call::Scope;

const CONCURRENCY: usize = 2;
const MOST_DETAILS: usize = 100_000;

/// Sends any number of items by an operation that takes a few at a time.
///
/// Items are taken from the source as they are needed, so that a source of any length runs in little memory: about
/// twice the bytes of a request for each request under way. What the service turns away is sent again, item by item if
/// its response is about items; what it has done is not.
#[must_use = "nothing is sent until `send_all` or `send_stream` is awaited"]
pub struct BulkSend<O: Bulk> {
    pub(super) operation: O,
    pub(super) concurrency: usize,
    pub(super) most_items: usize,
    pub(super) most_bytes: usize,
    pub(super) most_details: usize,
    pub(super) stop_after: Option<u64>,
    pub(super) keep_done: bool,
    pub(super) progress: Option<Arc<dyn Fn(Progress) + Send + Sync>>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Items whose fate is settled.
    pub settled: u64,
    /// Of these, items that the service has taken.
    pub done: u64,
    /// Of these, items that the service or the client has refused for good.
    pub rejected: u64,
}

impl<O: Bulk> BulkSend<O> {
    /// Sends by this operation, whose own items are left out; generated code calls it.
    pub fn new(mut operation: O) -> Self {
        operation.call_mut().set_scope(Scope::Refused);
        Self {
            operation,
            concurrency: CONCURRENCY,
            most_items: O::RULES.most_items,
            most_bytes: O::RULES.most_bytes,
            most_details: MOST_DETAILS,
            stop_after: None,
            keep_done: false,
            progress: None,
        }
    }

    /// How many requests are under way at a time; 2 by default.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests.max(1);
        self
    }

    /// The most items of a request; never more than the service takes.
    pub fn max_items(mut self, items: usize) -> Self {
        self.most_items = items.clamp(1, O::RULES.most_items);
        self
    }

    /// The most bytes of a request's body before it is compressed; never more than the service takes.
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.most_bytes = bytes.min(O::RULES.most_bytes);
        self
    }

    /// Keeps the keys of the items that are done in the report. Without this they are only counted.
    pub fn keep_done(mut self) -> Self {
        self.keep_done = true;
        self
    }

    /// The most rejected items that the report describes; more are only counted. As many unsettled ones stop the run,
    /// because these are kept with their content; [`retry_rest`](super::Report::retry_rest) goes on with the source. It
    /// sends the unsettled ones first, so if as many stay unknown, it stops again before it reaches the source:
    /// [`settle`](super::Report::settle) them before. 100 000 by default.
    pub fn max_details(mut self, items: usize) -> Self {
        self.most_details = items;
        self
    }

    /// Takes nothing more from the source once a run has so many rejected items.
    /// [`retry_rest`](super::Report::retry_rest) goes on.
    pub fn stop_after(mut self, rejected: u64) -> Self {
        self.stop_after = Some(rejected);
        self
    }

    /// Calls this after each request whose items are settled.
    pub fn on_progress(mut self, progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// How a request is repeated, and how often an item is sent again at most.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.operation.call_mut().set_retry(policy);
        self
    }

    /// Limits each attempt of a request.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.operation.call_mut().set_timeout(limit);
        self
    }

    /// Changes what all requests have besides their items: headers, options of the body.
    pub fn configure(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.operation = change(self.operation);
        self.operation.call_mut().set_scope(Scope::Refused);
        self
    }
}

impl<O: Bulk> Clone for BulkSend<O> {
    fn clone(&self) -> Self {
        Self {
            operation: self.operation.clone(),
            concurrency: self.concurrency,
            most_items: self.most_items,
            most_bytes: self.most_bytes,
            most_details: self.most_details,
            stop_after: self.stop_after,
            keep_done: self.keep_done,
            progress: self.progress.clone(),
        }
    }
}

impl<O: Bulk> fmt::Debug for BulkSend<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkSend")
            .field("operation", &O::INFO.id)
            .field("concurrency", &self.concurrency)
            .field("max_items", &self.most_items)
            .field("max_bytes", &self.most_bytes)
            .finish_non_exhaustive()
    }
}
