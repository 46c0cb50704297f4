//! The account of a run: what became of each item. `resume.rs` starts the next run, `error.rs` is for a run that is not
//! complete.

mod error;
mod resume;

use std::fmt;

use super::config::BulkSend;
use super::outcome::{Rejected, Rest, Stop, Unsettled};
use super::reason::ReasonKind;
use super::rules::Bulk;
use super::settled::Settled;
use super::source::Left;
use crate::runtime::Error;
pub use error::BulkError;

/// The outcome of each item of a [`BulkSend`], in the order of the source.
///
/// Each item that was taken from the source is in one of four lists: **done**, which are counted; **rejected** with the
/// reason, for good; **unknown**, because no response tells whether it was written; **not sent**, when nothing of it
/// was written and it may be sent again. The last two hold the items themselves.
///
/// A run that [stopped](Report::stop) has not taken all items. The others stay in the source, which the report keeps;
/// how many they are is unknown, and a report is never complete before its source is [drained](Report::is_drained).
/// [`retry_rest`](Report::retry_rest) sends the unknown and unsent items again and goes on with the source.
pub struct Report<O: Bulk> {
    pub(in crate::runtime::bulk) config: BulkSend<O>,
    /// The rest of the source.
    pub(in crate::runtime::bulk) left: Left<O::Item>,
    done: u64,
    done_keys: Vec<(u64, O::Key)>,
    rejected_count: u64,
    rejected: Vec<Rejected<O::Key>>,
    unknown: Vec<Unsettled<O>>,
    not_sent: Vec<Unsettled<O>>,
    requests: u64,
    stop: Option<Stop>,
    /// How many were rejected before the last run began.
    rejected_before: u64,
}

impl<O: Bulk> Report<O> {
    pub(in crate::runtime::bulk) fn new(config: BulkSend<O>) -> Self {
        Self {
            config,
            // Nothing is known of a source before it has been read.
            left: Left::Elsewhere,
            done: 0,
            done_keys: Vec::new(),
            rejected_count: 0,
            rejected: Vec::new(),
            unknown: Vec::new(),
            not_sent: Vec::new(),
            requests: 0,
            stop: None,
            rejected_before: 0,
        }
    }

    /// Another run begins.
    pub(in crate::runtime::bulk) fn begin(&mut self) {
        self.stop = None;
        self.rejected_before = self.rejected_count;
    }

    pub(in crate::runtime::bulk) fn add(&mut self, part: Settled<O>) {
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
            self.stop.get_or_insert(Stop::Error(error));
        }
    }

    /// Whether nothing more is to be taken from the source.
    pub(in crate::runtime::bulk) fn is_enough(&mut self) -> bool {
        let rejected = self.rejected_count - self.rejected_before;
        if self.config.stop_after.is_some_and(|limit| rejected >= limit) {
            self.stop.get_or_insert(Stop::Rejected);
        } else if self.unknown.len() + self.not_sent.len() >= self.config.most_details {
            self.stop.get_or_insert(Stop::Unsettled);
        }
        self.stop.is_some()
    }

    /// A run is over. It has not sent this rest of what it was given.
    pub(in crate::runtime::bulk) fn finish(&mut self, rest: Vec<Unsettled<O>>, is_drained: bool) {
        if rest.is_empty() && is_drained && !matches!(self.stop, Some(Stop::Error(_))) {
            // A limit that was reached with the last item has stopped nothing.
            self.stop = None;
        }
        let (lost, unsent): (Vec<_>, Vec<_>) = rest.into_iter().partition(|item| item.is_lost);
        self.unknown.extend(lost);
        self.not_sent.extend(unsent);
        self.sort();
    }

    fn sort(&mut self) {
        self.done_keys.sort_by_key(|(index, _)| *index);
        self.rejected.sort_by_key(|item| item.index);
        self.unknown.sort_by_key(|item| item.index);
        self.not_sent.sort_by_key(|item| item.index);
    }

    /// How many items were taken from the source so far. If it is not [drained](Report::is_drained), it holds more, and
    /// how many is unknown.
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

    /// Items of which it is not known whether they were written.
    pub fn unknown(&self) -> &[Unsettled<O>] {
        &self.unknown
    }

    /// Of the unknown, those that the service has now; an attempt without a response may have written them. Read them
    /// back and tell the report with [`settle`](Report::settle).
    pub fn possibly_ours(&self) -> impl Iterator<Item = &Unsettled<O>> {
        self.unknown.iter().filter(|item| item.is_possibly_ours())
    }

    /// Items of which nothing was written.
    pub fn not_sent(&self) -> &[Unsettled<O>] {
        &self.not_sent
    }

    /// Whether the last item of the source has been taken. If not, an unknown number of items is left in it.
    pub fn is_drained(&self) -> bool {
        matches!(self.left, Left::Nothing)
    }

    /// Why the last run took nothing more from the source, if it stopped.
    pub fn stop(&self) -> Option<&Stop> {
        self.stop.as_ref()
    }

    /// The error that stopped the last run, if one did: without rights, for example, no further request would go
    /// better.
    pub fn stopped(&self) -> Option<&Error> {
        match &self.stop {
            Some(Stop::Error(error)) => Some(error),
            Some(Stop::Unsettled | Stop::Rejected) | None => None,
        }
    }

    /// How many requests were sent, those that were turned away as a whole not counted twice.
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// Whether every item of the source is done: all that were taken, and no other is left.
    pub fn is_complete(&self) -> bool {
        self.is_drained() && self.done == self.total()
    }

    /// What is not settled: the unknown and unsent items, and the rest of the source.
    #[must_use = "the items of the rest were not sent, or may not have been written"]
    pub fn into_rest(self) -> Rest<O::Item> {
        let mut items: Vec<_> = self.unknown.into_iter().chain(self.not_sent).collect();
        items.sort_by_key(|item| item.index);
        Rest {
            items: items.into_iter().map(|item| item.item).collect(),
            source: self.left.into_items(),
        }
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
        self.sort();
        self
    }

    /// The unknown and unsent items, in the order of the source.
    fn take_rest(&mut self) -> Vec<Unsettled<O>> {
        let mut rest = std::mem::take(&mut self.unknown);
        rest.append(&mut self.not_sent);
        rest.sort_by_key(|item| item.index);
        rest
    }
}

impl<O: Bulk> fmt::Display for Report<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of {} items done", O::INFO.id, self.done, self.total())?;
        if !self.is_drained() {
            f.write_str(" that were taken from the source, and an unknown number is left in it")?;
        }
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
        if let Some(stop) = &self.stop {
            write!(f, "; it stopped: {stop}")?;
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
            .field("is_drained", &self.is_drained())
            .field("stop", &self.stop)
            .finish_non_exhaustive()
    }
}
