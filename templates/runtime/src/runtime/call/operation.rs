use std::fmt::{self, Debug};
use std::time::Duration;

use http::HeaderMap;

use super::core::Core;

use super::info::OperationInfo;
#[cfg(feature = "paging")]
use super::paging::Place;
use super::reply::Reply;
use super::request::{Request, caller_header};
#[cfg(feature = "bulk")]
use super::retry::Budget;
use super::retry::{RetryPolicy, Scope};
use super::success::Success;
use crate::runtime::DecodeError;

/// An operation with its arguments. The generated request types implement it; the macros `operation!` and `paged!`
/// add the methods that send it.
pub trait Operation: Sized + Send + 'static {
    /// The facts about it.
    const INFO: OperationInfo;
    /// Whether a success may be handed over unread, so that its body can be taken as it arrives.
    const STREAMED: bool = false;
    /// Statuses besides 429, 502, 503 and 504 after which it may be sent again, if it creates nothing.
    const REPEATABLE: &'static [u16] = &[];
    /// Where an error's body tells what became of each item, as a JSON pointer.
    const RESULTS: Option<&'static str> = None;
    /// The limit of each attempt, if neither the client nor the call has one.
    const TIMEOUT: Option<Duration> = None;
    /// The successes that the document declares. An operation whose successes are always decoded from JSON may leave
    /// this out, because what can be decoded is a success anyway.
    const SUCCESS: Success = Success::UNDECLARED;
    /// The value of a success.
    type Output: Send + 'static;
    /// The error body that the API describes.
    type Failure: Debug + Send + Sync + 'static;

    /// The client and the options of this one call.
    fn call(&self) -> &Call;
    /// The client and the options of this one call, to change.
    fn call_mut(&mut self) -> &mut Call;
    /// Writes the arguments into a request.
    fn request(&self) -> Request;
    /// Whether this response, of which only the body is missing, is handed over unread. By default every success is,
    /// if the operation is [`STREAMED`](Operation::STREAMED); one that also has responses of other kinds tells them
    /// apart here, by status or [`media_type`](Reply::media_type).
    fn is_streamed(reply: &Reply) -> bool {
        reply.is_success()
    }
    /// Reads the response of a success.
    ///
    /// # Errors
    ///
    /// The body does not have the described form.
    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError>;
    /// Reads the response of a failure, if it has the described form. By default nothing is described.
    fn failure(_reply: &Reply) -> Option<Self::Failure> {
        None
    }
}

/// What sending needs to know of an operation.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub(super) info: OperationInfo,
    /// Which responses are handed over unread, if any are.
    pub(super) is_streamed: Option<fn(&Reply) -> bool>,
    pub(super) repeatable: &'static [u16],
    pub(super) results: Option<&'static str>,
    pub(super) timeout: Option<Duration>,
    pub(super) success: Success,
}

impl Plan {
    /// The plan of a request that is not an operation of the document.
    #[cfg(feature = "uploads")]
    pub(super) const fn simple(info: OperationInfo) -> Self {
        Self {
            info,
            is_streamed: None,
            repeatable: &[],
            results: None,
            timeout: None,
            success: Success::UNDECLARED,
        }
    }

    pub(crate) const fn of<O: Operation>() -> Self {
        Self {
            info: O::INFO,
            is_streamed: if O::STREAMED { Some(O::is_streamed) } else { None },
            repeatable: O::REPEATABLE,
            results: O::RESULTS,
            timeout: O::TIMEOUT,
            success: O::SUCCESS,
        }
    }
}

/// The client with the options of one call.
#[derive(Clone)]
pub struct Call {
    core: Core,
    timeout: Option<Duration>,
    max_response: Option<usize>,
    policy: Option<RetryPolicy>,
    scope: Scope,
    /// Whether it waits for its turn among the requests under way.
    takes_turns: bool,
    headers: HeaderMap,
    fault: Option<String>,
    /// The page of a list, where the arguments do not name it.
    #[cfg(feature = "paging")]
    place: Option<Place>,
}

impl Call {
    /// A call with the client's own options.
    pub fn new(core: &Core) -> Self {
        Self {
            core: core.clone(),
            timeout: None,
            max_response: None,
            policy: None,
            scope: Scope::default(),
            takes_turns: true,
            headers: HeaderMap::new(),
            fault: None,
            #[cfg(feature = "paging")]
            place: None,
        }
    }

    /// The client.
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// Limits each attempt of this call, from asking for a token to the last byte of the response. For a body that
    /// is read as it arrives: to the headers of the response, and each wait for a piece of the body.
    pub fn set_timeout(&mut self, limit: Duration) {
        self.timeout = Some(limit);
    }

    /// Limits the bytes of the response that are kept in memory, in place of the client's limit.
    pub fn set_max_response(&mut self, bytes: usize) {
        self.max_response = Some(bytes);
    }

    /// Repeats this call by another policy than the client's.
    pub fn set_retry(&mut self, policy: RetryPolicy) {
        self.policy = Some(policy);
    }

    /// Limits this call with all its attempts and pauses.
    pub fn set_deadline(&mut self, limit: Duration) {
        let policy = self.policy().clone();
        self.policy = Some(policy.deadline(limit));
    }

    #[cfg(feature = "bulk")]
    pub(crate) fn set_scope(&mut self, scope: Scope) {
        self.scope = scope;
    }

    pub(crate) fn policy(&self) -> &RetryPolicy {
        self.policy.as_ref().unwrap_or(&self.core.inner.retry)
    }

    /// What the client may still spend on repetitions.
    #[cfg(feature = "bulk")]
    pub(crate) fn budget(&self) -> &Budget {
        &self.core.inner.budget
    }

    #[cfg(feature = "paging")]
    pub(super) fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    #[cfg(feature = "paging")]
    pub(super) fn set_place(&mut self, place: Place) {
        self.place = Some(place);
    }

    /// For requests that the caller may leave alone for a while: they must not keep a turn from the calls that are made
    /// meanwhile.
    #[cfg(feature = "feeds")]
    pub(crate) fn take_no_turns(&mut self) {
        self.takes_turns = false;
    }

    pub(super) fn takes_turns(&self) -> bool {
        self.takes_turns
    }

    pub(super) fn scope(&self) -> Scope {
        self.scope
    }

    /// Sends a header with this call, in place of the client's or the operation's own of that name. An invalid name
    /// or value makes the call fail.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match caller_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(fault) => self.fault = self.fault.take().or(Some(fault)),
        }
    }

    /// The limit of an attempt: that of the call, of the client, of the operation, or the usual one.
    pub(crate) fn timeout(&self, of_operation: Option<Duration>) -> Duration {
        self.timeout.unwrap_or_else(|| self.core.timeout(of_operation))
    }

    /// The most bytes of the response that are kept in memory.
    pub(super) fn max_response(&self) -> usize {
        self.max_response.unwrap_or(self.core.inner.max_response)
    }

    pub(super) fn headers(&self) -> Result<&HeaderMap, &str> {
        self.fault.as_deref().map_or(Ok(&self.headers), Err)
    }
}

impl Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("core", &self.core)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
