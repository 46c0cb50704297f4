//! Records: ingest, upsert, delete, filter, aggregate, sync. All streams are mutable here.

mod query;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::http::Request;
use super::streams::{self, Stream};
use super::{Answer, Reply, State, items, refusal, text, unknown_path};

pub(super) fn answer(state: &mut State, request: &Request, segments: &[&str]) -> Answer {
    let now = state.now();
    let stream = streams::find(state, segments.get(1).copied().unwrap_or_default())?;
    match (request.method.as_str(), &segments[2..]) {
        ("POST", ["records"]) => ingest(stream, request, now),
        ("POST", ["records", "upsert"]) => {
            items(request).iter().for_each(|item| store(stream, item, now));
            Ok(Reply(202, json!({})))
        }
        ("POST", ["records", "delete"]) => {
            items(request).iter().for_each(|item| delete(stream, item, now));
            Ok(Reply(200, json!({})))
        }
        ("POST", ["records", "filter"]) => Ok(Reply(200, json!({"items": query::find(stream, &request.body)}))),
        ("POST", ["records", "aggregate"]) => {
            let records = query::matching(stream, &request.body["filter"]);
            Ok(Reply(
                200,
                json!({"aggregates": query::aggregate(&records, &request.body["aggregates"])}),
            ))
        }
        ("POST", ["records", "sync"]) => sync(stream, request),
        _ => Err(unknown_path()),
    }
}

fn key(item: &Value) -> (String, String) {
    (text(item, "space").to_owned(), text(item, "externalId").to_owned())
}

/// Records that are there already are conflicts; the others are stored all the same.
fn ingest(stream: &mut Stream, request: &Request, now: i64) -> Answer {
    let taken: BTreeSet<_> = items(request)
        .iter()
        .map(key)
        .filter(|key| stream.records.contains_key(key))
        .collect();
    let mut partial = Vec::new();
    for item in items(request) {
        let mut outcome = json!({"space": item["space"], "externalId": item["externalId"], "code": 202});
        if taken.contains(&key(item)) {
            outcome["code"] = json!(409);
            outcome["message"] = json!("the record exists already");
        } else {
            store(stream, item, now);
        }
        partial.push(outcome);
    }
    if taken.is_empty() {
        return Ok(Reply(202, json!({})));
    }
    let message = format!("{} of {} records could not be stored", taken.len(), partial.len());
    Err(Reply(
        409,
        json!({"error": {"code": 409, "message": message, "partial": partial}}),
    ))
}

fn store(stream: &mut Stream, item: &Value, now: i64) {
    let mut properties = Map::new();
    for data in item["sources"].as_array().into_iter().flatten() {
        let (space, container) = key(&data["source"]);
        properties.insert(space, json!({container: data["properties"]}));
    }
    let old = stream.records.get(&key(item));
    let record = json!({
        "space": item["space"],
        "externalId": item["externalId"],
        "createdTime": old.map_or(now, |old| old["createdTime"].as_i64().unwrap_or(now)),
        "lastUpdatedTime": now,
        "properties": properties,
    });
    let mut change = record.clone();
    change["status"] = json!(if old.is_some() { "updated" } else { "created" });
    stream.changes.push(change);
    stream.records.insert(key(item), record);
}

/// What is not there needs no deletion.
fn delete(stream: &mut Stream, item: &Value, now: i64) {
    let Some(mut tombstone) = stream.records.remove(&key(item)) else {
        return;
    };
    if let Some(record) = tombstone.as_object_mut() {
        record.remove("properties");
    }
    tombstone["lastUpdatedTime"] = json!(now);
    tombstone["status"] = json!("deleted");
    stream.changes.push(tombstone);
}

/// A cursor is the number of changes that were told.
fn sync(stream: &mut Stream, request: &Request) -> Answer {
    let start = match (
        request.body["cursor"].as_str(),
        request.body["initializeCursor"].as_str(),
    ) {
        (Some(cursor), _) => cursor
            .parse()
            .map_err(|_| refusal(400, "The cursor is not one of ours"))?,
        (None, Some(_)) => 0,
        (None, None) => return Err(refusal(400, "Either cursor or initializeCursor is needed")),
    };
    let limit = query::limit(&request.body);
    let page: Vec<&Value> = stream.changes.iter().skip(start).take(limit).collect();
    let end = start + page.len();
    let has_next = end < stream.changes.len();
    Ok(Reply(
        200,
        json!({"items": page, "nextCursor": end.to_string(), "hasNext": has_next}),
    ))
}
