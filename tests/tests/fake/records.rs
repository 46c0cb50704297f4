//! Records: what may be written, and what is found again.

use cdf_client::errors::RecordWriteError;
use cdf_client::models::{
    Aggregate, AvgAggregate, LastUpdatedTimeFilter, RecordEqualsFilter, RecordFilter, RecordId, RecordSort,
    SortDirection, UniqueValuesAggregate,
};
use serde_json::{Value, json};

use super::support::{IMMUTABLE, MUTABLE, STREAM, ask, property, record, refused, with, with_stream};

const RECORDS: &str = "/streams/events/records";

fn raw(id: &str, properties: Value) -> Value {
    let source = json!({"type": "container", "space": "plant", "externalId": "Event"});
    json!({"space": "plant", "externalId": id, "sources": [{"source": source, "properties": properties}]})
}

#[tokio::test(start_paused = true)]
async fn a_mutable_stream_takes_each_id_once_and_tells_which_it_did_not() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    cdf.records().ingest(STREAM, [record("a", 1)]).await.unwrap();
    let error = cdf
        .records()
        .ingest(STREAM, [record("a", 2), record("b", 1)])
        .await
        .unwrap_err();
    let Some(RecordWriteError::RecordPartialSuccess(body)) = error.failure() else {
        panic!("{error:?}")
    };
    let codes: Vec<_> = body
        .error
        .partial
        .iter()
        .map(|one| (one.external_id.as_str(), i64::from(one.code)))
        .collect();
    assert_eq!(codes, [("a", 409), ("b", 202)]);
    let stored: Vec<_> = fake.records(STREAM).into_iter().map(|one| one.external_id).collect();
    assert_eq!(stored, ["a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn an_immutable_stream_drops_the_same_data_and_keeps_the_same_id() {
    let (fake, cdf) = with_stream(IMMUTABLE).await;
    cdf.records()
        .ingest(STREAM, [record("a", 1), record("a", 2), record("a", 1)])
        .await
        .unwrap();
    cdf.records()
        .ingest(STREAM, [record("a", 2), record("a", 3)])
        .await
        .unwrap();
    assert_eq!(fake.records(STREAM).len(), 3);
}

#[tokio::test(start_paused = true)]
async fn upsert_replaces_the_whole_record_and_delete_leaves_a_tombstone() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    cdf.records()
        .ingest(STREAM, [with("a", [("n", json!(1)), ("m", json!(1))])])
        .await
        .unwrap();
    cdf.records().upsert(STREAM, [record("a", 2)]).await.unwrap();
    cdf.records()
        .delete(STREAM, [RecordId::new("plant", "a"), RecordId::new("plant", "unknown")])
        .await
        .unwrap();
    let history: Vec<_> = fake
        .records(STREAM)
        .into_iter()
        .map(|one| (one.version, one.deleted, one.current))
        .collect();
    assert_eq!(history, [(1, false, false), (2, false, false), (3, true, true)]);
    assert_eq!(fake.records(STREAM)[1].properties["plant"]["Event"], json!({"n": 2}));
    assert!(cdf.records().filter(STREAM).await.unwrap().items.is_empty());
    cdf.records()
        .ingest(STREAM, [record("a", 5)])
        .await
        .expect("the id is free again");
}

#[tokio::test(start_paused = true)]
async fn duplicates_in_a_request_are_named_and_nothing_is_written() {
    let (fake, _) = with_stream(MUTABLE).await;
    let items = json!({"items": [raw("x.y", json!({"n": 1})), raw("x.y", json!({"n": 2}))]});
    for path in ["", "/upsert"] {
        let error = refused(&fake, 422, &format!("{RECORDS}{path}"), items.clone()).await;
        assert_eq!(error["duplicated"], json!([{"externalId": "plant.x.y"}]));
    }
    assert!(fake.records(STREAM).is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_does_not_fit_is_refused_as_a_whole() {
    let (fake, _) = with_stream(MUTABLE).await;
    let many: Vec<Value> = (0..1001).map(|n| raw(&n.to_string(), json!({"n": n}))).collect();
    let faults = [
        json!({}),
        json!({"items": []}),
        json!({"items": many}),
        json!({"items": [raw("a", json!({}))]}),
        json!({"items": [raw("a", json!({"space": 1}))]}),
        json!({"items": [raw("a", json!({"_n": 1}))]}),
        json!({"items": [raw(&"a".repeat(257), json!({"n": 1}))]}),
        json!({"items": [raw("a\u{0}", json!({"n": 1}))]}),
        json!({"items": [{"space": "plant", "externalId": "a", "sources": []}]}),
        json!({"items": [raw("fine", json!({"n": 1})), {"space": "plant"}]}),
    ];
    for fault in faults {
        refused(&fake, 400, RECORDS, fault).await;
    }
    let large =
        json!({"items": (0..99).map(|n| raw(&n.to_string(), json!({"t": "x".repeat(110_000)}))).collect::<Vec<_>>()});
    refused(&fake, 413, RECORDS, large).await;
    refused(
        &fake,
        404,
        "/streams/other/records",
        json!({"items": [raw("a", json!({"n": 1}))]}),
    )
    .await;
    assert!(fake.records(STREAM).is_empty());
}

#[tokio::test(start_paused = true)]
async fn immutable_streams_refuse_changes_and_open_windows() {
    let (fake, cdf) = with_stream(IMMUTABLE).await;
    cdf.records().ingest(STREAM, [record("a", 1)]).await.unwrap();
    refused(
        &fake,
        422,
        &format!("{RECORDS}/upsert"),
        json!({"items": [raw("a", json!({"n": 2}))]}),
    )
    .await;
    refused(
        &fake,
        422,
        &format!("{RECORDS}/delete"),
        json!({"items": [{"space": "plant", "externalId": "a"}]}),
    )
    .await;
    refused(&fake, 400, &format!("{RECORDS}/filter"), json!({})).await;
    let too_long = json!({"lastUpdatedTime": {"gt": fake.now() - 8 * 24 * 3600 * 1000}});
    refused(&fake, 400, &format!("{RECORDS}/filter"), too_long).await;
    let today = LastUpdatedTimeFilter::new().gte("2026-01-01T00:00:00Z".to_owned());
    let found = cdf.records().filter(STREAM).last_updated_time(today).await.unwrap();
    assert_eq!(found.items.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn every_filter_finds_what_it_says() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    let tags = |list: &[&str]| json!(list);
    let records = [
        with(
            "a1",
            [("n", json!(1)), ("tags", tags(&["x", "y"])), ("on", json!(true))],
        ),
        with("a2", [("n", json!(2.5)), ("tags", tags(&["y"]))]),
        with("b1", [("n", json!(9_007_199_254_740_993_i64)), ("name", json!("pump"))]),
    ];
    cdf.records().ingest(STREAM, records).await.unwrap();
    let n = json!(["plant", "Event", "n"]);
    let tags = json!(["plant", "Event", "tags"]);
    let cases = [
        (json!({"matchAll": {}}), "a1 a2 b1"),
        (json!({"exists": {"property": ["plant", "Event", "name"]}}), "b1"),
        (
            json!({"equals": {"property": n, "value": 9_007_199_254_740_993_i64}}),
            "b1",
        ),
        (
            json!({"equals": {"property": n, "value": 9_007_199_254_740_992_i64}}),
            "",
        ),
        (json!({"equals": {"property": ["externalId"], "value": "a2"}}), "a2"),
        (json!({"in": {"property": n, "values": [1, 2.5]}}), "a1 a2"),
        (json!({"prefix": {"property": ["externalId"], "value": "a"}}), "a1 a2"),
        (json!({"range": {"property": n, "gt": 1, "lte": 2.5}}), "a2"),
        (
            json!({"range": {"property": ["createdTime"], "gte": "2026-01-01T00:00:00.000Z"}}),
            "a1 a2 b1",
        ),
        (json!({"range": {"property": ["createdTime"], "gt": "2026-01-02"}}), ""),
        (json!({"containsAll": {"property": tags, "values": ["y", "x"]}}), "a1"),
        (
            json!({"containsAny": {"property": tags, "values": ["y", "z"]}}),
            "a1 a2",
        ),
        (
            json!({"hasData": [{"type": "container", "space": "plant", "externalId": "Event"}]}),
            "a1 a2 b1",
        ),
        (
            json!({"hasData": [{"type": "container", "space": "plant", "externalId": "Other"}]}),
            "",
        ),
        (json!({"not": {"exists": {"property": tags}}}), "b1"),
        (
            json!({"or": [{"equals": {"property": n, "value": 1}}, {"exists": {"property": ["plant", "Event", "name"]}}]}),
            "a1 b1",
        ),
        (
            json!({"and": [{"prefix": {"property": ["externalId"], "value": "a"}}, {"range": {"property": n, "lt": 2}}]}),
            "a1",
        ),
    ];
    for (filter, wanted) in cases {
        let body = json!({"filter": filter, "sort": [{"property": ["externalId"]}]});
        let (status, answer) = ask(&fake, "POST", &format!("{RECORDS}/filter"), body).await;
        assert_eq!(status, 200, "{filter}: {answer}");
        let found: Vec<_> = answer["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one["externalId"].as_str())
            .collect();
        assert_eq!(found.join(" "), wanted, "{filter}");
    }
    let mut deep = json!({"matchAll": {}});
    for _ in 0..10 {
        deep = json!({"not": deep});
    }
    let faults = [
        json!({"equals": {"property": ["plant", "n"], "value": 1}}),
        json!({"exists": {"property": ["space"]}}),
        json!({"prefix": {"property": ["createdTime"], "value": "1"}}),
        json!({"range": {"property": n, "gt": 1, "gte": 1}}),
        json!({"equals": {"property": n}}),
        json!({"and": []}),
        json!({"search": {"property": n, "value": "x"}}),
        json!({"matchAll": {}, "not": {"matchAll": {}}}),
        deep,
    ];
    for filter in faults {
        refused(&fake, 400, &format!("{RECORDS}/filter"), json!({"filter": filter})).await;
    }
}

#[tokio::test(start_paused = true)]
async fn filter_sorts_selects_and_limits() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    let records: Vec<_> = (0..20)
        .map(|n| with(&format!("r{n:02}"), [("n", json!(n)), ("m", json!(n % 3))]))
        .collect();
    cdf.records().ingest(STREAM, records).await.unwrap();
    assert_eq!(
        cdf.records().filter(STREAM).await.unwrap().items.len(),
        10,
        "the default"
    );
    let sort = [
        RecordSort::new(property("m")).direction(SortDirection::Descending),
        RecordSort::new(property("n")),
    ];
    let found = cdf.records().filter(STREAM).sort(sort).limit(2).await.unwrap().items;
    let ids: Vec<_> = found.iter().map(|one| one.external_id.as_str()).collect();
    assert_eq!(ids, ["r02", "r05"]);
    let source = json!({"type": "container", "space": "plant", "externalId": "Event"});
    let body = json!({"sources": [{"source": source, "properties": ["m"]}], "limit": 1});
    let (_, answer) = ask(&fake, "POST", &format!("{RECORDS}/filter"), body).await;
    assert_eq!(answer["items"][0]["properties"], json!({"plant": {"Event": {"m": 0}}}));
    for limit in [0, 1001, -1] {
        refused(&fake, 400, &format!("{RECORDS}/filter"), json!({"limit": limit})).await;
    }
}

#[tokio::test(start_paused = true)]
async fn aggregates_count_measure_and_nest() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    let records: Vec<_> = (0..10)
        .map(|n| with(&format!("r{n}"), [("n", json!(n)), ("pump", json!(["p", "q"][n % 2]))]))
        .collect();
    cdf.records().ingest(STREAM, records).await.unwrap();
    let only_p = RecordFilter::Equals(RecordEqualsFilter::new(property("pump"), "p"));
    let mean = Aggregate::Avg(AvgAggregate::new(property("n")));
    let pumps = Aggregate::UniqueValues(UniqueValuesAggregate::new(property("pump")).aggregates([("mean", mean)]));
    cdf.records()
        .aggregate(STREAM, [("pumps", pumps)])
        .filter(only_p)
        .await
        .expect("the client reads the answer");

    let n = json!(["plant", "Event", "n"]);
    let body = json!({"aggregates": {
        "all": {"count": {}},
        "sum": {"sum": {"property": n}},
        "low": {"filters": {"filters": [{"range": {"property": n, "lt": 3}}, {"matchAll": {}}]}},
        "tens": {"numberHistogram": {"property": n, "interval": 4, "hardBounds": {"min": 0, "max": 8}, "aggregates": {
            "most": {"max": {"property": n}},
            "moving": {"movingFunction": {"bucketsPath": "most", "window": 2, "function": "MovingFunctions.sum"}},
        }}},
        "years": {"timeHistogram": {"property": ["createdTime"], "calendarInterval": "1y"}},
    }});
    let (status, answer) = ask(&fake, "POST", &format!("{RECORDS}/aggregate"), body).await;
    assert_eq!(status, 200, "{answer}");
    let wanted = json!({
        "all": {"count": 10},
        "sum": {"sum": 45.0},
        "low": {"filterBuckets": [{"count": 3}, {"count": 10}]},
        "tens": {"numberHistogramBuckets": [
            {"count": 4, "intervalStart": 0.0, "aggregates": {"most": {"max": 3.0}}},
            {"count": 4, "intervalStart": 4.0, "aggregates": {"most": {"max": 7.0}, "moving": {"fnValue": 3.0}}},
            {"count": 1, "intervalStart": 8.0, "aggregates": {"most": {"max": 8.0}, "moving": {"fnValue": 10.0}}},
        ]},
        "years": {"timeHistogramBuckets": [{"count": 10, "intervalStart": "2026-01-01T00:00:00.000Z"}]},
    });
    assert_eq!(answer["aggregates"], wanted);
    let twice = json!({"a": {"uniqueValues": {"property": n, "aggregates": {"a": {"count": {}}}}}});
    for aggregates in [
        json!({}),
        json!({"a.b": {"count": {}}}),
        json!({"a": {"median": {}}}),
        twice,
    ] {
        refused(
            &fake,
            400,
            &format!("{RECORDS}/aggregate"),
            json!({"aggregates": aggregates}),
        )
        .await;
    }
}
