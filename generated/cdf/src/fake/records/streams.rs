// From templates/cdf/src/fake/records/streams.rs; edit it there.

//! Creating, finding and deleting streams.

use serde_json::{Value, json};

use super::store::Stream;
use super::template;
use crate::fake::request::Request;
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

pub(in crate::fake) fn list(state: &mut State, _request: &Request) -> Outcome {
    let streams = state.streams.values().filter(|stream| !stream.deleted);
    Response::items(streams.map(|stream| json(stream, false)).collect())
}

pub(in crate::fake) fn retrieve(state: &mut State, request: &Request) -> Outcome {
    let with_statistics = request.query("includeStatistics") == Some("true");
    Response::ok(json(super::stream(state, request)?, with_statistics))
}

pub(in crate::fake) fn create(state: &mut State, request: &Request) -> Outcome {
    let item = request.item()?;
    let id = item["externalId"].as_str().unwrap_or_default();
    if !is_stream_id(id) {
        return Err(Refusal::bad(format!("{id:?} is no id of a stream")));
    }
    let name = item["settings"]["template"]["name"].as_str().unwrap_or_default();
    let template = template::named(name).ok_or_else(|| Refusal::bad(format!("There is no template {name:?}")))?;
    if state.streams.contains_key(id) {
        let message = "The id is in use, or was before a deletion";
        return Err(Refusal::duplicated(409, message, vec![json!({ "externalId": id })]));
    }
    let stream = Stream::new(id, template, state.now);
    let response = json(&stream, false);
    state.streams.insert(id.to_owned(), stream);
    Response::created(json!({ "items": [response] }))
}

/// Soft: the id stays in use. An unknown stream is no error.
pub(in crate::fake) fn delete(state: &mut State, request: &Request) -> Outcome {
    let id = request.item()?["externalId"]
        .as_str()
        .ok_or_else(|| Refusal::bad("externalId is missing"))?;
    if let Some(stream) = state.streams.get_mut(id) {
        stream.deleted = true;
    }
    Response::empty()
}

pub(in crate::fake) fn delete_legacy(_state: &mut State, _request: &Request) -> Outcome {
    Err(Refusal::new(410, "This operation is gone: use POST /streams/delete"))
}

fn is_stream_id(id: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    let ends = id.starts_with(|c: char| c.is_ascii_lowercase()) && !id.ends_with(['_', '-']);
    let reserved = id.starts_with("cdf_") || id.starts_with("cognite_") || id == "logs" || id == "records";
    id.len() <= 100 && ends && id.chars().all(inner) && !reserved
}

fn json(stream: &Stream, with_statistics: bool) -> Value {
    let template = stream.template;
    let mut lifecycle = json!({ "retainedAfterSoftDelete": template.retained });
    if let Some(period) = template.deleted_after {
        lifecycle["dataDeletedAfter"] = json!(period);
    }
    let mut limits = json!({
        "maxRecordsTotal": { "provisioned": template.records },
        "maxGigaBytesTotal": { "provisioned": template.gigabytes },
    });
    if with_statistics {
        limits["maxRecordsTotal"]["consumed"] = json!(stream.current().count());
        limits["maxGigaBytesTotal"]["consumed"] = json!(0);
    }
    if let Some((interval, _)) = template.interval {
        limits["maxFilteringInterval"] = json!(interval);
    }
    json!({
        "externalId": stream.external_id,
        "createdTime": stream.created_time,
        "createdFromTemplate": template.name,
        "type": if template.mutable { "Mutable" } else { "Immutable" },
        "settings": { "lifecycle": lifecycle, "limits": limits },
    })
}
