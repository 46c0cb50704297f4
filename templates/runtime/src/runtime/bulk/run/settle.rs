//! A chunk is sent until each of its items is settled.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::sort::{Again, Fate, sort};
use crate::runtime::bulk::chunk::Chunk;
use crate::runtime::bulk::entry::Entry;
use crate::runtime::bulk::outcome::{Rejected, Unsettled};
use crate::runtime::bulk::reason::Reason;
use crate::runtime::bulk::rules::Bulk;
use crate::runtime::bulk::settled::Settled;
use crate::runtime::bulk::shared::Run;
use crate::runtime::call::{BUDGET, Budget, DEADLINE, End, Plan, Sent, exchange, is_at_work};
use crate::runtime::error::Kind;
use crate::runtime::{Call, RetryPolicy};

/// How often items are sent again at which the service failed, rather than being too busy.
const MOST_FAILURES: u32 = 3;

/// Sends the items of a chunk, and again those that may be, until each is settled or patience is over.
pub(super) async fn settle<O: Bulk>(run: &Run<O>, mut chunk: Chunk<O>) -> Settled<O> {
    let mut out = Settled {
        done: Vec::new(),
        rejected: std::mem::take(&mut chunk.refused),
        unknown: Vec::new(),
        not_sent: Vec::new(),
        requests: 0,
        stop: None,
    };
    let mut groups = vec![std::mem::take(&mut chunk.entries)];
    while let Some(group) = groups.pop() {
        groups.extend(settle_group(run, &chunk, group, &mut out).await);
    }
    out
}

/// Settles all items of a group but those that it gives back in smaller groups.
async fn settle_group<O: Bulk>(
    run: &Run<O>,
    chunk: &Chunk<O>,
    mut open: Vec<Entry<O::Item>>,
    out: &mut Settled<O>,
) -> Vec<Vec<Entry<O::Item>>> {
    let call = run.config.operation.call();
    let mut patience = Rounds::new(call, O::TIMEOUT);
    while !open.is_empty() {
        if run.is_stopped.load(Ordering::Relaxed) {
            let fates = vec![Fate::NotSent(Reason::stopped()); open.len()];
            out.take(open, fates);
            break;
        }
        let request = run.envelope.request.clone().with_body(chunk.body(&run.envelope, &open));
        let sent = exchange(call.clone(), const { &Plan::of::<O>() }, request).await;
        out.requests += 1;
        patience.note(&sent);
        let sorted = sort::<O>(sent, &open);
        if sorted.is_too_large && open.len() > 1 {
            let half = open.split_off(open.len() / 2);
            return vec![half, open];
        }
        if let Some(error) = sorted.stop {
            run.is_stopped.store(true, Ordering::Relaxed);
            out.stop.get_or_insert(error);
        }
        let again = out.take(open, sorted.fates);
        let is_at_fault = again.iter().any(|repeat| repeat.why != Again::OthersAtFault);
        if is_at_fault && let Err(stop) = patience.another(sorted.retry_after).await {
            out.give_up(again, stop);
            break;
        }
        open = again.into_iter().map(|repeat| repeat.entry).collect();
    }
    Vec::new()
}

/// How often and how long items are sent again.
struct Rounds<'a> {
    policy: &'a RetryPolicy,
    budget: &'a Budget,
    end: End,
    count: u32,
    /// What these rounds have taken from the client's budget.
    spent: u32,
    is_timeout: bool,
}

/// Why there is no other round, where it is not the number of attempts.
type Stopped = Option<&'static str>;

impl<'a> Rounds<'a> {
    fn new(call: &'a Call, timeout: Option<Duration>) -> Self {
        let policy = call.policy();
        Self {
            policy,
            budget: call.budget(),
            end: End::of(policy, call.timeout(timeout)),
            count: 0,
            spent: 0,
            is_timeout: false,
        }
    }

    /// A service that works again gets back what it has cost, as with single calls.
    fn note(&mut self, sent: &Sent) {
        self.is_timeout = matches!(sent, Err(fault) if fault.kind() == Kind::Timeout);
        if sent.as_ref().is_ok_and(|reply| is_at_work(reply.status)) {
            self.budget.refill(std::mem::take(&mut self.spent));
        }
    }

    /// Waits before another round, if there is to be one.
    async fn another(&mut self, retry_after: Option<Duration>) -> Result<(), Stopped> {
        self.count += 1;
        if self.count >= self.policy.attempts {
            return Err(None);
        }
        let pause = self.policy.pause(self.count, retry_after);
        if self.end.is_reached_by(pause) {
            return Err(Some(DEADLINE));
        }
        self.spent += self.budget.take(self.is_timeout).ok_or(Some(BUDGET))?;
        tokio::time::sleep(pause).await;
        Ok(())
    }
}

/// An item that is to be sent again.
struct Repeat<I> {
    entry: Entry<I>,
    why: Again,
    reason: Reason,
}

impl<O: Bulk> Settled<O> {
    /// Keeps the items that are settled and gives back the others.
    fn take(&mut self, entries: Vec<Entry<O::Item>>, fates: Vec<Fate>) -> Vec<Repeat<O::Item>> {
        let mut again = Vec::new();
        for (mut entry, fate) in entries.into_iter().zip(fates) {
            match fate {
                Fate::Done => self.done.push((entry.index, entry.item)),
                Fate::Rejected(reason) => self.reject(&entry, reason),
                Fate::Unknown(reason) => self.unknown(entry, reason),
                Fate::NotSent(reason) => self.not_sent(entry, reason),
                Fate::Again(why, reason) => {
                    entry.is_lost |= why == Again::Lost;
                    entry.failures += u32::from(why == Again::Failed);
                    match entry.failures < MOST_FAILURES {
                        true => again.push(Repeat { entry, why, reason }),
                        false => self.give_up(vec![Repeat { entry, why, reason }], None),
                    }
                }
            }
        }
        again
    }

    /// Settles items that are not sent again although they might be.
    fn give_up(&mut self, repeats: Vec<Repeat<O::Item>>, stop: Stopped) {
        for Repeat { entry, why, reason } in repeats {
            let reason = reason.noting(stop);
            match why {
                Again::Lost => self.unknown(entry, reason),
                Again::Busy | Again::OthersAtFault => self.not_sent(entry, reason),
                // What was refused now may have been written before.
                Again::Failed if entry.is_lost => self.unknown(entry, reason),
                Again::Failed => self.reject(&entry, reason),
            }
        }
    }

    /// Nothing was done this time; but an earlier attempt without a response may have written the item.
    fn not_sent(&mut self, entry: Entry<O::Item>, reason: Reason) {
        match entry.is_lost {
            true => self.unknown(entry, reason),
            false => self.not_sent.push(Unsettled::new(entry, reason)),
        }
    }

    /// Also for another run: a conflict will then be possibly with this one.
    fn unknown(&mut self, mut entry: Entry<O::Item>, reason: Reason) {
        entry.is_lost = true;
        self.unknown.push(Unsettled::new(entry, reason));
    }

    fn reject(&mut self, entry: &Entry<O::Item>, reason: Reason) {
        self.rejected.push(Rejected {
            index: entry.index,
            key: O::key(&entry.item),
            reason,
        });
    }
}
