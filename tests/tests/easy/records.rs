//! Records: structs in and out, filters, aggregates, look-ups.

use std::collections::BTreeSet;
use std::time::Duration;

use cdf_client::Client;
use cdf_client::fake::{Fake, Faults};
use cdf_client::models::{
    Aggregate, CalendarInterval, FiltersAggregate, LastUpdatedTimeFilter, Record, RecordFilter, RecordId, RecordWrite,
    StreamTemplate, StreamWrite, StreamWriteSettings, SyncRecord,
};
use cdf_client::records::{
    LookupError, StreamId, created_time, duration_of_iso, external_id, has_data, last_updated_time, property, space,
    windows,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::script::Script;

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Pump {
    serial: i64,
    pressure: f64,
    note: Option<String>,
}

const PUMP: (&str, &str) = ("models", "Pump");

fn pump(id: &str, pressure: f64) -> RecordWrite {
    let pump = Pump {
        serial: 9007199254740993,
        pressure,
        note: None,
    };
    RecordWrite::of("plant", id)
        .source(PUMP, &pump)
        .expect("a pump is an object")
}

async fn with_stream(template: &str) -> (Fake, Client) {
    let fake = Fake::new();
    let cdf = fake.client();
    let settings = StreamWriteSettings::new(StreamTemplate::new(template));
    cdf.streams()
        .create([StreamWrite::new("pumps", settings)])
        .await
        .expect("a stream");
    (fake, cdf)
}

fn wire(filter: &RecordFilter) -> Value {
    serde_json::to_value(filter).expect("JSON")
}

#[test]
fn structs_become_properties_with_exact_integers_and_without_nulls() {
    let record = pump("p-1", 2.5)
        .source(("models", "Asset", "v2"), &json!({"name": "north"}))
        .expect("an object");
    let expected = json!({
        "space": "plant", "externalId": "p-1", "sources": [
            {
                "source": {"type": "container", "space": "models", "externalId": "Pump"},
                "properties": {"serial": 9007199254740993_i64, "pressure": 2.5}
            },
            {
                "source": {"type": "view", "space": "models", "externalId": "Asset", "version": "v2"},
                "properties": {"name": "north"}
            },
        ]
    });
    assert_eq!(serde_json::to_value(&record).expect("JSON"), expected);
    assert_eq!(record.id(), RecordId::from(("plant", "p-1")));
}

#[test]
fn what_is_no_object_or_has_no_json_is_refused() {
    for value in [json!(1), json!([1]), json!(null), json!("x")] {
        let error = RecordWrite::of("s", "e").source(PUMP, &value).expect_err("no object");
        assert!(error.to_string().contains("models/Pump"), "{error}");
    }
    for number in [f64::NAN, f64::INFINITY] {
        let pump = Pump {
            serial: 1,
            pressure: number,
            note: None,
        };
        assert!(RecordWrite::of("s", "e").source(PUMP, &pump).is_err());
    }
}

#[tokio::test(start_paused = true)]
async fn records_are_read_as_what_they_were() {
    let (_, cdf) = with_stream("BasicLiveData").await;
    let written = pump("p-1", 2.5);
    cdf.records()
        .ingest("pumps", [written.clone()])
        .await
        .expect("it is taken");
    let found = cdf
        .records()
        .by_ids("pumps", [("plant", "p-1"), ("plant", "p-2")])
        .await
        .expect("it responds");
    assert_eq!(found.len(), 1);
    let read: Option<Pump> = found[0].properties("models", "Pump").expect("a pump");
    assert_eq!(
        read,
        Some(Pump {
            serial: 9007199254740993,
            pressure: 2.5,
            note: None
        })
    );
    assert_eq!(
        found[0].properties::<Pump>("models", "Other").expect("nothing is fine"),
        None
    );
    assert!(found[0].properties::<Vec<u8>>("models", "Pump").is_err());
    assert_eq!(found[0].to_write(), written);
}

#[test]
fn tombstones_are_told_apart() {
    let sync = |status: &str, properties: Value| -> SyncRecord {
        let mut record = json!({
            "space": "s", "externalId": "e", "createdTime": 1, "lastUpdatedTime": 2, "status": status
        });
        if !properties.is_null() {
            record["properties"] = properties;
        }
        serde_json::from_value(record).expect("a record")
    };
    let deleted = sync("deleted", Value::Null);
    assert!(deleted.is_deleted() && !deleted.is_created() && !deleted.is_updated());
    assert_eq!(
        deleted.properties::<Value>("models", "Pump").expect("nothing is fine"),
        None
    );
    assert_eq!(deleted.to_write(), None);
    let properties = json!({"models": {"Pump": {"a": 1}, "Asset/v2": {"b": 2}}});
    let updated = sync("updated", properties);
    assert!(updated.is_updated());
    let write = serde_json::to_value(updated.to_write()).expect("JSON");
    assert_eq!(write["sources"][0]["source"]["externalId"], "Asset");
    assert_eq!(write["sources"][0]["source"]["version"], "v2");
    assert_eq!(write["sources"][1]["properties"], json!({"a": 1}));
    assert!(sync("created", json!({})).is_created());
}

#[test]
fn filters_say_what_they_ask() {
    let pressure = property(["models", "Pump", "pressure"]);
    let path = json!(["models", "Pump", "pressure"]);
    for (filter, expected) in [
        (
            pressure.equals(2.5),
            json!({"equals": {"property": path, "value": 2.5}}),
        ),
        (
            pressure.is_in([1, 2]),
            json!({"in": {"property": path, "values": [1, 2]}}),
        ),
        (pressure.exists(), json!({"exists": {"property": path}})),
        (
            pressure.prefix("a"),
            json!({"prefix": {"property": path, "value": "a"}}),
        ),
        (
            pressure.range(1..5),
            json!({"range": {"property": path, "gte": 1, "lt": 5}}),
        ),
        (pressure.range(..=0.5), json!({"range": {"property": path, "lte": 0.5}})),
        (pressure.range("a"..), json!({"range": {"property": path, "gte": "a"}})),
        (
            pressure.contains_all(["x"]),
            json!({"containsAll": {"property": path, "values": ["x"]}}),
        ),
        (
            pressure.contains_any(["x"]),
            json!({"containsAny": {"property": path, "values": ["x"]}}),
        ),
        (
            space().equals("s"),
            json!({"equals": {"property": ["space"], "value": "s"}}),
        ),
        (
            external_id().prefix("p-"),
            json!({"prefix": {"property": ["externalId"], "value": "p-"}}),
        ),
        (
            created_time().range(5..),
            json!({"range": {"property": ["createdTime"], "gte": 5}}),
        ),
        (
            last_updated_time().is_in([5]),
            json!({"in": {"property": ["lastUpdatedTime"], "values": [5]}}),
        ),
        (
            has_data([PUMP]),
            json!({"hasData": [{"type": "container", "space": "models", "externalId": "Pump"}]}),
        ),
    ] {
        assert_eq!(wire(&filter), expected);
    }
}

#[test]
fn joined_filters_stay_flat() {
    let [a, b, c] = ["a", "b", "c"].map(|value| space().equals(value));
    let [wa, wb, wc] = [&a, &b, &c].map(wire);
    assert_eq!(wire(&(a.clone() & b.clone() & c.clone())), json!({"and": [wa, wb, wc]}));
    assert_eq!(
        wire(&(a.clone() | (b.clone() | c.clone()))),
        json!({"or": [wa, wb, wc]})
    );
    assert_eq!(
        wire(&(a.clone() & b.clone() | c.clone())),
        json!({"or": [{"and": [wa, wb]}, wc]})
    );
    assert_eq!(wire(&!(a.clone() | b)), json!({"not": {"or": [wa, wb]}}));
    assert_eq!(wire(&!!a), wa);
}

#[tokio::test(start_paused = true)]
async fn the_service_understands_filters_sorting_and_aggregates() {
    let (_, cdf) = with_stream("BasicLiveData").await;
    let records = (1..=10).map(|n| pump(&format!("p-{n}"), f64::from(n)));
    cdf.records().ingest("pumps", records).await.expect("they are taken");
    let pressure = || property(["models", "Pump", "pressure"]);
    let high = has_data([PUMP]) & space().equals("plant") & pressure().range(4.0..=6.0) & !external_id().equals("p-5");
    let found = cdf
        .records()
        .filter("pumps")
        .filter(high)
        .sort([pressure().descending()])
        .await
        .expect("it responds");
    let ids: Vec<_> = found.items.iter().map(|record| record.external_id.as_str()).collect();
    assert_eq!(ids, ["p-6", "p-4"]);

    let aggregates = [
        ("mean", pressure().avg()),
        ("all", Aggregate::count()),
        (
            "bars",
            pressure().number_histogram(5.0).with("most", pressure().max()).into(),
        ),
        ("spaces", space().unique_values().into()),
        (
            "kinds",
            FiltersAggregate::new([pressure().range(..5.0), pressure().range(5.0..)])
                .with("sum", pressure().sum())
                .into(),
        ),
    ];
    let response = cdf.records().aggregate("pumps", aggregates).await.expect("it responds");
    assert_eq!(response.result("mean").and_then(|mean| mean.as_f64()), Some(5.5));
    assert_eq!(response.result("all").and_then(|all| all.as_count()), Some(10));
    let bars = response
        .result("bars")
        .and_then(|bars| bars.number_buckets())
        .expect("buckets");
    let most: Vec<_> = bars
        .iter()
        .map(|bar| (bar.interval_start, bar.result("most").and_then(|most| most.as_f64())))
        .collect();
    assert_eq!(most, [(0.0, Some(4.0)), (5.0, Some(9.0)), (10.0, Some(10.0))]);
    let spaces = response
        .result("spaces")
        .and_then(|spaces| spaces.unique_values())
        .expect("buckets");
    assert_eq!((spaces[0].value.as_str(), spaces[0].count), (Some("plant"), 10));
    let kinds = response
        .result("kinds")
        .and_then(|kinds| kinds.filter_buckets())
        .expect("buckets");
    let sums: Vec<_> = kinds
        .iter()
        .map(|kind| kind.result("sum").and_then(|sum| sum.as_f64()))
        .collect();
    assert_eq!(sums, [Some(10.0), Some(45.0)]);

    let by_day = last_updated_time()
        .time_histogram(CalendarInterval::Day)
        .with("n", Aggregate::count());
    let response = cdf
        .records()
        .aggregate("pumps", [("days", by_day.into())])
        .await
        .expect("it responds");
    let days = response
        .result("days")
        .and_then(|days| days.time_buckets())
        .expect("buckets");
    assert_eq!(
        days.iter().filter_map(|day| day.result("n")?.as_count()).sum::<i64>(),
        10
    );
}

#[tokio::test(start_paused = true)]
async fn hundreds_of_ids_are_asked_for_in_hundreds_and_by_space() {
    let (fake, cdf) = with_stream("BasicLiveData").await;
    let records = (0..250).map(|n| pump(&format!("p-{n}"), 1.0));
    cdf.records().upsert("pumps", records).await.expect("they are taken");
    let ids = (0..300).map(|n| ("plant".to_owned(), format!("p-{n}")));
    let verified = cdf
        .records()
        .verify("pumps", ids.chain([("other".to_owned(), "p-1".to_owned())]))
        .await
        .expect("it responds");
    assert_eq!((verified.present.len(), verified.absent.len()), (250, 51));
    assert!(verified.absent.contains(&RecordId::new("other", "p-1")));
    assert_eq!(fake.count("POST /streams/{streamId}/records/filter").received, 4);
    assert_eq!(
        cdf.records()
            .by_ids("pumps", [("a", "b"); 0])
            .await
            .expect("nothing to ask"),
        [] as [Record; 0]
    );
}

#[tokio::test(start_paused = true)]
async fn conflicts_with_our_own_lost_responses_are_settled() {
    let (fake, cdf) = with_stream("BasicLiveData").await;
    cdf.records()
        .ingest("pumps", [pump("p-0", 7.0)])
        .await
        .expect("somebody else's");
    fake.set_faults(Faults {
        lost_response: 0.6,
        seed: 3,
        only: Some(|_, path| path.ends_with("/records")),
        ..Faults::default()
    });
    let records = (1..=5000).map(|n| pump(&format!("p-{n}"), 1.0));
    let report = cdf.records().ingest_bulk("pumps").send_all(records).await;
    assert!(report.possibly_ours().count() > 0, "no response was lost");
    let unsettled = report.unknown().iter().map(|record| record.key.clone());
    let verified = cdf.records().verify("pumps", unsettled).await.expect("reading works");
    let report = report.settle(|id| verified.contains(id));
    assert_eq!((report.possibly_ours().count(), report.is_complete()), (0, true));
    assert_eq!(fake.records("pumps").len(), 5001);
}

#[tokio::test(start_paused = true)]
async fn immutable_streams_are_asked_in_the_time_they_allow() {
    let (fake, cdf) = with_stream("ImmutableTestStream").await;
    cdf.records()
        .ingest("pumps", [pump("p-1", 1.0)])
        .await
        .expect("it is taken");
    assert!(matches!(
        cdf.records().by_ids("pumps", [("plant", "p-1")]).await,
        Err(LookupError::Api(_))
    ));
    let now = fake.now();
    let before = fake.count("POST /streams/{streamId}/records/filter").received;
    let three_weeks = now - 20 * 24 * 3600 * 1000..now + 1000;
    let verified = cdf
        .records()
        .verify("pumps", [("plant", "p-1")])
        .updated(three_weeks)
        .await
        .expect("it responds");
    assert_eq!(verified.present, BTreeSet::from([RecordId::new("plant", "p-1")]));
    assert_eq!(
        fake.count("POST /streams/{streamId}/records/filter").received - before,
        3
    );
}

#[tokio::test(start_paused = true)]
async fn a_full_response_is_asked_for_again_in_halves() {
    // Each of four ids is there 400 times between 0 and 8000.
    let script = Script::new(|seen| {
        if seen.what.starts_with("GET") {
            let stream = json!({
                "externalId": "s", "createdTime": 1, "createdFromTemplate": "t", "type": "Immutable", "settings": {
                    "lifecycle": {"retainedAfterSoftDelete": "P1D"},
                    "limits": {"maxRecordsTotal": {"provisioned": 1.0}, "maxGigaBytesTotal": {"provisioned": 1.0}}
                }
            });
            return (200, stream);
        }
        let ids = seen.body["filter"]["and"][1]["in"]["values"]
            .as_array()
            .expect("ids")
            .clone();
        let bound = |name: &str| seen.body["lastUpdatedTime"][name].as_i64().expect("a bound");
        let many = if ids == [json!("e-crowded")] { 8 } else { 1 };
        let records = ids
            .iter()
            .flat_map(|id| (0..400 * many).map(move |n| (id, n * 20 / many)));
        let inside = records.filter(|(_, time)| (bound("gte")..bound("lt")).contains(time));
        let items: Vec<Value> = inside
            .take(1000)
            .map(|(id, time)| {
                json!({"space": "s", "externalId": id, "createdTime": time, "lastUpdatedTime": time, "properties": {}})
            })
            .collect();
        (200, json!({"items": items}))
    });
    let records = script.client().records();
    let found = records
        .by_ids("s", ["a", "b", "c", "d"].map(|id| ("s", id)))
        .updated(0..8000)
        .await
        .expect("all");
    assert_eq!(found.len(), 1600);
    let found = records
        .by_ids("s", [("s", "e-crowded")])
        .updated(0..8000)
        .await
        .expect("all, in less time each");
    assert_eq!(found.len(), 3200);
}

#[test]
fn time_is_split_into_what_a_stream_allows() {
    let pieces: Vec<_> = windows(-5..26, Duration::from_millis(10)).collect();
    assert_eq!(pieces, [-5..5, 5..15, 15..25, 25..26]);
    assert_eq!(windows(5..5, Duration::from_secs(1)).count(), 0);
    assert_eq!(windows(0..3, Duration::ZERO).count(), 3);
    assert_eq!(windows(i64::MIN..i64::MAX, Duration::MAX).count(), 3);
    for (text, seconds) in [
        ("P7D", Some(7 * 86_400)),
        ("P1Y", Some(365 * 86_400)),
        ("P1M", Some(28 * 86_400)),
        ("P2W", Some(14 * 86_400)),
        ("PT1H30M", Some(5400)),
        ("P1DT12H", Some(129_600)),
        ("PT90S", Some(90)),
        ("", None),
        ("P", None),
        ("7D", None),
        ("P7", None),
        ("PD", None),
        ("PT1D", None),
        ("P1D2Y", None),
        ("P99999999999999999999D", None),
        ("P9999999999999999999D", None),
    ] {
        assert_eq!(duration_of_iso(text), seconds.map(Duration::from_secs), "{text}");
    }
}

#[test]
fn ranges_become_bounds_of_time() {
    let json = |filter: LastUpdatedTimeFilter| serde_json::to_value(filter).expect("JSON");
    assert_eq!(json((1..5).into()), json!({"gte": 1, "lt": 5}));
    assert_eq!(json((1..=5).into()), json!({"gte": 1, "lte": 5}));
    assert_eq!(json((1..).into()), json!({"gte": 1}));
    assert_eq!(json((..).into()), json!({}));
}

#[test]
fn ids_of_streams_are_checked() {
    for good in ["a", "my-stream", "x_1", &"a".repeat(100), "logs2", "cdf"] {
        let id = StreamId::new(good).expect(good);
        assert_eq!(String::from(&id), good);
    }
    for (bad, reason) in [
        ("", "1 to 100"),
        (&*"a".repeat(101), "1 to 100"),
        ("A", "lower-case"),
        ("a b", "lower-case"),
        ("æ", "lower-case"),
        ("1a", "start"),
        ("-a", "start"),
        ("a-", "end"),
        ("a_", "end"),
        ("logs", "taken"),
        ("records", "taken"),
        ("cdf_x", "taken"),
        ("cognite_x", "taken"),
    ] {
        let error = StreamId::new(bad).expect_err(bad);
        assert!(error.to_string().contains(reason), "{error}");
    }
}
