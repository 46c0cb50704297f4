//! Bulk writes and feeds: their settings, reports, batches, states and errors.

use cdf_client::fake::{DataPoint, Fake, Faults, SeriesKind};
use cdf_client::models::{RecordWrite, StreamTemplate, StreamWrite, StreamWriteSettings, SubscriptionWrite};
use cdf_client::{Client, RetryPolicy};
use serde_json::json;

use super::listener::listen;
use super::shown::Shown;

fn client(fake: &Fake) -> Client {
    let builder = fake
        .client_builder()
        .header("x-key", "header-sesame")
        .token("token-sesame");
    builder.retry(RetryPolicy::new().attempts(2)).build().expect("a client")
}

async fn write(cdf: &Client, shown: &Shown, round: usize) {
    let record = move |number: usize| {
        RecordWrite::of("plant", format!("r{round}-{number}"))
            .source(("plant", "Event"), &json!({"n": number}))
            .expect("an object")
    };
    let bulk = shown.debug(cdf.records().ingest_bulk("events").max_items(3));
    let report = shown.debug(bulk.send_all((0..20).map(record)).await);
    shown.text(report.to_string());
    for item in report.rejected() {
        shown.debug(item);
    }
    if let Some(error) = report.stopped() {
        shown.text(format!("{error} {error:?} {error:#?}"));
    }
    if let Err(error) = report.into_result() {
        shown.error(error);
    }
}

async fn follow(cdf: &Client, shown: &Shown) {
    let records = shown.debug(cdf.records().sync("events").limit(4).feed());
    let mut changes = shown.debug(records.until_caught_up());
    for _ in 0..8 {
        match changes.next().await {
            Some(Ok(batch)) => drop(shown.debug(batch)),
            Some(Err(error)) => drop(shown.error(error)),
            None => break,
        }
    }
    shown.debug(changes.state());
    let data = shown.debug(cdf.subscriptions().data("sub", []).feed());
    let mut changes = shown.debug(data.until_caught_up());
    for _ in 0..8 {
        match changes.next().await {
            Some(Ok(batch)) => drop(shown.debug(batch)),
            Some(Err(error)) => drop(shown.error(error)),
            None => break,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn neither_reports_nor_feeds_show_a_secret() {
    let shown = Shown::default();
    let _listening = listen(&shown);
    let fake = Fake::builder().token("token-sesame").build();
    let cdf = client(&fake);
    let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
    let made = cdf.streams().create([StreamWrite::new("events", settings)]).await;
    shown.debug(made.expect("a stream"));
    fake.define_series("a", SeriesKind::Numeric);
    let write_sub = SubscriptionWrite::new("sub", 1).time_series_ids(["a"]);
    cdf.subscriptions().create([write_sub]).await.expect("a subscription");
    fake.write_datapoints("a", [DataPoint::number(1, 1.0)]);
    for (round, fault) in [
        Faults::default(),
        Faults {
            rate_limited: 0.5,
            ..Faults::default()
        },
        Faults {
            unavailable: 0.7,
            ..Faults::default()
        },
        Faults {
            server_error: 0.5,
            ..Faults::default()
        },
        Faults {
            lost_response: 0.5,
            reset: 0.3,
            ..Faults::default()
        },
    ]
    .into_iter()
    .enumerate()
    {
        fake.set_faults(Faults {
            seed: round as u64,
            ..fault
        });
        write(&cdf, &shown, round).await;
        follow(&cdf, &shown).await;
    }
    fake.set_faults(Faults::default());
    fake.expire_tokens();
    write(&cdf, &shown, 9).await;
    follow(&cdf, &shown).await;
    for line in fake.log() {
        shown.text(line);
    }
    shown.has("span: call");
    shown.has("401");
    shown.is_clean(200);
}
