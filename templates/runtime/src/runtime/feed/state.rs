use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedState {
    version: u32,
    operation: String,
    /// A digest of what is followed.
    identity: String,
    /// When the feed began, for partitions of which nothing was read yet, in milliseconds since 1970; nothing if it began
    /// at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    word: Option<String>,
    cursors: BTreeMap<u32, String>,
}

impl FeedState {
    pub(super) fn new<O: Feed>(operation: &O, start: &Start) -> Self {
        let (since, word) = origin(start);
        Self {
            version: VERSION,
            operation: O::INFO.id.to_owned(),
            identity: identity(operation),
            since,
            word,
            cursors: BTreeMap::new(),
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
    pub(super) fn start(&self) -> Start {
        let since = self.since.map(|millis| UNIX_EPOCH + Duration::from_millis(millis));
        match (since, &self.word) {
            (Some(since), _) => Start::Ago(SystemTime::now().duration_since(since).unwrap_or_default()),
            (None, Some(word)) => Start::At(word.clone()),
            (None, None) => Start::Beginning,
        }
    }

    pub(super) fn set(&mut self, partition: u32, cursor: String) {
        self.cursors.insert(partition, cursor);
    }

    /// A partition begins anew. All of which nothing was read then share the earlier start, so that none skips anything.
    pub(super) fn forget(&mut self, partition: u32, start: &Start) {
        self.cursors.remove(&partition);
        let (since, word) = origin(start);
        (self.since, self.word) = match (self.since, since) {
            (Some(one), Some(other)) => (Some(one.min(other)), None),
            (one, other) if one == other && self.word == word => (one, word),
            // Of two words only the service knows which is earlier.
            _ => (None, None),
        };
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
fn origin(start: &Start) -> (Option<u64>, Option<String>) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    match start {
        Start::Beginning => (None, None),
        Start::Now => (Some(millis(now)), None),
        Start::Ago(time) => (Some(millis(now.saturating_sub(*time))), None),
        Start::At(word) => (None, Some(word.clone())),
    }
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
