//! Sync: what has changed since a cursor or a point in time.
//!
//! A record that has changed several times shows up once, at the place of its last change. The filter is held against
//! the last properties of a deleted record, so that whoever was told of it is told of its end.

use serde_json::{Value, json};

use super::condition::RULES;
use super::query::Selection;
use super::store::{StoredRecord, Stream};
use super::time;
use crate::fake::condition;
use crate::fake::cursor;
use crate::fake::page;
use crate::fake::request::Request;
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

pub(in crate::fake) fn sync(state: &mut State, request: &Request) -> Outcome {
    let (now, generation, body) = (state.now, state.generation, &request.body);
    let stream = super::stream(state, request)?;
    let limit = page::limit(body["limit"].as_i64(), 10, 1000)?;
    let selection = Selection::read(body)?;
    let condition = condition::read(body.get("filter"), &RULES)?;
    let owner = format!("sync {}", stream.external_id);
    let start = start(stream, body, &owner, generation, now)?;

    let (mut items, mut at) = (Vec::new(), start);
    for record in stream.log.iter().skip(start) {
        if items.len() == limit {
            break;
        }
        at += 1;
        if record.current && condition.holds(record) {
            items.push(json(record, &selection));
        }
    }
    Response::ok(json!({
        "items": items,
        "nextCursor": cursor::encode(&owner, generation, at),
        "hasNext": at < stream.log.len(),
    }))
}

fn start(stream: &Stream, body: &Value, owner: &str, generation: u64, now: i64) -> Outcome<usize> {
    if let Some(text) = body["cursor"].as_str() {
        return cursor::decode(text, owner, generation);
    }
    let Some(text) = body["initializeCursor"].as_str() else {
        return Err(Refusal::bad("Either cursor or initializeCursor must be given"));
    };
    let ago = time::ago(text).ok_or_else(|| Refusal::bad(format!("initializeCursor {text:?} is no time ago")))?;
    let from = now.saturating_sub(ago);
    Ok(stream.log.partition_point(|record| record.last_updated_time < from))
}

fn json(record: &StoredRecord, selection: &Selection) -> Value {
    let mut json = selection.json(record);
    json["status"] = json!(record.status());
    if let Some(object) = json.as_object_mut().filter(|_| record.deleted) {
        object.remove("properties");
    }
    json
}
