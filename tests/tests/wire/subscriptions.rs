//! Data point subscriptions.

use cdf_client::errors::SubscriptionsDeleteError;
use cdf_client::models::{
    DataPointValue, InstanceId, MissingId, PartitionCursor, SubscriptionFilter, SubscriptionPatch,
    SubscriptionReference, SubscriptionUpdate, SubscriptionWrite, TimeSeriesContainsAllFilter,
    TimeSeriesContainsAnyFilter, TimeSeriesEqualsFilter, TimeSeriesExistsFilter, TimeSeriesInFilter,
    TimeSeriesPrefixFilter, TimeSeriesRangeFilter, TimeSeriesType,
};
use cdf_client::operations::subscriptions::{Create, Data, Delete, List, Members, Retrieve, Update};
use cdf_client::{SetOrChange, SetOrNull};
use serde_json::{Value, json};

use super::harness::{Case, ODD_ID, case, operations};

operations!(list, create, members, retrieve, update, delete, data);

fn subscription() -> Value {
    json!({
        "externalId": "all-boilers",
        "name": "All boilers",
        "partitionCount": 4,
        "timeSeriesCount": 312,
        "filter": {"prefix": {"property": ["externalId"], "value": "boiler/"}},
        "createdTime": 1_767_225_600_000_i64,
        "lastUpdatedTime": 1_767_312_000_000_i64,
    })
}

fn list() -> Case<List> {
    case(|c| c.subscriptions().list().limit(100).cursor("bWVtYmVyOjE="))
        .sends("GET /timeseries/subscriptions?limit=100&cursor=bWVtYmVyOjE%3D")
        .answers(200, json!({"items": [subscription()], "nextCursor": "next"}), |page| {
            let filter = SubscriptionFilter::Prefix(TimeSeriesPrefixFilter::new(["externalId"], "boiler/"));
            assert_eq!(page.items[0].filter.as_ref(), Some(&filter));
            assert_eq!(page.next_cursor.as_deref(), Some("next"));
        })
}

/// One filter of each kind.
fn every_filter() -> SubscriptionFilter {
    let unit = || ["unit"];
    SubscriptionFilter::And(vec![
        SubscriptionFilter::Or(vec![SubscriptionFilter::Exists(TimeSeriesExistsFilter::new(unit()))]),
        SubscriptionFilter::Not(Box::new(SubscriptionFilter::Equals(TimeSeriesEqualsFilter::new(
            unit(),
            5,
        )))),
        SubscriptionFilter::In(TimeSeriesInFilter::new(unit(), ["C".into(), true.into()])),
        TimeSeriesRangeFilter::new(unit()).gt(1).lte("x").into(),
        SubscriptionFilter::Prefix(TimeSeriesPrefixFilter::new(["metadata", "site"], "oslo")),
        SubscriptionFilter::ContainsAny(TimeSeriesContainsAnyFilter::new(["labels"], ["a".into()])),
        SubscriptionFilter::ContainsAll(TimeSeriesContainsAllFilter::new(["labels"], [1.5.into()])),
    ])
}

pub(super) fn every_filter_json() -> Value {
    json!({"and": [
        {"or": [{"exists": {"property": ["unit"]}}]},
        {"not": {"equals": {"property": ["unit"], "value": 5}}},
        {"in": {"property": ["unit"], "values": ["C", true]}},
        {"range": {"property": ["unit"], "gt": 1, "lte": "x"}},
        {"prefix": {"property": ["metadata", "site"], "value": "oslo"}},
        {"containsAny": {"property": ["labels"], "values": ["a"]}},
        {"containsAll": {"property": ["labels"], "values": [1.5]}},
    ]})
}

fn create() -> Case<Create> {
    case(|c| {
        let subscription = SubscriptionWrite::new(ODD_ID, 2)
            .name("n")
            .description("d")
            .data_set_id(9)
            .time_series_ids(["a", "b"])
            .instance_ids([InstanceId::new("sp", "x")])
            .filter(every_filter());
        c.subscriptions().create([subscription])
    })
    .sends("POST /timeseries/subscriptions")
    .body(json!({"items": [{
        "externalId": "a/b c?d",
        "name": "n",
        "description": "d",
        "dataSetId": 9,
        "partitionCount": 2,
        "timeSeriesIds": ["a", "b"],
        "instanceIds": [{"space": "sp", "externalId": "x"}],
        "filter": every_filter_json(),
    }]}))
    .answers(201, json!({"items": [subscription()]}), |list| {
        assert_eq!(
            (list.items[0].partition_count, list.items[0].time_series_count),
            (4, Some(312))
        );
    })
}

fn members() -> Case<Members> {
    case(|c| c.subscriptions().members("a/b c?d&é").limit(1).cursor("c"))
        .sends("GET /timeseries/subscriptions/members?externalId=a%2Fb%20c%3Fd%26%C3%A9&limit=1&cursor=c")
        .answers(
            200,
            json!({"items": [{"id": 4215, "instanceId": {"space": "sp", "externalId": "x"}}]}),
            |page| {
                assert_eq!((page.items[0].id, &page.items[0].external_id), (Some(4215), &None));
                assert_eq!(page.items[0].instance_id, Some(InstanceId::new("sp", "x")));
                assert_eq!(page.next_cursor, None);
            },
        )
}

fn retrieve() -> Case<Retrieve> {
    case(|c| {
        c.subscriptions()
            .retrieve([SubscriptionReference::new("all-boilers")])
            .ignore_unknown_ids(true)
    })
    .sends("POST /timeseries/subscriptions/byids")
    .body(json!({"items": [{"externalId": "all-boilers"}], "ignoreUnknownIds": true}))
    .answers(200, json!({"items": [subscription()]}), |list| {
        assert_eq!(list.items[0].last_updated_time, 1_767_312_000_000);
    })
}

/// What is not mentioned stays, `setNull` removes, an empty `set` empties a list.
fn update() -> Case<Update> {
    case(|c| {
        let changes = SetOrChange::Change {
            add: vec![InstanceId::new("sp", "new")],
            remove: vec![InstanceId::new("sp", "old")],
        };
        let patch = SubscriptionPatch::new()
            .time_series_ids(SetOrChange::set([]))
            .instance_ids(changes)
            .name(SetOrNull::Set("Boilers".into()))
            .data_set_id(SetOrNull::SetNull)
            .filter(SubscriptionFilter::Exists(TimeSeriesExistsFilter::new(["unit"])));
        c.subscriptions()
            .update([SubscriptionUpdate::new("all-boilers", patch)])
    })
    .sends("POST /timeseries/subscriptions/update")
    .body(json!({"items": [{"externalId": "all-boilers", "update": {
        "timeSeriesIds": {"set": []},
        "instanceIds": {
            "add": [{"space": "sp", "externalId": "new"}],
            "remove": [{"space": "sp", "externalId": "old"}],
        },
        "name": {"set": "Boilers"},
        "dataSetId": {"setNull": true},
        "filter": {"set": {"exists": {"property": ["unit"]}}},
    }}]}))
    .answers(200, json!({"items": [subscription()]}), |list| {
        assert_eq!(list.items[0].name.as_deref(), Some("All boilers"));
    })
}

fn delete() -> Case<Delete> {
    case(|c| {
        c.subscriptions()
            .delete([SubscriptionReference::new("a")])
            .ignore_unknown_ids(false)
    })
    .sends("POST /timeseries/subscriptions/delete")
    .body(json!({"items": [{"externalId": "a"}], "ignoreUnknownIds": false}))
    .answers(200, json!({}), |()| ())
    .refuses(
        400,
        "BadRequest",
        json!({"error": {"code": 400, "message": "not found", "missing": [{"externalId": "a"}, {"id": 7}]}}),
        |failure| {
            let SubscriptionsDeleteError::BadRequest(body) = failure else {
                panic!("{failure:?}")
            };
            assert_eq!(
                body.error.missing,
                [MissingId::ExternalId("a".into()), MissingId::Id(7)]
            );
        },
    )
}

fn data() -> Case<Data> {
    case(|c| {
        let partitions = [PartitionCursor::new(0), PartitionCursor::new(1).cursor("cur-1")];
        c.subscriptions()
            .data(ODD_ID, partitions)
            .limit(1000)
            .initialize_cursors("12h-ago")
            .poll_timeout_seconds(5)
            .include_status(true)
            .ignore_bad_data_points(false)
            .treat_uncertain_as_bad(false)
    })
    .sends("POST /timeseries/subscriptions/data/list")
    .body(json!({
        "externalId": "a/b c?d",
        "partitions": [{"index": 0}, {"index": 1, "cursor": "cur-1"}],
        "limit": 1000,
        "initializeCursors": "12h-ago",
        "pollTimeoutSeconds": 5,
        "includeStatus": true,
        "ignoreBadDataPoints": false,
        "treatUncertainAsBad": false,
    }))
    .answers(200, batch(), |data| {
        let update = &data.updates[0];
        let series = update.time_series.as_ref().expect("whose points they are");
        assert_eq!(
            (series.id, series.type_.clone()),
            (Some(4215), Some(TimeSeriesType::Numeric))
        );
        let upserts = update.upserts.as_deref().expect("points");
        assert_eq!(upserts[0].timestamp, -2_208_988_800_000);
        assert_eq!(upserts[0].value, Some(DataPointValue::Number(81.5)));
        assert_eq!(upserts[1].value, Some(DataPointValue::Text("open".into())));
        let status = upserts[1].status.as_ref().expect("a status");
        assert_eq!(
            (status.code, status.symbol.as_deref()),
            (Some(1_073_741_824), Some("Uncertain"))
        );
        let deletes = update.deletes.as_deref().expect("deletions");
        assert_eq!((deletes[0].inclusive_begin, deletes[0].exclusive_end), (10, None));
        let changes = data.subscription_changes.expect("members that came or went");
        assert_eq!(
            changes.added.expect("members that came")[0].external_id.as_deref(),
            Some("a")
        );
        assert_eq!(
            (data.partitions[0].index, data.partitions[0].next_cursor.as_str()),
            (1, "cur-2")
        );
        assert!(data.has_next);
    })
}

pub(super) fn batch() -> Value {
    let series = json!({"id": 4215, "externalId": "a", "isString": false, "type": "numeric"});
    json!({
        "updates": [{
            "timeSeries": series,
            "upserts": [
                {"timestamp": -2_208_988_800_000_i64, "value": 81.5},
                {"timestamp": 2, "value": "open", "status": {"code": 1_073_741_824, "symbol": "Uncertain"}},
            ],
            "deletes": [{"inclusiveBegin": 10}],
        }],
        "subscriptionChanges": {"added": [series]},
        "partitions": [{"index": 1, "nextCursor": "cur-2"}],
        "hasNext": true,
    })
}
