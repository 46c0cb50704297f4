//! What an operation does beyond its request and its response.

use crate::plan::{Bulk, Feed, MaxRequest, Paging, Polling, Retry};

/// What the extensions of an operation say, or what is inferred.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Behaviour {
    /// What a repetition does.
    pub retry: Retry,
    /// Statuses besides the usual ones after which it may be sent again.
    pub repeatable: Vec<u16>,
    pub max_request: Option<MaxRequest>,
    /// The limit of an attempt in seconds.
    pub timeout: Option<u64>,
    pub paging: Option<Paging>,
    pub bulk: Option<Bulk>,
    pub feed: Option<Feed>,
    pub polling: Option<Polling>,
}

impl Behaviour {
    /// The sentences about the limits of an operation.
    pub(in crate::lower) fn notes(&self) -> impl Iterator<Item = String> + use<> {
        let size = self.max_request.map(|most| {
            let bytes = most.bytes;
            format!("A request of more than about {bytes} bytes, without what JSON adds, is refused before it is sent.")
        });
        let time = self.timeout.map(|seconds| {
            format!("An attempt takes at most {seconds} s, unless the client or the call says otherwise.")
        });
        size.into_iter().chain(time)
    }
}
