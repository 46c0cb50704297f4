//! Streams: create, list, retrieve, delete.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::http::Request;
use super::{Answer, Reply, State, items, refusal, text, unknown_path};

/// The streams by external id.
pub(super) type Streams = BTreeMap<String, Stream>;

pub(super) struct Stream {
    description: Value,
    /// The records that are there, by space and external id.
    pub(super) records: BTreeMap<(String, String), Value>,
    /// Every change, as sync tells it.
    pub(super) changes: Vec<Value>,
}

pub(super) fn answer(state: &mut State, request: &Request, segments: &[&str]) -> Answer {
    match (request.method.as_str(), segments) {
        ("POST", ["streams"]) => create(state, request),
        ("GET", ["streams"]) => {
            let all: Vec<&Value> = state.streams.values().map(|stream| &stream.description).collect();
            Ok(Reply(200, json!({"items": all})))
        }
        ("POST", ["streams", "delete"]) => {
            for item in items(request) {
                state.streams.remove(text(item, "externalId"));
            }
            Ok(Reply(200, json!({})))
        }
        ("GET", ["streams", id]) => retrieve(state, request, id),
        _ => Err(unknown_path()),
    }
}

pub(super) fn find<'a>(state: &'a mut State, id: &str) -> Result<&'a mut Stream, Reply> {
    state
        .streams
        .get_mut(id)
        .ok_or_else(|| refusal(404, &format!("Stream {id} does not exist")))
}

fn create(state: &mut State, request: &Request) -> Answer {
    let [item] = items(request) else {
        return Err(refusal(400, "Exactly one stream can be created at a time"));
    };
    let id = text(item, "externalId");
    if state.streams.contains_key(id) {
        let error = json!({"code": 409, "message": "The stream exists", "duplicated": [{"externalId": id}]});
        return Err(Reply(409, json!({"error": error})));
    }
    let template = text(&item["settings"]["template"], "name");
    let description = json!({
        "externalId": id,
        "createdTime": state.now(),
        "createdFromTemplate": template,
        "type": if template == "BasicLiveData" { "Mutable" } else { "Immutable" },
        "settings": {
            "lifecycle": {"retainedAfterSoftDelete": "P42D"},
            "limits": {"maxRecordsTotal": {"provisioned": 5_000_000}, "maxGigaBytesTotal": {"provisioned": 15}},
        },
    });
    let reply = json!({"items": [description]});
    let stream = Stream {
        description,
        records: BTreeMap::new(),
        changes: Vec::new(),
    };
    state.streams.insert(id.to_owned(), stream);
    Ok(Reply(201, reply))
}

fn retrieve(state: &mut State, request: &Request, id: &str) -> Answer {
    let stream = find(state, id)?;
    let mut description = stream.description.clone();
    if request.query("includeStatistics").as_deref() == Some("true") {
        let limits = &mut description["settings"]["limits"];
        limits["maxRecordsTotal"]["consumed"] = json!(stream.records.len());
        limits["maxGigaBytesTotal"]["consumed"] = json!(0);
    }
    Ok(Reply(200, description))
}
