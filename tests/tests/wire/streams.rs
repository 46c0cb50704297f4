//! Streams: create, list, retrieve, delete.

use cdf_client::errors::{StreamsCreateError, StreamsDeleteLegacyError};
use cdf_client::models::{StreamReference, StreamTemplate, StreamType, StreamWrite, StreamWriteSettings};
use cdf_client::operations::streams::{Create, Delete, DeleteLegacy, List, Retrieve};
use oasmith_tests::loopback::Response;
use serde_json::{Value, json};

use super::harness::{Case, ODD_ID, case, operations};

operations!(create, list, retrieve, delete_legacy, delete);

/// A stream of the template, with the numbers that only a single stream has.
fn stream() -> Value {
    json!({
        "externalId": "line-events",
        "createdTime": 1_767_225_600_000_i64,
        "createdFromTemplate": "BasicLiveData",
        "type": "Mutable",
        "settings": {
            "lifecycle": {"dataDeletedAfter": "P30D", "retainedAfterSoftDelete": "P42D"},
            "limits": {
                "maxRecordsTotal": {"provisioned": 5e9, "consumed": 12.0},
                "maxGigaBytesTotal": {"provisioned": 50.5},
                "maxFilteringInterval": "P7D",
            },
        },
    })
}

fn create() -> Case<Create> {
    case(|c| {
        let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
        c.streams().create([StreamWrite::new("line-events", settings)])
    })
    .sends("POST /streams")
    .body(json!({"items": [{"externalId": "line-events", "settings": {"template": {"name": "BasicLiveData"}}}]}))
    .answers(201, json!({"items": [stream()]}), |list| {
        let [stream] = list.items.as_slice() else {
            panic!("one stream: {list:?}")
        };
        assert_eq!(stream.created_from_template, "BasicLiveData");
        assert_eq!(stream.type_, StreamType::Mutable);
    })
    .error(400)
    .refuses(
        409,
        "Conflict",
        json!({"error": {"code": 409, "message": "exists", "duplicated": [{"externalId": "line-events"}]}}),
        |failure| {
            let StreamsCreateError::Conflict(body) = failure else {
                panic!("{failure:?}")
            };
            let duplicated = body.error.duplicated.as_deref().expect("what is duplicated");
            assert_eq!(duplicated[0].external_id, "line-events");
        },
    )
}

fn list() -> Case<List> {
    case(|c| c.streams().list())
        .sends("GET /streams")
        .answers(200, json!({"items": [stream(), stream()]}), |list| {
            assert_eq!(list.items.len(), 2);
            assert_eq!(list.items[1].external_id, "line-events");
        })
        .error(400)
}

fn retrieve() -> Case<Retrieve> {
    case(|c| c.streams().retrieve(ODD_ID).include_statistics(true))
        .sends("GET /streams/a%2Fb%20c%3Fd?includeStatistics=true")
        .answers(200, stream(), |stream| {
            let limits = stream.settings.limits;
            assert_eq!(limits.max_records_total.provisioned, 5e9);
            assert_eq!(limits.max_records_total.consumed, Some(12.0));
            assert_eq!(limits.max_giga_bytes_total.consumed, None);
            assert_eq!(stream.settings.lifecycle.data_deleted_after.as_deref(), Some("P30D"));
        })
        .error(400)
}

/// Withdrawn: it responds with 410 whatever one sends.
#[expect(deprecated, reason = "the method is there as long as the document has it")]
fn delete_legacy() -> Case<DeleteLegacy> {
    case(|c| c.streams().delete_legacy("événement/日本"))
        .sends("DELETE /streams/%C3%A9v%C3%A9nement%2F%E6%97%A5%E6%9C%AC")
        .answers_with(Response::new(204, ""), |()| ())
        .refuses(
            410,
            "Gone",
            json!({"error": {"code": 410, "message": "Use the batch delete"}}),
            |failure| {
                let StreamsDeleteLegacyError::Gone(body) = failure else {
                    panic!("{failure:?}")
                };
                assert_eq!(body.error.code, 410);
            },
        )
}

fn delete() -> Case<Delete> {
    case(|c| c.streams().delete([StreamReference::new(ODD_ID)]))
        .sends("POST /streams/delete")
        .body(json!({"items": [{"externalId": "a/b c?d"}]}))
        .answers(200, json!({}), |()| ())
        .error(400)
}
