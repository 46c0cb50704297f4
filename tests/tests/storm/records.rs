//! A hundred thousand records through the storm, by each of the three writes.

use std::collections::{BTreeMap, BTreeSet};

use cdf_client::fake::Fake;
use cdf_client::models::RecordId;
use cdf_client::runtime::Bulk;
use cdf_client::{ReasonKind, Report};

use super::support::{SPACE, STREAM, faults, id, record, with_stream};

const COUNT: usize = 100_000;
/// So many requests that each fault happens often.
const ITEMS: usize = 250;

/// How often each record was written, and how often each is there.
struct Stored {
    versions: BTreeMap<String, usize>,
    current: BTreeSet<String>,
}

fn stored(fake: &Fake) -> Stored {
    let mut out = Stored {
        versions: BTreeMap::new(),
        current: BTreeSet::new(),
    };
    for one in fake.records(STREAM) {
        *out.versions.entry(one.external_id.clone()).or_default() += 1;
        if one.current && !one.deleted {
            out.current.insert(one.external_id);
        }
    }
    out
}

/// What the report says of each item is how it is, and it says something of each.
fn is_true<O: Bulk<Key = RecordId>>(report: &Report<O>, total: usize, is_done: impl Fn(&str) -> bool) {
    assert_eq!(report.total(), total as u64);
    assert!(report.stopped().is_none(), "{report}");
    for key in report.done_keys() {
        assert!(is_done(&key.external_id), "{key} is reported as done");
    }
    assert_eq!(report.done_keys().count() as u64, report.done());
    for item in report.not_sent() {
        assert!(!is_done(&item.key.external_id), "{} is reported as not sent", item.key);
    }
    for item in report.rejected() {
        assert!(!is_done(&item.key.external_id), "{} is reported as rejected", item.key);
    }
}

#[tokio::test(start_paused = true)]
async fn ingest_into_a_mutable_stream_stores_each_once() {
    let (fake, cdf) = with_stream("BasicLiveData").await;
    fake.set_faults(faults(1));
    let bulk = cdf
        .records()
        .ingest_bulk(STREAM)
        .max_items(ITEMS)
        .concurrency(4)
        .keep_done();
    let report = bulk.send_all((0..COUNT).map(|number| record(number, 1))).await;
    let there = stored(&fake);
    is_true(&report, COUNT, |key| there.current.contains(key));
    // All of them are ours, so none may be called somebody else's.
    assert_eq!(report.rejected_count(), 0, "{report}");
    assert!(report.possibly_ours().count() > 1000, "the storm did nothing: {report}");

    let report = report
        .settle(|key| there.current.contains(&key.external_id))
        .retry_rest()
        .await;
    let there = stored(&fake);
    let report = report.settle(|key| there.current.contains(&key.external_id));
    assert!(report.is_complete(), "{report}");
    assert_eq!(there.current.len(), COUNT);
    assert!(there.versions.values().all(|versions| *versions == 1));
}

#[tokio::test(start_paused = true)]
async fn conflicts_with_others_are_told_from_our_own() {
    let (fake, cdf) = with_stream("BasicLiveData").await;
    let theirs: BTreeSet<String> = (0..COUNT / 10).map(|number| id(number * 10)).collect();
    let bulk = cdf.records().ingest_bulk(STREAM).max_items(1000);
    let report = bulk
        .send_all((0..COUNT / 10).map(|number| record(number * 10, 0)))
        .await;
    assert!(report.is_complete(), "{report}");
    fake.set_faults(faults(2));
    let bulk = cdf.records().ingest_bulk(STREAM).max_items(ITEMS).keep_done();
    let report = bulk.send_all((0..COUNT).map(|number| record(number, 1))).await;
    let is_theirs = |key: &RecordId| theirs.contains(&key.external_id);
    assert!(report.conflicts().all(|item| is_theirs(&item.key)), "{report}");
    assert!(!report.done_keys().any(is_theirs));
    assert!(report.rejected_for(ReasonKind::Conflict).count() > 1000, "{report}");
    // The others are done, or may be ours as far as anybody knows.
    let unsure: BTreeSet<&RecordId> = report.unknown().iter().map(|item| &item.key).collect();
    let rejected: BTreeSet<&RecordId> = report.conflicts().map(|item| &item.key).collect();
    for key in &theirs {
        let key = RecordId::new(SPACE, key);
        assert!(unsure.contains(&key) || rejected.contains(&key), "{key}");
    }
    assert_eq!(report.total(), COUNT as u64);
    assert!(stored(&fake).versions.values().all(|versions| *versions == 1));
}

#[tokio::test(start_paused = true)]
async fn ingest_into_an_immutable_stream_stores_each_once() {
    let (fake, cdf) = with_stream("ImmutableTestStream").await;
    fake.set_faults(faults(3));
    let bulk = cdf.records().ingest_bulk(STREAM).max_items(ITEMS).keep_done();
    let report = bulk.send_all((0..COUNT).map(|number| record(number, 1))).await;
    let there = stored(&fake);
    is_true(&report, COUNT, |key| there.current.contains(key));
    assert_eq!(report.rejected_count(), 0, "{report}");
    let report = report.retry_rest().await;
    assert!(report.is_complete(), "{report}");
    let there = stored(&fake);
    assert_eq!(there.current.len(), COUNT);
    assert!(there.versions.values().all(|versions| *versions == 1));
}

#[tokio::test(start_paused = true)]
async fn upsert_and_delete_reach_all() {
    let (fake, cdf) = with_stream("BasicLiveData").await;
    fake.set_faults(faults(4));
    let bulk = cdf.records().upsert_bulk(STREAM).max_items(ITEMS).keep_done();
    let report = bulk.send_all((0..COUNT).map(|number| record(number, 1))).await;
    let there = stored(&fake);
    is_true(&report, COUNT, |key| there.current.contains(key));
    let report = report.retry_rest().await;
    assert!(report.is_complete(), "{report}");
    assert_eq!(stored(&fake).current.len(), COUNT);

    let bulk = cdf.records().delete_bulk(STREAM).max_items(ITEMS).keep_done();
    let report = bulk
        .send_all((0..COUNT).map(|number| RecordId::new(SPACE, id(number))))
        .await;
    let there = stored(&fake);
    is_true(&report, COUNT, |key| !there.current.contains(key));
    let report = report.retry_rest().await;
    assert!(report.is_complete(), "{report}");
    assert_eq!(stored(&fake).current.len(), 0);
}
