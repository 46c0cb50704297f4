//! What an operation does beyond its request and its answer.

use crate::diff::log::Log;
use crate::diff::type_names::TypeNames;
use crate::diff::words::{listed, spell};
use crate::plan::{Bulk, Feed, FeedCursors, MaxRequest, Operation, Paging, Polling, Retry};

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Operation, new: &Operation) {
    if old.retry != new.retry {
        let (was, is) = (class(old.retry), class(new.retry));
        log.runtime("retry", format!("it is repeated as what {is}, was as what {was}"));
    }
    if old.repeatable != new.repeatable {
        let (was, is) = (listed(&old.repeatable), listed(&new.repeatable));
        log.runtime(
            "retry",
            format!("it is repeated after the statuses {is}, was after {was}, beside the usual ones"),
        );
    }
    limits(log, old, new);
    log.ability(
        old.paging.is_some(),
        new.paging.is_some(),
        "paging",
        "`pages()` and `items()`",
    );
    if let (Some(old), Some(new)) = (&old.paging, &new.paging) {
        paging(log, names, old, new);
    }
    let bulk_name = format!("`{}_bulk()`", new.name);
    log.ability(old.bulk.is_some(), new.bulk.is_some(), "bulk", &bulk_name);
    if let (Some(old), Some(new)) = (&old.bulk, &new.bulk) {
        bulk(log, names, old, new);
    }
    log.ability(old.feed.is_some(), new.feed.is_some(), "feed", "`feed()`");
    if let (Some(old), Some(new)) = (&old.feed, &new.feed) {
        feed(log, old, new);
    }
    log.ability(old.polling.is_some(), new.polling.is_some(), "wait", "`wait()`");
    if let (Some(old), Some(new)) = (&old.polling, &new.polling) {
        polling(log, old, new);
    }
}

/// How large a request may be, and how long an attempt may take.
fn limits(log: &mut Log, old: &Operation, new: &Operation) {
    if old.max_request != new.max_request {
        let words = |limit: Option<MaxRequest>| match limit {
            Some(most) => format!("above about {} bytes", most.bytes.saturating_sub(most.overhead)),
            None => "of no size".to_owned(),
        };
        let (was, is) = (words(old.max_request), words(new.max_request));
        log.runtime(
            "request-size",
            format!("a body {is} is refused before it is sent, was {was}"),
        );
    }
    if old.timeout != new.timeout {
        let words = |limit: Option<u64>| limit.map_or("the usual time".to_owned(), |seconds| format!("{seconds} s"));
        let (was, is) = (words(old.timeout), words(new.timeout));
        log.runtime(
            "timeout",
            format!("an attempt may take {is} unless somebody says otherwise, was {was}"),
        );
    }
}

fn class(retry: Retry) -> &'static str {
    match retry {
        Retry::Read => "changes nothing",
        Retry::Idempotent => "leads to the same state",
        Retry::Keyed => "is recognised by the keys of its items",
        Retry::Create => "makes something again",
    }
}

fn paging(log: &mut Log, names: &TypeNames<'_>, old: &Paging, new: &Paging) {
    // The other fields tell the client how to get pages; callers see what is in them.
    let was = names.ty(&old.item);
    if was != new.item {
        let (was, is) = (spell(&was, names), spell(&new.item, names));
        log.compile("paging", format!("`items()` gave `{was}` and gives `{is}`"));
    }
}

fn bulk(log: &mut Log, names: &TypeNames<'_>, old: &Bulk, new: &Bulk) {
    let was = names.ty(&old.item);
    if was != new.item {
        let (was, is) = (spell(&was, names), spell(&new.item, names));
        log.compile("bulk", format!("a bulk takes `{is}`, took `{was}`"));
    }
    if names.now(old.key) != new.key {
        log.compile(
            "bulk",
            format!(
                "a report names items by `{}`, named them by `{}`",
                names.is(new.key),
                names.was(old.key)
            ),
        );
    }
    if (old.most_items, old.most_bytes) != (new.most_items, new.most_bytes) {
        let bytes = |bytes: Option<u64>| bytes.map_or(String::new(), |bytes| format!(" and {bytes} bytes"));
        let words = |bulk: &Bulk| format!("{} items{}", bulk.most_items, bytes(bulk.most_bytes));
        let words = format!("a bulk sends at most {} at once, sent {}", words(new), words(old));
        log.compatible("bulk-size", words);
    }
}

fn feed(log: &mut Log, old: &Feed, new: &Feed) {
    let by_partition = |feed: &Feed| matches!(feed.cursors, FeedCursors::ByPartition(_));
    let kept = "what was saved of a feed cannot be resumed";
    match (by_partition(old), by_partition(new)) {
        (false, true) => log.runtime("feed", format!("the feed has partitions now: {kept}")),
        (true, false) => log.runtime("feed", format!("the feed has no partitions any more: {kept}")),
        _ => {}
    }
}

fn polling(log: &mut Log, old: &Polling, new: &Polling) {
    // Which operation is asked, and how, is the client's own business.
    let ends = [
        ("goes on at", &old.running, &new.running),
        ("fails at", &old.failed, &new.failed),
    ];
    for (what, was, is) in ends {
        if was != is {
            let (was, is) = (listed(was), listed(is));
            log.runtime("wait", format!("`wait()` {what} {is}, was {was}"));
        }
    }
}
