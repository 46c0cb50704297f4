//! An operation that tells what has changed, written the way the generator writes it.

use std::time::Duration;

use oasmith_runtime::runtime::{
    Call, Core, DecodeError, Feed, FeedRules, Operation, OperationInfo, Partitions, Position, Reply, Request, Retry,
    decode,
};
use serde::Deserialize;
use serde_json::json;

use crate::sample::ApiFailure;

/// `PLAIN` is another one of the kind, which has no word for the beginning.
#[derive(Clone, Debug)]
pub(super) struct Watch<const PLAIN: bool = false> {
    call: Call,
    pub(super) log: &'static str,
    pub(super) filter: Option<&'static str>,
    pub(super) limit: Option<u32>,
    /// In seconds.
    pub(super) wait: Option<u64>,
    pub(super) number: Number,
    partition: u32,
    start: Option<String>,
    cursor: Option<String>,
}

/// What is known of the number of partitions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    One,
    Unknown,
    /// It is the first event of the log `number`.
    Asked,
}

impl<const PLAIN: bool> Watch<PLAIN> {
    pub(super) fn new(core: &Core) -> Self {
        Self {
            call: Call::new(core),
            log: "main",
            filter: None,
            limit: None,
            wait: None,
            number: Number::One,
            partition: 0,
            start: None,
            cursor: None,
        }
    }

    pub(super) fn wait(mut self, seconds: u64) -> Self {
        self.wait = Some(seconds);
        self
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Seen {
    pub(super) events: Vec<u64>,
    pub(super) cursor: Option<String>,
    pub(super) more: bool,
}

impl<const PLAIN: bool> Operation for Watch<PLAIN> {
    const INFO: OperationInfo = OperationInfo {
        id: if PLAIN { "watchPlain" } else { "watch" },
        method: "POST",
        path: "/logs/{log}/watch",
        retry: Retry::Read,
    };
    type Output = Seen;
    type Failure = ApiFailure;

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        let body = json!({
            "filter": self.filter,
            "limit": self.limit,
            "wait": self.wait,
            "partition": self.partition,
            "start": self.start,
            "cursor": self.cursor,
        });
        Request::new().path("log", self.log).json(&body)
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        decode::json(reply)
    }

    fn failure(reply: &Reply) -> Option<Self::Failure> {
        decode::failure(reply)
    }
}

impl<const PLAIN: bool> Feed for Watch<PLAIN> {
    const RULES: FeedRules = FeedRules {
        beginning: if PLAIN { None } else { Some("first") },
        now: "now",
        loose: &["partition", "start", "cursor", "limit", "wait"],
        refused_cursor: &[400, 410],
    };

    fn seek(&mut self, partition: u32, position: Position<'_>) {
        self.partition = partition;
        match position {
            Position::Start(word) => (self.start, self.cursor) = (word.map(str::to_owned), None),
            Position::Cursor(cursor) => (self.start, self.cursor) = (None, Some(cursor.to_owned())),
        }
    }

    fn cursor(output: &Seen, _: u32) -> Option<String> {
        output.cursor.clone()
    }

    fn has_more(output: &Seen) -> bool {
        output.more
    }

    fn is_empty(output: &Seen) -> bool {
        output.events.is_empty()
    }

    fn long_poll(&self) -> Option<Duration> {
        self.wait.map(Duration::from_secs)
    }

    fn partitions(&self) -> Partitions {
        let mut question = self.clone();
        question.log = "number";
        match self.number {
            Number::One => Partitions::One,
            Number::Unknown => Partitions::Unknown,
            Number::Asked => Partitions::asked(question, |seen| u32::try_from(*seen.events.first()?).ok()),
        }
    }
}
