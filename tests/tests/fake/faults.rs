//! Faults: each kind, what is done all the same, and the same again for the same seed.

use std::time::Duration;

use bytes::Bytes;
use cdf_client::TransportError;
use cdf_client::fake::{Fake, Faults};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::support::{MUTABLE, STREAM, request, send, with_stream};

async fn write(fake: &Fake, ids: &[&str]) -> Result<(u16, Value), TransportError> {
    let source = json!({"type": "container", "space": "plant", "externalId": "Event"});
    let item = |id: &&str| json!({"space": "plant", "externalId": id, "sources": [{"source": source, "properties": {"n": 1}}]});
    let body = json!({"items": ids.iter().map(item).collect::<Vec<_>>()}).to_string();
    let request = request("POST", "/streams/events/records", "Bearer fake-token").body(Bytes::from(body));
    send(fake, request.expect("a request")).await
}

fn stored(fake: &Fake) -> Vec<String> {
    fake.records(STREAM)
        .into_iter()
        .map(|record| record.external_id)
        .collect()
}

#[tokio::test(start_paused = true)]
async fn some_faults_strike_before_anything_is_done() {
    let (fake, _) = with_stream(MUTABLE).await;
    let refused = Faults {
        refused: 1.0,
        ..Faults::default()
    };
    fake.set_faults(refused);
    assert!(write(&fake, &["a"]).await.unwrap_err().is_connect());
    fake.set_faults(Faults {
        reset: 1.0,
        ..Faults::default()
    });
    assert!(!write(&fake, &["a"]).await.unwrap_err().is_connect());
    fake.set_faults(Faults {
        server_error: 1.0,
        ..Faults::default()
    });
    assert_eq!(write(&fake, &["a"]).await.unwrap().0, 500);
    fake.set_faults(Faults {
        bad_gateway: 1.0,
        ..Faults::default()
    });
    assert_eq!(
        write(&fake, &["a"]).await.unwrap(),
        (502, Value::Null),
        "a page, no JSON"
    );
    assert!(stored(&fake).is_empty());
    let count = fake.count("POST /streams/{streamId}/records");
    assert_eq!((count.received, count.executed), (4, 0));
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_say_when_to_come_again() {
    let (fake, _) = with_stream(MUTABLE).await;
    let retry_after = Some(Duration::from_millis(1200));
    fake.set_faults(Faults {
        rate_limited: 1.0,
        retry_after,
        ..Faults::default()
    });
    let ask = request("GET", "/streams", "Bearer fake-token")
        .body(Bytes::new())
        .unwrap();
    let response = cdf_client::Transport::send(&fake, ask, Duration::MAX).await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (429, &"2".parse().unwrap())
    );
}

#[tokio::test(start_paused = true)]
async fn some_faults_strike_when_all_is_done() {
    let (fake, _) = with_stream(MUTABLE).await;
    fake.set_faults(Faults {
        lost_response: 1.0,
        ..Faults::default()
    });
    assert!(!write(&fake, &["a"]).await.unwrap_err().is_connect());
    fake.set_faults(Faults {
        truncated: 1.0,
        ..Faults::default()
    });
    write(&fake, &["b"]).await.unwrap_err();
    assert_eq!(stored(&fake), ["a", "b"]);
    assert_eq!(fake.count("POST /streams/{streamId}/records").executed, 2);
}

#[tokio::test(start_paused = true)]
async fn an_outage_does_a_part_of_the_records_and_tells_which() {
    let (fake, _) = with_stream(MUTABLE).await;
    fake.set_faults(Faults {
        unavailable: 1.0,
        seed: 7,
        ..Faults::default()
    });
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let (status, response) = write(&fake, &ids).await.unwrap();
    assert_eq!(status, 503);
    let results = response["error"]["partial"].as_array().unwrap();
    assert_eq!(results.len(), ids.len());
    let done: Vec<_> = results
        .iter()
        .filter(|one| one["code"] == 202)
        .filter_map(|one| one["externalId"].as_str())
        .collect();
    assert_eq!(done, stored(&fake));
    assert!(!done.is_empty() && done.len() < ids.len(), "{done:?}");
    let plain = request("GET", "/streams", "Bearer fake-token")
        .body(Bytes::new())
        .unwrap();
    let (status, response) = send(&fake, plain).await.unwrap();
    assert_eq!((status, &response["error"]["partial"]), (503, &Value::Null));
}

#[tokio::test(start_paused = true)]
async fn a_slow_body_comes_late_and_whole() {
    let (fake, _) = with_stream(MUTABLE).await;
    fake.set_faults(Faults {
        slow: 1.0,
        slow_for: Duration::from_secs(9),
        ..Faults::default()
    });
    let start = Instant::now();
    assert_eq!(write(&fake, &["a"]).await.unwrap(), (202, json!({})));
    assert_eq!(start.elapsed(), Duration::from_secs(9));
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_fails_the_same_way_and_another_does_not() {
    async fn outcomes(seed: u64) -> Vec<String> {
        let (fake, _) = with_stream(MUTABLE).await;
        let share = 0.1;
        fake.set_faults(Faults {
            seed,
            rate_limited: share,
            unavailable: share,
            lost_response: share,
            reset: share,
            ..Faults::default()
        });
        for n in 0..60 {
            let _ = write(&fake, &[&format!("{n}a"), &format!("{n}b")]).await;
        }
        let mut told = fake.log();
        told.extend(stored(&fake));
        told
    }
    let (first, same, other) = (outcomes(1).await, outcomes(1).await, outcomes(2).await);
    assert_eq!(first, same);
    assert_ne!(first, other);
    let failed = first
        .iter()
        .filter(|line| line.contains("lost") || line.contains("reset") || line.contains("503"))
        .count();
    assert!((10..=30).contains(&failed), "about 18 of 60: {failed}");
}

#[tokio::test(start_paused = true)]
async fn faults_can_be_kept_to_some_requests() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    let only = |method: &str, path: &str| method == "POST" && path.ends_with("/records");
    fake.set_faults(Faults {
        reset: 1.0,
        only: Some(only),
        ..Faults::default()
    });
    cdf.streams().list().await.expect("not meant");
    write(&fake, &["a"]).await.unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn failures_can_say_that_they_may_be_tried_again() {
    let (fake, _) = with_stream(MUTABLE).await;
    for auto_retryable in [true, false] {
        fake.set_faults(Faults {
            server_error: 1.0,
            auto_retryable,
            ..Faults::default()
        });
        let ask = request("GET", "/streams", "Bearer fake-token")
            .body(Bytes::new())
            .unwrap();
        let response = cdf_client::Transport::send(&fake, ask, Duration::MAX).await.unwrap();
        assert_eq!(response.headers().contains_key("cdf-is-auto-retryable"), auto_retryable);
    }
}
