//! Calls of a function: run, find, logs and response.

use cdf_client::models::{CallFilter, CallReference, CallStatus, TimestampRange};
use cdf_client::operations::function_calls::{CallRequest, Filter, List, Logs, Response, Retrieve, RetrieveMany};
use serde_json::{Map, Value, json};

use super::harness::{Case, case, operations};

operations!(run, list, filter, retrieve_many, retrieve, logs, response);

fn call() -> Value {
    json!({
        "id": 88_001,
        "functionId": 5120,
        "status": "Failed",
        "startTime": 1_767_229_200_000_i64,
        "endTime": 1_767_229_231_500_i64,
        "scheduleId": 640,
        "scheduledTime": 1_767_229_200_000_i64,
        "error": {"message": "boom", "trace": "Traceback"},
    })
}

fn run() -> Case<CallRequest> {
    case(|c| {
        let data = Map::from_iter([
            ("horizonHours".to_owned(), json!(48)),
            ("nested".to_owned(), json!([{"a": null}])),
        ]);
        c.function_calls().call(5120, "the-nonce").data(data)
    })
    .sends("POST /functions/5120/call")
    .body(json!({"data": {"horizonHours": 48, "nested": [{"a": null}]}, "nonce": "the-nonce"}))
    .answers(
        201,
        json!({"id": 88_001, "functionId": 5120, "status": "Running", "startTime": 1_767_229_200_000_i64}),
        |call| {
            assert_eq!((call.id, call.status), (88_001, CallStatus::Running));
            assert_eq!(call.end_time, None);
        },
    )
    .error(400)
}

fn list() -> Case<List> {
    case(|c| c.function_calls().list(5120).limit(2).cursor("a+b/c="))
        .sends("GET /functions/5120/calls?limit=2&cursor=a%2Bb%2Fc%3D")
        .answers(200, json!({"items": [call()], "nextCursor": "next"}), |page| {
            assert_eq!(page.next_cursor.as_deref(), Some("next"));
            let error = page.items[0].error.as_ref().expect("why it failed");
            assert_eq!(
                (error.message.as_str(), error.trace.as_deref()),
                ("boom", Some("Traceback"))
            );
        })
        .error(400)
}

fn filter() -> Case<Filter> {
    case(|c| {
        let filter = CallFilter::new()
            .schedule_id(640)
            .status(CallStatus::Timeout)
            .start_time(TimestampRange::new().min(1))
            .end_time(TimestampRange::new().max(2));
        c.function_calls().filter(5120).filter(filter).limit(25).cursor("next")
    })
    .sends("POST /functions/5120/calls/list")
    .body(json!({
        "filter": {"scheduleId": 640, "status": "Timeout", "startTime": {"min": 1}, "endTime": {"max": 2}},
        "limit": 25,
        "cursor": "next",
    }))
    .answers(200, json!({"items": [call()]}), |page| {
        assert_eq!((page.items[0].schedule_id, page.next_cursor), (Some(640), None));
    })
    .error(400)
}

fn retrieve_many() -> Case<RetrieveMany> {
    case(|c| {
        c.function_calls()
            .retrieve_many(5120, [CallReference::new(88_001)])
            .ignore_unknown_ids(true)
    })
    .sends("POST /functions/5120/calls/byids")
    .body(json!({"items": [{"id": 88_001}], "ignoreUnknownIds": true}))
    .answers(200, json!({"items": [call()]}), |list| {
        assert_eq!(list.items[0].status, CallStatus::Failed)
    })
    .error(400)
}

fn retrieve() -> Case<Retrieve> {
    case(|c| c.function_calls().retrieve(5120, 88_001))
        .sends("GET /functions/5120/calls/88001")
        .answers(200, call(), |call| {
            assert_eq!(call.scheduled_time, Some(1_767_229_200_000));
            assert_eq!(call.function_id, 5120);
        })
        .error(400)
}

fn logs() -> Case<Logs> {
    let entries = json!([{"timestamp": 1_767_229_201_250_i64, "message": "reading 2 tanks"}, {"message": "no time"}]);
    case(|c| c.function_calls().logs(5120, 88_001))
        .sends("GET /functions/5120/calls/88001/logs")
        .answers(200, json!({"items": entries}), |log| {
            assert_eq!(log.items[0].timestamp, Some(1_767_229_201_250));
            assert_eq!(
                (log.items[1].timestamp, log.items[1].message.as_deref()),
                (None, Some("no time"))
            );
        })
        .error(400)
}

/// A function may return any JSON value, here a number that no float can hold.
fn response() -> Case<Response> {
    case(|c| c.function_calls().response(5120, 88_001))
        .sends("GET /functions/5120/calls/88001/response")
        .answers(
            200,
            json!({"functionId": 5120, "callId": 88_001, "response": 9_007_199_254_740_993_i64}),
            |response| {
                assert_eq!(response.response, Some(json!(9_007_199_254_740_993_i64)));
                assert_eq!(response.call_id, 88_001);
            },
        )
        .error(400)
}
