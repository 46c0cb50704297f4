//! Finding records: filters, order, selection, aggregates.

use cdf_client::models::{
    Aggregate, AvgAggregate, RecordEqualsFilter, RecordFilter, RecordSort, SortDirection, UniqueValuesAggregate,
};
use serde_json::json;

use super::support::{MUTABLE, STREAM, ask, property, refused, with, with_stream};

const RECORDS: &str = "/streams/events/records";

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
        let (status, response) = ask(&fake, "POST", &format!("{RECORDS}/filter"), body).await;
        assert_eq!(status, 200, "{filter}: {response}");
        let found: Vec<_> = response["items"]
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
    let (_, response) = ask(&fake, "POST", &format!("{RECORDS}/filter"), body).await;
    assert_eq!(
        response["items"][0]["properties"],
        json!({"plant": {"Event": {"m": 0}}})
    );
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
        .expect("the client reads the response");

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
    let (status, response) = ask(&fake, "POST", &format!("{RECORDS}/aggregate"), body).await;
    assert_eq!(status, 200, "{response}");
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
    assert_eq!(response["aggregates"], wanted);
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
