//! Schedules: kept and listed, but run only when told to.

use serde_json::{Value, json};

use super::{calls, within};
use crate::fake::ids::Reference;
use crate::fake::page;
use crate::fake::request::{Request, optional_text, text};
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::sessions;
use crate::fake::state::State;

pub(in crate::fake) struct Schedule {
    pub(super) function: i64,
    data: Value,
    /// Without data and nonce.
    shown: Value,
}

pub(in crate::fake) fn create(state: &mut State, request: &Request) -> Outcome {
    let item = request.item()?;
    text(item, "name", 1, 140)?;
    optional_text(item, "description", 500)?;
    let cron = text(item, "cronExpression", 1, 1024)?;
    if cron.split_whitespace().count() != 5 {
        return Err(Refusal::bad("cronExpression must have five fields"));
    }
    let function = function(state, item)?;
    let session = sessions::bind(state, &item["nonce"])?;
    let id = state.new_id();
    let mut shown = item.clone();
    if let Some(object) = shown.as_object_mut() {
        object.retain(|key, value| !value.is_null() && !["nonce", "data"].contains(&key.as_str()));
    }
    shown["id"] = json!(id);
    shown["createdTime"] = json!(state.now);
    shown["when"] = json!(format!("by the cron expression {cron}"));
    shown["sessionId"] = json!(session);
    let schedule = Schedule {
        function,
        data: item["data"].clone(),
        shown: shown.clone(),
    };
    state.functions.schedules.insert(id, schedule);
    Response::created(json!({ "items": [shown] }))
}

/// With a nonce, only the internal id of a function is taken.
fn function(state: &State, item: &Value) -> Outcome<i64> {
    let (Some(id), None) = (item["functionId"].as_i64(), item["functionExternalId"].as_str()) else {
        return Err(Refusal::bad(
            "A schedule needs the functionId, and no functionExternalId",
        ));
    };
    let reference = Reference::Id(id);
    let found = state.functions.find(&reference);
    found.ok_or_else(|| Refusal::missing("Functions", vec![reference.json()]))
}

pub(in crate::fake) fn list(state: &mut State, request: &Request) -> Outcome {
    listed(state, &Value::Null, request.query_number("limit")?)
}

pub(in crate::fake) fn filter(state: &mut State, request: &Request) -> Outcome {
    listed(state, &request.body["filter"], request.body["limit"].as_i64())
}

fn listed(state: &State, filter: &Value, limit: Option<i64>) -> Outcome {
    let limit = page::limit(limit, 100, usize::MAX)?;
    let all = state.functions.schedules.values();
    let found = all.filter(|schedule| fits(state, filter, schedule)).take(limit);
    Response::items(found.map(|schedule| schedule.shown.clone()).collect())
}

/// Function ids are taken in both spellings, that of the document and that of the official SDKs.
fn fits(state: &State, filter: &Value, schedule: &Schedule) -> bool {
    let same = |key: &str| filter[key].is_null() || filter[key] == schedule.shown[key];
    let either = |keys: [&str; 2]| keys.into_iter().map(|key| &filter[key]).find(|value| !value.is_null());
    let external = state
        .functions
        .all
        .get(&schedule.function)
        .and_then(|function| function.external_id.as_deref());
    let by_id = either(["functionId", "FunctionId"]).is_none_or(|id| id.as_i64() == Some(schedule.function));
    let by_name = either(["functionExternalId", "FunctionExternalId"]).is_none_or(|id| id.as_str() == external);
    let timed = within(&filter["createdTime"], schedule.shown["createdTime"].as_i64());
    same("name") && same("cronExpression") && by_id && by_name && timed
}

pub(in crate::fake) fn by_ids(state: &mut State, request: &Request) -> Outcome {
    let (ids, missing) = split(state, request)?;
    if !missing.is_empty() && request.body["ignoreUnknownIds"] != true {
        return Err(Refusal::missing("Schedules", missing));
    }
    let found = ids.iter().filter_map(|id| state.functions.schedules.get(id));
    Response::items(found.map(|schedule| schedule.shown.clone()).collect())
}

pub(in crate::fake) fn delete(state: &mut State, request: &Request) -> Outcome {
    let (ids, missing) = split(state, request)?;
    if !missing.is_empty() {
        return Err(Refusal::missing("Schedules", missing));
    }
    for id in ids {
        state.functions.schedules.remove(&id);
    }
    Response::empty()
}

/// The ids that exist, and the others.
fn split(state: &State, request: &Request) -> Outcome<(Vec<i64>, Vec<Value>)> {
    let ids = request
        .items(10_000)?
        .iter()
        .map(|item| item["id"].as_i64().unwrap_or_default());
    let (known, unknown): (Vec<i64>, Vec<i64>) = ids.partition(|id| state.functions.schedules.contains_key(id));
    Ok((known, unknown.into_iter().map(|id| json!({ "id": id })).collect()))
}

fn one<'a>(state: &'a State, request: &Request) -> Outcome<(i64, &'a Schedule)> {
    let id = request.number("scheduleId")?;
    let schedule = state.functions.schedules.get(&id);
    Ok((
        id,
        schedule.ok_or_else(|| Refusal::missing("Schedules", vec![json!({ "id": id })]))?,
    ))
}

pub(in crate::fake) fn retrieve(state: &mut State, request: &Request) -> Outcome {
    Response::ok(one(state, request)?.1.shown.clone())
}

pub(in crate::fake) fn input_data(state: &mut State, request: &Request) -> Outcome {
    let (id, schedule) = one(state, request)?;
    let mut json = json!({ "id": id });
    if !schedule.data.is_null() {
        json["data"] = schedule.data.clone();
    }
    Response::ok(json)
}

/// Starts the call that a schedule stands for, and gives the call's id.
pub(in crate::fake) fn fire(state: &mut State, id: i64) -> Option<i64> {
    let schedule = state.functions.schedules.get(&id)?;
    let data = Some(schedule.data.clone())
        .filter(|data| !data.is_null())
        .unwrap_or_else(|| json!({}));
    let function = schedule.function;
    Some(calls::start(state, function, data, Some(id)))
}
