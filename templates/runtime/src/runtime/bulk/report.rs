use std::fmt;

use futures_util::stream;

use super::chunk::{Entry, Given};
use super::config::BulkSend;
use super::error::BulkError;
use super::rules::Bulk;
use super::run::run;
use super::settle::Settled;
use super::sort::{Reason, ReasonKind};
use crate::runtime::Error;

/// What became of each item of a [`BulkSend`], in the order of the source.
///
/// Each item is in one of four places: **done**, which are counted; **rejected** with the reason, for good; **unknown**,
/// because no answer tells whether it was written; **not sent**, when nothing of it was written and it may be sent
/// again. The last two hold the items themselves, for [`retry_rest`](Report::retry_rest).
pub struct Report<O: Bulk> {
    config: BulkSend<O>,
    done: u64,
    done_keys: Vec<(u64, O::Key)>,
    rejected_count: u64,
    rejected: Vec<Rejected<O::Key>>,
    unknown: Vec<Unsettled<O>>,
    not_sent: Vec<Unsettled<O>>,
    requests: u64,
    stopped: Option<Error>,
}

/// An item that was refused for good.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected<K> {
    /// Its place in the source, from 0.
    pub index: u64,
    /// What the service calls it by.
    pub key: K,
    /// Why.
    pub reason: Reason,
}

/// An item that may have to be sent again.
#[non_exhaustive]
pub struct Unsettled<O: Bulk> {
    /// Its place in the source, from 0.
    pub index: u64,
    /// What the service calls it by.
    pub key: O::Key,
    /// The item itself.
    pub item: O::Item,
    /// Why it is not settled.
    pub reason: Reason,
    is_lost: bool,
}

impl<O: Bulk> Unsettled<O> {
    pub(super) fn new(entry: Entry<O::Item>, reason: Reason) -> Self {
        Self {
            index: entry.index,
            key: O::key(&entry.item),
            item: entry.item,
            reason,
            is_lost: entry.is_lost,
        }
    }

    /// Whether the service has an item of this key now, which an earlier attempt without an answer may have written.
    pub fn is_possibly_ours(&self) -> bool {
        self.is_lost && self.reason.kind() == ReasonKind::Conflict
    }
}

impl<O: Bulk> Report<O> {
    pub(super) fn new(config: BulkSend<O>) -> Self {
        Self {
            config,
            done: 0,
            done_keys: Vec::new(),
            rejected_count: 0,
            rejected: Vec::new(),
            unknown: Vec::new(),
            not_sent: Vec::new(),
            requests: 0,
            stopped: None,
        }
    }

    pub(super) fn add(&mut self, part: Settled<O>) {
        self.done += part.done.len() as u64;
        if self.config.keep_done {
            let keys = part.done.into_iter().map(|(index, item)| (index, O::key(&item)));
            self.done_keys.extend(keys);
        }
        self.rejected_count += part.rejected.len() as u64;
        let room = self.config.most_details.saturating_sub(self.rejected.len());
        self.rejected.extend(part.rejected.into_iter().take(room));
        self.unknown.extend(part.unknown);
        self.not_sent.extend(part.not_sent);
        self.requests += part.requests;
        if let Some(error) = part.stop {
            self.stopped.get_or_insert(error);
        }
    }

    /// Whether nothing more is to be taken from the source.
    pub(super) fn is_enough(&self) -> bool {
        let is_full = self.unknown.len() + self.not_sent.len() >= self.config.most_details;
        is_full || self.config.stop_after.is_some_and(|limit| self.rejected_count >= limit)
    }

    pub(super) fn finish(&mut self) {
        self.done_keys.sort_by_key(|(index, _)| *index);
        self.rejected.sort_by_key(|item| item.index);
        self.unknown.sort_by_key(|item| item.index);
        self.not_sent.sort_by_key(|item| item.index);
    }

    /// How many items were taken from the source.
    pub fn total(&self) -> u64 {
        self.done + self.rejected_count + (self.unknown.len() + self.not_sent.len()) as u64
    }

    /// How many items the service has taken.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// The keys of the items that the service has taken, if the run was told to keep them.
    pub fn done_keys(&self) -> impl Iterator<Item = &O::Key> {
        self.done_keys.iter().map(|(_, key)| key)
    }

    /// Items that were refused for good. There may be more than are described, see
    /// [`max_details`](BulkSend::max_details).
    pub fn rejected(&self) -> &[Rejected<O::Key>] {
        &self.rejected
    }

    /// How many items were refused for good.
    pub fn rejected_count(&self) -> u64 {
        self.rejected_count
    }

    /// Of the rejected, those that the service had already.
    pub fn conflicts(&self) -> impl Iterator<Item = &Rejected<O::Key>> {
        self.rejected_for(ReasonKind::Conflict)
    }

    /// Of the rejected, those whose key was twice in a request.
    pub fn duplicates(&self) -> impl Iterator<Item = &Rejected<O::Key>> {
        self.rejected_for(ReasonKind::Duplicate)
    }

    /// Of the rejected, those of one kind.
    pub fn rejected_for(&self, kind: ReasonKind) -> impl Iterator<Item = &Rejected<O::Key>> {
        self.rejected.iter().filter(move |item| item.reason.kind() == kind)
    }

    /// Items of which nobody knows whether they were written.
    pub fn unknown(&self) -> &[Unsettled<O>] {
        &self.unknown
    }

    /// Of the unknown, those that the service has now; an attempt without an answer may have written them. Read them
    /// back and tell the report with [`settle`](Report::settle).
    pub fn possibly_ours(&self) -> impl Iterator<Item = &Unsettled<O>> {
        self.unknown.iter().filter(|item| item.is_possibly_ours())
    }

    /// Items of which nothing was written.
    pub fn not_sent(&self) -> &[Unsettled<O>] {
        &self.not_sent
    }

    /// The error that ended the run before the end of the source, if one did: without rights, for example, no further
    /// request would go better.
    pub fn stopped(&self) -> Option<&Error> {
        self.stopped.as_ref()
    }

    /// How many requests were sent, those that were turned away as a whole not counted twice.
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// Whether every item is done.
    pub fn is_complete(&self) -> bool {
        self.done == self.total() && self.stopped.is_none()
    }

    /// The report if every item is done, else an error that holds it.
    ///
    /// # Errors
    ///
    /// Some item was not taken, or the run had stopped.
    pub fn into_result(self) -> Result<Self, BulkError<O>> {
        match self.is_complete() {
            true => Ok(self),
            false => Err(BulkError::new(self)),
        }
    }

    /// The items that are unknown or not sent, in the order of the source.
    pub fn into_rest(self) -> Vec<O::Item> {
        let mut rest: Vec<_> = self.unknown.into_iter().chain(self.not_sent).collect();
        rest.sort_by_key(|item| item.index);
        rest.into_iter().map(|item| item.item).collect()
    }

    /// Settles unknown items by what was read back: `exists` says of each whether the service has it. Those it has are
    /// done; the others were not written, and may be sent again.
    #[must_use = "items may have been rejected; `into_result` makes an error of that"]
    pub fn settle(mut self, exists: impl Fn(&O::Key) -> bool) -> Self {
        for mut item in std::mem::take(&mut self.unknown) {
            if exists(&item.key) {
                self.done += 1;
                if self.config.keep_done {
                    self.done_keys.push((item.index, item.key));
                }
            } else {
                item.is_lost = false;
                self.not_sent.push(item);
            }
        }
        self.finish();
        self
    }

    /// Sends once more what is unknown or not sent, and gives the account of both runs together, by the places in the
    /// first source. Items that may have been written stay possibly ours if the service has them now.
    #[must_use = "items may have been rejected; `into_result` makes an error of that"]
    pub async fn retry_rest(mut self) -> Self {
        let mut rest = std::mem::take(&mut self.unknown);
        rest.append(&mut self.not_sent);
        rest.sort_by_key(|item| item.index);
        let places: Vec<u64> = rest.iter().map(|item| item.index).collect();
        let given = rest.into_iter().map(|item| Given {
            item: item.item,
            is_lost: item.is_lost,
        });
        let again = run(self.config.clone(), stream::iter(given)).await;
        self.merge(again, &places);
        self
    }

    fn merge(&mut self, mut again: Self, places: &[u64]) {
        let place = |index: &mut u64| {
            let known = usize::try_from(*index).ok().and_then(|index| places.get(index));
            *index = known.copied().unwrap_or(*index);
        };
        again.done_keys.iter_mut().for_each(|(index, _)| place(index));
        again.rejected.iter_mut().for_each(|item| place(&mut item.index));
        again.unknown.iter_mut().for_each(|item| place(&mut item.index));
        again.not_sent.iter_mut().for_each(|item| place(&mut item.index));
        self.done += again.done;
        self.rejected_count += again.rejected_count;
        self.requests += again.requests;
        self.stopped = again.stopped;
        self.done_keys.append(&mut again.done_keys);
        self.rejected.append(&mut again.rejected);
        self.unknown.append(&mut again.unknown);
        self.not_sent.append(&mut again.not_sent);
        self.finish();
    }
}

impl<O: Bulk> fmt::Display for Report<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of {} items done", O::INFO.id, self.done, self.total())?;
        let others = [
            (self.rejected_count, "rejected"),
            (self.unknown.len() as u64, "unknown"),
            (self.not_sent.len() as u64, "not sent"),
        ];
        for (count, word) in others.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, ", {count} {word}")?;
        }
        if let Some(item) = self.rejected.first() {
            write!(f, "; the first rejected is {}: {}", item.key, item.reason)?;
        }
        if let Some(error) = &self.stopped {
            write!(f, "; it stopped: {error}")?;
        }
        Ok(())
    }
}

impl<O: Bulk> fmt::Debug for Report<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("done", &self.done)
            .field("rejected", &self.rejected)
            .field("unknown", &self.unknown)
            .field("not_sent", &self.not_sent)
            .field("stopped", &self.stopped)
            .finish_non_exhaustive()
    }
}

/// Without the item's content.
impl<O: Bulk> fmt::Debug for Unsettled<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unsettled")
            .field("index", &self.index)
            .field("key", &self.key)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}
