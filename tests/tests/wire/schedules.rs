//! Schedules of functions.

use cdf_client::models::{FunctionScheduleWrite, ScheduleFilter, ScheduleReference, SessionId, TimestampRange};
use cdf_client::operations::function_schedules::{Create, Delete, Filter, InputData, List, Retrieve, RetrieveMany};
use serde_json::{Map, Value, json};

use super::harness::{Case, case, operations};

operations!(list, create, filter, retrieve_many, retrieve, input_data, delete);

/// A schedule. The document calls the session id a text, the service sends a number.
fn schedule(session_id: Value) -> Value {
    json!({
        "id": 640,
        "name": "tank-levels-hourly",
        "createdTime": 1_767_225_600_000_i64,
        "description": "At the start of each hour",
        "cronExpression": "0 * * * *",
        "when": "Every hour",
        "functionId": 5120,
        "functionExternalId": "tank-levels",
        "sessionId": session_id,
    })
}

fn list() -> Case<List> {
    case(|c| c.function_schedules().list().limit(100))
        .sends("GET /functions/schedules?limit=100")
        .answers(200, json!({"items": [schedule(json!("918273"))]}), |list| {
            assert_eq!(list.items[0].session_id, Some(SessionId::Text("918273".into())));
            assert_eq!(list.items[0].when, "Every hour");
        })
        .error(400)
}

fn create() -> Case<Create> {
    case(|c| {
        let schedule = FunctionScheduleWrite::new("tank-levels-hourly", "0 * * * *", "the-nonce")
            .description("At the start of each hour")
            .function_id(5120)
            .function_external_id("tank-levels")
            .data(Map::from_iter([("horizonHours".to_owned(), json!(48))]));
        c.function_schedules().create([schedule])
    })
    .sends("POST /functions/schedules")
    .body(json!({"items": [{
        "name": "tank-levels-hourly",
        "description": "At the start of each hour",
        "cronExpression": "0 * * * *",
        "functionId": 5120,
        "functionExternalId": "tank-levels",
        "data": {"horizonHours": 48},
        "nonce": "the-nonce",
    }]}))
    .answers(201, json!({"items": [schedule(json!(918_273))]}), |list| {
        assert_eq!(list.items[0].session_id, Some(SessionId::Number(918_273)));
        assert_eq!(list.items[0].cron_expression, "0 * * * *");
    })
    .error(400)
}

fn filter() -> Case<Filter> {
    case(|c| {
        let filter = ScheduleFilter::new()
            .name("tank-levels-hourly")
            .created_time(TimestampRange::new().min(1))
            .cron_expression("0 * * * *")
            .function_id(5120)
            .function_external_id("tank-levels");
        c.function_schedules().filter().filter(filter).limit(3)
    })
    .sends("POST /functions/schedules/list")
    .body(json!({
        "filter": {
            "name": "tank-levels-hourly",
            "createdTime": {"min": 1},
            "cronExpression": "0 * * * *",
            "functionId": 5120,
            "functionExternalId": "tank-levels",
        },
        "limit": 3,
    }))
    .answers(200, json!({"items": [schedule(json!(1))]}), |list| {
        assert_eq!(list.items[0].function_external_id.as_deref(), Some("tank-levels"));
    })
    .error(400)
}

fn retrieve_many() -> Case<RetrieveMany> {
    case(|c| {
        c.function_schedules()
            .retrieve_many([ScheduleReference::new(640)])
            .ignore_unknown_ids(false)
    })
    .sends("POST /functions/schedules/byids")
    .body(json!({"items": [{"id": 640}], "ignoreUnknownIds": false}))
    .answers(200, json!({"items": [schedule(json!(1))]}), |list| {
        assert_eq!(list.items[0].id, 640)
    })
    .error(400)
}

fn retrieve() -> Case<Retrieve> {
    case(|c| c.function_schedules().retrieve(640))
        .sends("GET /functions/schedules/640")
        .answers(
            200,
            json!({"id": 640, "name": "n", "createdTime": 1, "cronExpression": "* * * * *", "when": "Every minute"}),
            |schedule| assert_eq!((schedule.function_id, schedule.session_id), (None, None)),
        )
        .error(400)
}

fn input_data() -> Case<InputData> {
    case(|c| c.function_schedules().input_data(640))
        .sends("GET /functions/schedules/640/input_data")
        .answers(200, json!({"id": 640, "data": {"horizonHours": 48}}), |input| {
            assert_eq!(input.data.expect("the data")["horizonHours"], 48);
        })
        .error(400)
}

fn delete() -> Case<Delete> {
    case(|c| c.function_schedules().delete([ScheduleReference::new(640)]))
        .sends("POST /functions/schedules/delete")
        .body(json!({"items": [{"id": 640}]}))
        .answers(200, json!({}), |()| ())
        .error(400)
}
