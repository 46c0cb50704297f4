//! The items of one request, written once: what is sent again is put together from the same bytes.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;
use std::vec;

use bytes::{BufMut, Bytes, BytesMut};
use futures_core::Stream;
use tokio::time::{Instant, timeout_at};

use super::entry::Entry;
use super::envelope::Envelope;
use super::outcome::{Rejected, Unsettled};
use super::reason::{Reason, ReasonKind};
use super::rules::Bulk;
use super::shared::Run;
use super::source::Source;

/// How long a request waits for more items of a slow source.
const LINGER: Duration = Duration::from_secs(1);

/// An item to be sent.
struct Given<I> {
    /// Its place in the source.
    index: u64,
    item: I,
    /// Whether an earlier run may have written it.
    is_lost: bool,
}

/// The items of one request.
pub(super) struct Chunk<O: Bulk> {
    json: BytesMut,
    pub(super) entries: Vec<Entry<O::Item>>,
    /// Items that cannot be sent.
    pub(super) refused: Vec<Rejected<O::Key>>,
}

impl<O: Bulk> Chunk<O> {
    fn new() -> Self {
        Self {
            json: BytesMut::new(),
            entries: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// The body with these of its items.
    pub(super) fn body(&self, envelope: &Envelope, entries: &[Entry<O::Item>]) -> Bytes {
        let length: usize = entries.iter().map(|entry| entry.json.len() + 1).sum();
        let mut body = BytesMut::with_capacity(envelope.len() + length);
        body.put_slice(&envelope.before);
        for (index, entry) in entries.iter().enumerate() {
            if index > 0 {
                body.put_u8(b',');
            }
            body.put_slice(&self.json[entry.json.clone()]);
        }
        body.put_slice(b"]}");
        body.freeze()
    }

    /// Adds an item whose JSON is the last there is, from `start` on.
    fn push(&mut self, given: Given<O::Item>, start: usize) {
        self.entries.push(Entry {
            index: given.index,
            item: given.item,
            json: start..self.json.len(),
            is_lost: given.is_lost,
            failures: 0,
        });
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.refused.is_empty()
    }
}

/// Cuts what an earlier run left open, and then a source, into chunks, each as large as a request may be. A source that
/// has nothing for a second is not waited for while there are items to send.
pub(super) struct Chunks<O: Bulk, S> {
    run: Arc<Run<O>>,
    rest: vec::IntoIter<Unsettled<O>>,
    source: Source<S>,
    next_index: u64,
    /// An item that had no room, with its JSON.
    carried: Option<(Given<O::Item>, BytesMut)>,
    room: usize,
}

impl<O: Bulk, S: Stream<Item = O::Item> + Unpin> Chunks<O, S> {
    /// The first item of the source has this index. Nothing more is taken once the run is stopped.
    pub(super) fn new(run: Arc<Run<O>>, rest: Vec<Unsettled<O>>, source: Source<S>, next_index: u64) -> Self {
        Self {
            rest: rest.into_iter(),
            source,
            next_index,
            carried: None,
            room: run.config.most_bytes.saturating_sub(run.envelope.len()),
            run,
        }
    }

    /// The next chunk. After a stop, what was taken from the source already, so that it has its place in the report.
    pub(super) async fn next(&mut self) -> Option<Chunk<O>> {
        let mut chunk = Chunk::new();
        if let Some((given, json)) = self.carried.take() {
            chunk.json = json;
            chunk.push(given, 0);
        }
        let mut linger = None;
        // Items that cannot be sent are counted, too, or a source of nothing else would be one chunk.
        while chunk.entries.len().max(chunk.refused.len()) < self.run.config.most_items {
            if !chunk.is_empty() && linger.is_none() {
                linger = Some(Instant::now() + LINGER);
            }
            let Some(given) = self.pull(linger).await else { break };
            self.add(&mut chunk, given);
            if self.carried.is_some() {
                break;
            }
        }
        (!chunk.is_empty()).then_some(chunk)
    }

    /// What an earlier run left open and this one has not sent either, and the rest of the source.
    ///
    /// A source that says it has no more items is asked once more, for that may be untrue; the item that it gives then
    /// is part of what is left.
    pub(super) async fn into_rest(mut self) -> (Vec<Unsettled<O>>, Source<S>) {
        let mut rest = Vec::from_iter(self.rest);
        if self.source.seems_drained()
            && let Poll::Ready(Some(item)) = poll_fn(|context| Poll::Ready(self.source.poll(context))).await
        {
            rest.push(Unsettled::stopped(self.next_index, item));
        }
        (rest, self.source)
    }

    /// The next item; `None` if there is none, or none in time, or the run has stopped.
    async fn pull(&mut self, until: Option<Instant>) -> Option<Given<O::Item>> {
        let item = poll_fn(|context| match self.run.is_stopped.load(Ordering::Relaxed) {
            // Whoever stops the run polls this again.
            true => Poll::Ready(None),
            false => self.poll(context),
        });
        match until {
            Some(until) => timeout_at(until, item).await.ok().flatten(),
            None => item.await,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Given<O::Item>>> {
        if let Some(open) = self.rest.next() {
            return Poll::Ready(Some(Given {
                index: open.index,
                is_lost: open.is_lost,
                item: open.item,
            }));
        }
        self.source.poll(context).map(|item| {
            let index = self.next_index;
            self.next_index += u64::from(item.is_some());
            item.map(|item| Given {
                index,
                item,
                is_lost: false,
            })
        })
    }

    fn add(&mut self, chunk: &mut Chunk<O>, given: Given<O::Item>) {
        let start = chunk.json.len();
        let written = serde_json::to_writer((&mut chunk.json).writer(), &given.item);
        if let Some(reason) = self.refusal(written, chunk.json.len() - start) {
            chunk.json.truncate(start);
            chunk.refused.push(Rejected {
                index: given.index,
                key: O::key(&given.item),
                reason,
            });
        } else if chunk.json.len() + chunk.entries.len() > self.room {
            self.carried = Some((given, chunk.json.split_off(start)));
        } else {
            chunk.push(given, start);
        }
    }

    fn refusal(&self, written: serde_json::Result<()>, length: usize) -> Option<Reason> {
        if let Err(error) = written {
            let text = format!("the item cannot be written as JSON: {error}");
            return Some(Reason::new(ReasonKind::Unwritable, text));
        }
        (length > self.room).then(|| {
            let text = format!(
                "the item has {length} bytes, and there is room for {} in a request",
                self.room
            );
            Reason::new(ReasonKind::TooLarge, text)
        })
    }
}
