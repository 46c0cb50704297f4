//! Records: ingest, upsert, delete, filter, aggregate, sync.

use cdf_client::errors::RecordWriteError as RecordsError;
use cdf_client::models::{
    Aggregate, AggregateResult, AggregateValue, AvgAggregate, CalendarInterval, ContainerReference, CountAggregate,
    FiltersAggregate, LastUpdatedTimeFilter, MaxAggregate, MinAggregate, MovingFunctionAggregate, MovingFunctionKind,
    NumberHistogramAggregate, NumberHistogramBounds, RecordContainsAllFilter, RecordContainsAnyFilter, RecordData,
    RecordEqualsFilter, RecordExistsFilter, RecordFilter, RecordId, RecordInFilter, RecordPrefixFilter,
    RecordPropertyUnit, RecordRangeFilter, RecordSort, RecordSource, RecordTargetUnits, RecordUnit, RecordWrite,
    SortDirection, SourceSelector, SumAggregate, SyncStatus, TimeHistogramAggregate, TimeHistogramBounds,
    UniqueValuesAggregate, ViewReference,
};
use cdf_client::operations::records::{Aggregate as AggregateCall, Delete, Filter, Ingest, Sync, Upsert};
use serde_json::{Value, json};

use super::harness::{Case, ODD_ID, case, operations};

operations!(ingest, upsert, delete, filter, aggregate, sync);

/// The path of [`ODD_ID`].
const ODD_STREAM: &str = "/streams/a%2Fb%20c%3Fd/records";

fn cause() -> [&'static str; 3] {
    ["plant", "Stoppage", "cause"]
}

fn stoppage() -> RecordSource {
    RecordSource::Container(ContainerReference::new("plant", "Stoppage"))
}

fn record() -> RecordWrite {
    let data = RecordData::new(stoppage(), [("cause", json!("no material")), ("minutes", json!(12.5))]);
    RecordWrite::new("plant", "stop-31", [data])
}

fn record_json() -> Value {
    json!({
        "space": "plant",
        "externalId": "stop-31",
        "sources": [{
            "source": {"type": "container", "space": "plant", "externalId": "Stoppage"},
            "properties": {"cause": "no material", "minutes": 12.5},
        }],
    })
}

/// What became of each record of a request that was good in part.
pub(super) fn partial(status: u16) -> Value {
    let outcomes = json!([
        {"space": "plant", "externalId": "stop-31", "code": 202},
        {"space": "plant", "externalId": "stop-32", "code": status, "message": "not written"},
    ]);
    json!({"error": {"code": status, "message": "some records failed", "partial": outcomes}})
}

fn check_partial(failure: &RecordsError) {
    let (RecordsError::Conflict(body)
    | RecordsError::InternalServerError(body)
    | RecordsError::ServiceUnavailable(body)) = failure
    else {
        panic!("{failure:?}")
    };
    let [done, failed] = body.error.partial.as_slice() else {
        panic!("two outcomes: {body:?}")
    };
    assert_eq!(
        (done.external_id.as_str(), done.code, &done.message),
        ("stop-31", 202, &None)
    );
    assert_eq!(failed.message.as_deref(), Some("not written"));
    assert_eq!(failed.code, body.error.code);
}

fn unprocessable() -> Value {
    json!({"error": {"code": 422, "message": "duplicated", "duplicated": [{"externalId": "plant.stop-31"}]}})
}

fn check_unprocessable(failure: &RecordsError) {
    let RecordsError::UnprocessableEntity(body) = failure else {
        panic!("{failure:?}")
    };
    let duplicated = body.error.duplicated.as_deref().expect("what is duplicated");
    assert_eq!(duplicated[0].external_id, "plant.stop-31");
}

fn ingest() -> Case<Ingest> {
    case(|c| c.records().ingest(ODD_ID, [record()]))
        .sends(&format!("POST {ODD_STREAM}"))
        .body(json!({"items": [record_json()]}))
        .answers(202, json!({}), |()| ())
        .error(400)
        .refuses(409, "Conflict", partial(409), check_partial)
        .refuses(422, "UnprocessableEntity", unprocessable(), check_unprocessable)
        .refuses(500, "InternalServerError", partial(500), check_partial)
        .refuses(503, "ServiceUnavailable", partial(503), check_partial)
}

fn upsert() -> Case<Upsert> {
    case(|c| c.records().upsert("日本", [record(), record()]))
        .sends("POST /streams/%E6%97%A5%E6%9C%AC/records/upsert")
        .body(json!({"items": [record_json(), record_json()]}))
        .answers(202, json!({}), |()| ())
        .error(400)
        .refuses(409, "Conflict", partial(409), check_partial)
        .refuses(422, "UnprocessableEntity", unprocessable(), check_unprocessable)
        .refuses(500, "InternalServerError", partial(500), check_partial)
        .refuses(503, "ServiceUnavailable", partial(503), check_partial)
}

fn delete() -> Case<Delete> {
    case(|c| c.records().delete(ODD_ID, [RecordId::new("plant", "stop-31")]))
        .sends(&format!("POST {ODD_STREAM}/delete"))
        .body(json!({"items": [{"space": "plant", "externalId": "stop-31"}]}))
        .answers(200, json!({}), |()| ())
        .error(400)
        .refuses(422, "UnprocessableEntity", unprocessable(), check_unprocessable)
        .refuses(500, "InternalServerError", partial(500), check_partial)
        .refuses(503, "ServiceUnavailable", partial(503), check_partial)
}

/// One filter of each kind.
fn every_filter() -> RecordFilter {
    RecordFilter::And(vec![
        RecordFilter::Or(vec![RecordFilter::MatchAll, RecordFilter::HasData(vec![stoppage()])]),
        RecordFilter::Not(Box::new(RecordFilter::Exists(RecordExistsFilter::new(cause())))),
        RecordFilter::Equals(RecordEqualsFilter::new(cause(), 5)),
        RecordFilter::Prefix(RecordPrefixFilter::new(cause(), "no ")),
        RecordFilter::Range(RecordRangeFilter::new(cause()).gte(1).lt("x")),
        RecordFilter::In(RecordInFilter::new(cause(), [json!("a"), json!(2)])),
        RecordFilter::ContainsAll(RecordContainsAllFilter::new(cause(), ["a"])),
        RecordFilter::ContainsAny(RecordContainsAnyFilter::new(cause(), [true])),
    ])
}

pub(super) fn every_filter_json() -> Value {
    let property = json!(["plant", "Stoppage", "cause"]);
    json!({"and": [
        {"or": [{"matchAll": {}}, {"hasData": [{"type": "container", "space": "plant", "externalId": "Stoppage"}]}]},
        {"not": {"exists": {"property": property}}},
        {"equals": {"property": property, "value": 5}},
        {"prefix": {"property": property, "value": "no "}},
        {"range": {"property": property, "gte": 1, "lt": "x"}},
        {"in": {"property": property, "values": ["a", 2]}},
        {"containsAll": {"property": property, "values": ["a"]}},
        {"containsAny": {"property": property, "values": [true]}},
    ]})
}

fn filter() -> Case<Filter> {
    case(|c| {
        let view = RecordSource::View(ViewReference::new("plant", "StoppageView", "v1"));
        let since = LastUpdatedTimeFilter::new()
            .gt(1_705_341_600_000)
            .lt("2030-05-15T18:00:00.00Z");
        let unit = RecordUnit::ExternalId("time:sec".into());
        c.records()
            .filter(ODD_ID)
            .last_updated_time(since)
            .filter(every_filter())
            .sources([
                SourceSelector::new(stoppage(), ["*"]),
                SourceSelector::new(view, ["cause"]),
            ])
            .include_typing(true)
            .target_units(RecordTargetUnits::Properties(vec![RecordPropertyUnit::new(
                cause(),
                unit,
            )]))
            .limit(1000)
            .sort([RecordSort::new(["lastUpdatedTime"]).direction(SortDirection::Descending)])
    })
    .sends(&format!("POST {ODD_STREAM}/filter"))
    .body(json!({
        "lastUpdatedTime": {"gt": 1_705_341_600_000_i64, "lt": "2030-05-15T18:00:00.00Z"},
        "filter": every_filter_json(),
        "sources": [
            {"source": {"type": "container", "space": "plant", "externalId": "Stoppage"}, "properties": ["*"]},
            {
                "source": {"type": "view", "space": "plant", "externalId": "StoppageView", "version": "v1"},
                "properties": ["cause"],
            },
        ],
        "includeTyping": true,
        "targetUnits": {"properties": [{
            "property": ["plant", "Stoppage", "cause"],
            "unit": {"externalId": "time:sec"},
        }]},
        "limit": 1000,
        "sort": [{"property": ["lastUpdatedTime"], "direction": "descending"}],
    }))
    .answers(200, records(), |list| {
        let [record] = list.items.as_slice() else {
            panic!("one record: {list:?}")
        };
        assert_eq!(record.external_id, "stop-31");
        assert_eq!(record.last_updated_time, 1_767_258_000_001);
        assert_eq!(record.properties["plant"]["Stoppage"]["minutes"], json!(12.5));
    })
    .error(400)
}

fn records() -> Value {
    json!({"items": [{
        "space": "plant",
        "externalId": "stop-31",
        "createdTime": 1_767_258_000_000_i64,
        "lastUpdatedTime": 1_767_258_000_001_i64,
        "properties": {"plant": {"Stoppage": {"cause": "no material", "minutes": 12.5}}},
    }]})
}

/// One aggregate of each kind.
fn every_aggregate() -> Vec<(&'static str, Aggregate)> {
    let numbers = NumberHistogramAggregate::new(2.5, cause())
        .hard_bounds(NumberHistogramBounds::new().min(0.0).max(10.5))
        .aggregates([("average", Aggregate::MovingFunction(moving_average()))]);
    let times = TimeHistogramAggregate::new(["createdTime"])
        .calendar_interval(CalendarInterval::Month)
        .hard_bounds(TimeHistogramBounds::new().min("2026-01-01T00:00:00Z"));
    let uniques = UniqueValuesAggregate::new(cause())
        .size(5)
        .aggregates([("least", least())]);
    vec![
        ("avg", Aggregate::Avg(AvgAggregate::new(cause()))),
        ("count", Aggregate::Count(CountAggregate::new())),
        ("max", Aggregate::Max(MaxAggregate::new(cause()))),
        ("sum", Aggregate::Sum(SumAggregate::new(cause()))),
        ("uniques", Aggregate::UniqueValues(uniques)),
        ("numbers", Aggregate::NumberHistogram(numbers)),
        ("times", Aggregate::TimeHistogram(times)),
        (
            "filters",
            Aggregate::Filters(FiltersAggregate::new([RecordFilter::MatchAll])),
        ),
    ]
}

fn least() -> Aggregate {
    Aggregate::Min(MinAggregate::new(cause()))
}

fn moving_average() -> MovingFunctionAggregate {
    MovingFunctionAggregate::new("_count", 3, MovingFunctionKind::UnweightedAvg)
}

pub(super) fn every_aggregate_json() -> Value {
    let property = json!(["plant", "Stoppage", "cause"]);
    json!({
        "avg": {"avg": {"property": property}},
        "count": {"count": {}},
        "max": {"max": {"property": property}},
        "sum": {"sum": {"property": property}},
        "uniques": {"uniqueValues": {
            "property": property, "size": 5, "aggregates": {"least": {"min": {"property": property}}},
        }},
        "numbers": {"numberHistogram": {
            "property": property,
            "interval": 2.5,
            "hardBounds": {"min": 0, "max": 10.5},
            "aggregates": {"average": {"movingFunction": {
                "bucketsPath": "_count", "window": 3, "function": "MovingFunctions.unweightedAvg",
            }}},
        }},
        "times": {"timeHistogram": {
            "property": ["createdTime"],
            "calendarInterval": "1M",
            "hardBounds": {"min": "2026-01-01T00:00:00Z"},
        }},
        "filters": {"filters": {"filters": [{"matchAll": {}}]}},
    })
}

/// One result of each kind.
pub(super) fn results() -> Value {
    json!({"aggregates": {
        "avg": {"avg": 1.5},
        "count": {"count": 41},
        "min": {"min": -1},
        "max": {"max": 7},
        "sum": {"sum": 388.5},
        "uniques": {"uniqueValueBuckets": [{"count": 2, "value": "x", "aggregates": {"least": {"min": 0.5}}}]},
        "numbers": {"numberHistogramBuckets": [{"count": 1, "intervalStart": 2.5}]},
        "times": {"timeHistogramBuckets": [{"count": 1, "intervalStart": "2026-01-01T00:00:00Z"}]},
        "filters": {"filterBuckets": [{"count": 3}]},
        "moving": {"fnValue": 2.25},
    }})
}

fn aggregate() -> Case<AggregateCall> {
    case(|c| {
        c.records()
            .aggregate(ODD_ID, every_aggregate())
            .last_updated_time(LastUpdatedTimeFilter::new().gte("2026-01-01T00:00:00Z"))
            .filter(RecordFilter::MatchAll)
            .include_typing(false)
            .target_units(RecordTargetUnits::UnitSystemName("SI".into()))
    })
    .sends(&format!("POST {ODD_STREAM}/aggregate"))
    .body(json!({
        "lastUpdatedTime": {"gte": "2026-01-01T00:00:00Z"},
        "filter": {"matchAll": {}},
        "aggregates": every_aggregate_json(),
        "includeTyping": false,
        "targetUnits": {"unitSystemName": "SI"},
    }))
    .answers(200, results(), |aggregation| {
        let result = |name: &str| &aggregation.aggregates[name];
        assert_eq!(result("avg"), &AggregateResult::Avg(1.5));
        assert_eq!(result("count"), &AggregateResult::Count(41));
        assert_eq!(result("min"), &AggregateResult::Min(-1.0));
        assert_eq!(result("max"), &AggregateResult::Max(7.0));
        assert_eq!(result("sum"), &AggregateResult::Sum(388.5));
        assert_eq!(result("moving"), &AggregateResult::FnValue(2.25));
        check_buckets(result);
    })
    .error(400)
}

fn check_buckets<'a>(result: impl Fn(&str) -> &'a AggregateResult) {
    let AggregateResult::UniqueValueBuckets(uniques) = result("uniques") else {
        panic!("unique values")
    };
    assert_eq!(uniques[0].value, AggregateValue::Text("x".into()));
    let nested = uniques[0].aggregates.as_ref().expect("an aggregate in the bucket");
    assert_eq!(nested["least"], AggregateResult::Min(0.5));
    let AggregateResult::NumberHistogramBuckets(numbers) = result("numbers") else {
        panic!("numbers")
    };
    assert_eq!((numbers[0].count, numbers[0].interval_start), (1, 2.5));
    let AggregateResult::TimeHistogramBuckets(times) = result("times") else {
        panic!("times")
    };
    assert_eq!(times[0].interval_start, "2026-01-01T00:00:00Z");
    let AggregateResult::FilterBuckets(filters) = result("filters") else {
        panic!("filters")
    };
    assert_eq!(filters[0].count, 3);
}

fn sync() -> Case<Sync> {
    case(|c| {
        c.records()
            .sync(ODD_ID)
            .sources([SourceSelector::new(stoppage(), ["cause", "minutes"])])
            .filter(RecordFilter::HasData(vec![stoppage()]))
            .cursor("c2VhbTo0MQ==")
            .initialize_cursor("2d-ago")
            .include_typing(true)
            .target_units(RecordTargetUnits::UnitSystemName("SI".into()))
            .limit(500)
    })
    .sends(&format!("POST {ODD_STREAM}/sync"))
    .body(json!({
        "sources": [{
            "source": {"type": "container", "space": "plant", "externalId": "Stoppage"},
            "properties": ["cause", "minutes"],
        }],
        "filter": {"hasData": [{"type": "container", "space": "plant", "externalId": "Stoppage"}]},
        "cursor": "c2VhbTo0MQ==",
        "initializeCursor": "2d-ago",
        "includeTyping": true,
        "targetUnits": {"unitSystemName": "SI"},
        "limit": 500,
    }))
    .answers(200, changes(), |page| {
        let [created, deleted] = page.items.as_slice() else {
            panic!("two changes: {page:?}")
        };
        let properties = created.properties.as_ref().expect("a created record has properties");
        assert_eq!(created.status, SyncStatus::Created);
        assert_eq!(properties["plant"]["Stoppage"]["cause"], "no material");
        assert_eq!((&deleted.status, &deleted.properties), (&SyncStatus::Deleted, &None));
        assert_eq!((page.next_cursor.as_str(), page.has_next), ("c2", false));
    })
    .error(400)
}

pub(super) fn changes() -> Value {
    let at = 1_767_258_000_000_i64;
    json!({
        "items": [
            {
                "space": "plant", "externalId": "stop-31", "createdTime": at, "lastUpdatedTime": at, "status": "created",
                "properties": {"plant": {"Stoppage": {"cause": "no material"}}},
            },
            {"space": "plant", "externalId": "stop-29", "createdTime": at, "lastUpdatedTime": at, "status": "deleted"},
        ],
        "nextCursor": "c2",
        "hasNext": false,
    })
}
