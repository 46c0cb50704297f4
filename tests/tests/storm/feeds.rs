//! Feeds through the storm, by a consumer that is killed again and again.

use std::collections::BTreeSet;
use std::time::Duration;

use cdf_client::fake::{DataPoint, Fake, Faults, SeriesKind};
use cdf_client::models::{DataPointValue, RecordId, SubscriptionWrite};
use cdf_client::runtime::Feed;
use cdf_client::{Changes, Client, FeedBuilder, FeedState, Start};

use super::support::{SPACE, STREAM, faults, id, patient, record, with_stream};

const DEATHS: usize = 20;

/// Follows a feed for some batches, from the saved state if there is one, and dies: what it took last is not saved.
async fn live<O: Feed>(
    feed: FeedBuilder<O>,
    saved: &mut Option<String>,
    batches: usize,
    mut process: impl FnMut(&O::Output),
) {
    let mut changes = resumed(feed, saved).follow();
    for number in 0..batches {
        let step = tokio::time::timeout(Duration::from_secs(3600), changes.next()).await;
        let Ok(Some(batch)) = step else { break };
        let Ok(batch) = batch else { continue };
        process(&batch.data);
        if number + 1 < batches {
            *saved = Some(serde_json::to_string(&batch.state).expect("a state"));
        }
    }
}

/// From a state that was written and is read again.
fn resumed<O: Feed>(feed: FeedBuilder<O>, saved: &Option<String>) -> FeedBuilder<O> {
    match saved {
        None => feed,
        Some(text) => {
            let state: FeedState = serde_json::from_str(text).expect("a state");
            feed.resume(state).expect("a state of this feed")
        }
    }
}

async fn drain<O: Feed>(mut changes: Changes<O>, mut process: impl FnMut(&O::Output)) {
    let mut failures = 0;
    while let Some(batch) = changes.next().await {
        match batch {
            Ok(batch) => process(&batch.data),
            Err(error) => {
                failures += 1;
                assert!(failures < 100, "{error}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_record_is_skipped() {
    let (fake, cdf) = with_stream("BasicLiveData").await;
    let (mut saved, mut seen, mut deleted) = (None, BTreeSet::new(), BTreeSet::new());
    let feed = || cdf.records().sync(STREAM).limit(40).feed().start(Start::Beginning);
    for round in 0..DEATHS {
        fake.set_faults(Faults::default());
        let numbers = round * 200..(round + 1) * 200;
        let report = cdf
            .records()
            .upsert_bulk(STREAM)
            .send_all(numbers.clone().map(|number| record(number, 1)))
            .await;
        assert!(report.is_complete(), "{report}");
        let gone = numbers.step_by(50).map(|number| RecordId::new(SPACE, id(number)));
        let report = cdf.records().delete_bulk(STREAM).send_all(gone).await;
        assert!(report.is_complete(), "{report}");
        fake.set_faults(faults(100 + round as u64));
        live(feed(), &mut saved, 1 + round % 7, |page| {
            for item in &page.items {
                match item.properties {
                    Some(_) => seen.insert(item.external_id.clone()),
                    None => deleted.insert(item.external_id.clone()),
                };
            }
        })
        .await;
    }
    drain(resumed(feed(), &saved).until_caught_up(), |page| {
        for item in &page.items {
            match item.properties {
                Some(_) => seen.insert(item.external_id.clone()),
                None => deleted.insert(item.external_id.clone()),
            };
        }
    })
    .await;
    for number in 0..DEATHS * 200 {
        let id = id(number);
        // A record that is gone may show up as gone only.
        assert!(seen.contains(&id) || deleted.contains(&id), "{id} was skipped");
        assert_eq!(deleted.contains(&id), number % 50 == 0, "{id}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_point_is_skipped() {
    let fake = Fake::new();
    let cdf = patient(&fake);
    const SERIES: usize = 30;
    let ids: Vec<String> = (0..SERIES).map(|number| format!("ts{number}")).collect();
    for id in &ids {
        fake.define_series(id, SeriesKind::Numeric);
    }
    let mut subscription = SubscriptionWrite::new("sub", 4);
    subscription.time_series_ids = Some(ids.clone());
    cdf.subscriptions()
        .create([subscription])
        .await
        .expect("a subscription");
    let feed = |cdf: &Client| cdf.subscriptions().data("sub", []).limit(20).feed();
    let (mut saved, mut seen) = (None, BTreeSet::new());
    let mut process = |data: &cdf_client::models::SubscriptionData| {
        for update in &data.updates {
            let series = update
                .time_series
                .as_ref()
                .and_then(|series| series.external_id.clone())
                .unwrap_or_default();
            for point in update.upserts.iter().flatten() {
                if let Some(DataPointValue::Number(value)) = &point.value {
                    seen.insert((series.clone(), point.timestamp, value.to_string()));
                }
            }
        }
    };
    for round in 0..DEATHS {
        fake.set_faults(faults(200 + round as u64));
        for (number, id) in ids.iter().enumerate() {
            let time = 1_700_000_000_000 + (round * SERIES + number) as i64;
            fake.write_datapoints(id, [DataPoint::number(time, number as f64)]);
        }
        live(feed(&cdf), &mut saved, 2 + round % 9, &mut process).await;
    }
    drain(resumed(feed(&cdf), &saved).until_caught_up(), &mut process).await;
    assert_eq!(seen.len(), DEATHS * SERIES);
}
