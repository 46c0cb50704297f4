use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::StateError;
use super::rules::Feed;
use super::start::Start;

const VERSION: u32 = 1;

/// How far a feed has been followed: the cursor of each partition. Save the state of a [`Batch`](super::Batch) after
/// the batch has been processed; a feed that is resumed from it gives what comes after, and maybe some of it again, but
/// skips nothing.
///
/// It is made to be written with serde, and belongs to one feed: to the same stream or subscription, with the same
/// filter.
///
/// A partition that is not among [`partitions`](FeedState::partitions) yet begins where the feed began. If that was not
/// the beginning or a word of the service, it is a time of this machine's clock. A clock that shows less than when the
/// state was made is noticed, and such a partition then begins at the beginning. One that was put back while nothing
/// ran, by less than that took, is not noticed; once each partition has had a batch, no clock matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedState {
    version: u32,
    operation: String,
    /// A digest of what is followed.
    identity: String,
    /// When the feed began, for partitions of which nothing was read yet, in milliseconds since 1970; nothing if it
    /// began at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u64>,
    /// The latest time that the clock has shown, beside `since`: earlier than that means that the clock went back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    word: Option<String>,
    cursors: BTreeMap<u32, String>,
    /// The number of the last turn of each partition, if there are several: the lowest one is next.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    turns: BTreeMap<u32, u64>,
}

impl FeedState {
    /// A feed that begins now, a time since 1970.
    pub(super) fn new<O: Feed>(operation: &O, start: &Start, now: Duration) -> Self {
        let (since, word) = origin(start, now);
        Self {
            version: VERSION,
            operation: O::INFO.id.to_owned(),
            identity: identity(operation),
            since,
            seen: since.map(|_| millis(now)),
            word,
            cursors: BTreeMap::new(),
            turns: BTreeMap::new(),
        }
    }

    /// Whether this state is one of this feed.
    pub(super) fn check<O: Feed>(&self, operation: &O) -> Result<(), StateError> {
        if self.version != VERSION {
            return Err(StateError(format!(
                "the state has version {}, and this client knows {VERSION}",
                self.version
            )));
        }
        if self.operation != O::INFO.id {
            return Err(StateError(format!(
                "the state is one of {}, not of {}",
                self.operation,
                O::INFO.id
            )));
        }
        if self.identity != identity(operation) {
            return Err(StateError(
                "the state belongs to another feed of this operation: what is followed, or its filter, has changed"
                    .to_owned(),
            ));
        }
        Ok(())
    }

    /// Where a partition begins of which nothing was read yet: no later than the first time.
    pub(super) fn start(&self, now: Duration) -> Start {
        let latest = self.since.max(self.seen);
        match (self.since, &self.word) {
            // The clock went back, so nobody knows how long ago it was.
            (Some(_), _) if latest > Some(millis(now)) => Start::Beginning,
            (Some(since), _) => Start::Ago(now.saturating_sub(Duration::from_millis(since))),
            (None, Some(word)) => Start::At(word.clone()),
            (None, None) => Start::Beginning,
        }
    }

    pub(super) fn set(&mut self, partition: u32, cursor: String) {
        self.cursors.insert(partition, cursor);
    }

    /// Notes what the clock shows, if it matters.
    pub(super) fn see(&mut self, now: Duration) {
        if self.since.is_some() {
            self.seen = self.seen.max(Some(millis(now)));
        }
    }

    /// A partition has its turn.
    pub(super) fn take_turn(&mut self, partition: u32) {
        let number = self.last_turn().saturating_add(1);
        self.turns.insert(partition, number);
    }

    /// The number of the last turn of a partition; 0 before its first.
    pub(super) fn turn(&self, partition: u32) -> u64 {
        self.turns.get(&partition).copied().unwrap_or_default()
    }

    /// The number of the last turn of all.
    pub(super) fn last_turn(&self) -> u64 {
        self.turns.values().copied().max().unwrap_or_default()
    }

    /// A partition begins again. All of which nothing was read then share the earlier start, so that none skips
    /// anything.
    pub(super) fn forget(&mut self, partition: u32, start: &Start, now: Duration) {
        self.cursors.remove(&partition);
        let (since, word) = origin(start, now);
        (self.since, self.word) = match (self.since, since) {
            (Some(one), Some(other)) => (Some(one.min(other)), None),
            (one, other) if one == other && self.word == word => (one, word),
            // Of two words only the service knows which is earlier.
            _ => (None, None),
        };
        self.seen = self.since.and(self.seen);
        self.see(now);
    }

    /// The cursor of a partition; `None` before its first batch.
    pub fn cursor(&self, partition: u32) -> Option<&str> {
        self.cursors.get(&partition).map(String::as_str)
    }

    /// The partitions of which something was read.
    pub fn partitions(&self) -> impl Iterator<Item = u32> {
        self.cursors.keys().copied()
    }
}

/// A start as a time in milliseconds since 1970, or as a word; the beginning is neither.
fn origin(start: &Start, now: Duration) -> (Option<u64>, Option<String>) {
    match start {
        Start::Beginning => (None, None),
        Start::Now => (Some(millis(now)), None),
        Start::Ago(time) => (Some(millis(now.saturating_sub(*time))), None),
        Start::At(word) => (None, Some(word.clone())),
    }
}

/// In whole milliseconds, rounded down.
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// A digest of the request without positions and sizes.
fn identity<O: Feed>(operation: &O) -> String {
    let request = operation.request();
    let mut text = request.target(O::INFO.path).unwrap_or_default();
    let body = serde_json::from_slice(&request.body_bytes()).unwrap_or_default();
    if let Value::Object(mut members) = body {
        for name in O::RULES.loose {
            members.remove(*name);
        }
        canonical(&Value::Object(members), &mut text);
    }
    format!("{:016x}", fnv1a(text.as_bytes()))
}

/// JSON with sorted keys, whatever order the crate's map has.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let sorted: BTreeMap<_, _> = members.iter().collect();
            out.push('{');
            for (key, value) in sorted {
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                canonical(value, out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// FNV-1a with 64 bits: it must be the same in all versions, which the standard library's hashes do not promise.
fn fnv1a(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}
