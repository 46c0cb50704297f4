//! What an operation does beyond its request and its response.

use crate::diff::log::Log;
use crate::diff::type_names::TypeNames;
use crate::diff::words::{listed, spell};
use crate::plan::{Behaviour, Bulk, Feed, FeedCursors, MaxRequest, Operation, Paging, Polling, Retry};

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Operation, new: &Operation) {
    let Behaviour {
        retry,
        repeatable,
        max_request,
        timeout,
        paging: paged,
        paging_doubt: _,
        bulk: bulked,
        feed: fed,
        polling: polled,
    } = &old.behaviour;
    let after = &new.behaviour;
    if *retry != after.retry {
        let (was, is) = (class(*retry), class(after.retry));
        log.runtime("retry", format!("it is repeated as what {is}, was as what {was}"));
    }
    if *repeatable != after.repeatable {
        let (was, is) = (listed(repeatable), listed(&after.repeatable));
        log.runtime(
            "retry",
            format!("it is repeated after the statuses {is}, was after {was}, beside the usual ones"),
        );
    }
    request_size(log, *max_request, after.max_request);
    attempt_limit(log, *timeout, after.timeout);
    log.ability(
        paged.is_some(),
        after.paging.is_some(),
        "paging",
        "`pages()` and `items()`",
    );
    if let (Some(old), Some(new)) = (paged, &after.paging) {
        paging(log, names, old, new);
    }
    let bulk_name = format!("`{}_bulk()`", new.name);
    log.ability(bulked.is_some(), after.bulk.is_some(), "bulk", &bulk_name);
    if let (Some(old), Some(new)) = (bulked, &after.bulk) {
        bulk(log, names, old, new);
    }
    log.ability(fed.is_some(), after.feed.is_some(), "feed", "`feed()`");
    if let (Some(old), Some(new)) = (fed, &after.feed) {
        feed(log, old, new);
    }
    log.ability(polled.is_some(), after.polling.is_some(), "wait", "`wait()`");
    if let (Some(old), Some(new)) = (polled, &after.polling) {
        polling(log, old, new);
    }
}

fn request_size(log: &mut Log, old: Option<MaxRequest>, new: Option<MaxRequest>) {
    if old == new {
        return;
    }
    let words = |limit: Option<MaxRequest>| match limit {
        Some(most) => format!("above about {} bytes", most.bytes.saturating_sub(most.overhead)),
        None => "of no size".to_owned(),
    };
    let (was, is) = (words(old), words(new));
    log.runtime(
        "request-size",
        format!("a body {is} is refused before it is sent, was {was}"),
    );
}

fn attempt_limit(log: &mut Log, old: Option<u64>, new: Option<u64>) {
    if old == new {
        return;
    }
    let words = |limit: Option<u64>| limit.map_or("the usual time".to_owned(), |seconds| format!("{seconds} s"));
    let (was, is) = (words(old), words(new));
    log.runtime(
        "timeout",
        format!("an attempt may take {is} unless somebody says otherwise, was {was}"),
    );
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
    let (was, is) = (old.next.words(), new.next.words());
    if was != is {
        let text = format!("pages are asked for by {is}, were by {was}: cursors that were saved cannot be resumed");
        log.runtime("paging", text);
    }
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
