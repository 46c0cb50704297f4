// From templates/cdf/src/fake/functions/manage.rs; edit it there.

//! Creating, finding and deleting functions; limits and activation.

use serde_json::{Value, json};

use super::{Function, check, within};
use crate::fake::ids::find_all;
use crate::fake::page;
use crate::fake::request::Request;
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

/// How long a call may take.
pub(super) const TIMEOUT_MINUTES: i64 = 9;

const MOST_AT_ONCE: usize = 10;

pub(in crate::fake) fn create(state: &mut State, request: &Request) -> Outcome {
    let item = request.item()?;
    if state.functions.inactive {
        return Err(Refusal::bad("Functions are not activated for this project"));
    }
    check::function(state, item)?;
    let secrets = check::secrets(item)?;
    let external_id = item["externalId"].as_str().map(str::to_owned);
    let taken = |function: &Function| external_id.is_some() && function.external_id == external_id;
    if state.functions.all.values().any(taken) {
        let ids = vec![json!({ "externalId": external_id })];
        return Err(Refusal::duplicated(409, "The external id is in use", ids));
    }
    let function = Function {
        id: state.new_id(),
        external_id,
        name: item["name"].as_str().unwrap_or_default().to_owned(),
        shown: shown(item),
        secrets,
        created: state.now,
        last_called: None,
        build_fault: state.functions.build_fault.clone(),
    };
    let response = function.json(state.now, state.pace);
    state.functions.all.insert(function.id, function);
    Response::created(json!({ "items": [response] }))
}

/// What of the request comes back: secrets are masked, the addresses of package indexes are not shown.
fn shown(item: &Value) -> Value {
    let mut shown = item.clone();
    for secret in shown["secrets"].as_object_mut().into_iter().flatten() {
        *secret.1 = json!("***");
    }
    if let Some(object) = shown.as_object_mut() {
        object.retain(|key, value| !value.is_null() && !["indexUrl", "extraIndexUrls"].contains(&key.as_str()));
    }
    for (key, default) in [
        ("cpu", json!(0.25)),
        ("memory", json!(1.0)),
        ("runtime", json!("py313")),
    ] {
        if shown[key].is_null() {
            shown[key] = default;
        }
    }
    shown
}

pub(in crate::fake) fn list(state: &mut State, request: &Request) -> Outcome {
    listed(state, &json!({}), request.query_number("limit")?)
}

pub(in crate::fake) fn filter(state: &mut State, request: &Request) -> Outcome {
    listed(state, &request.body["filter"], request.body["limit"].as_i64())
}

fn listed(state: &State, filter: &Value, limit: Option<i64>) -> Outcome {
    let limit = page::limit(limit, 100, usize::MAX)?;
    let (now, pace) = (state.now, state.pace);
    let all = state.functions.all.values().map(|function| function.json(now, pace));
    Response::items(all.filter(|function| fits(filter, function)).take(limit).collect())
}

fn fits(filter: &Value, function: &Value) -> bool {
    let same = |key: &str| filter[key].is_null() || filter[key] == function[key];
    let prefix = filter["externalIdPrefix"].as_str().unwrap_or_default();
    let external = function["externalId"].as_str().unwrap_or_default();
    let mut metadata = filter["metadata"].as_object().into_iter().flatten();
    ["name", "owner", "fileId", "status"].into_iter().all(same)
        && external.starts_with(prefix)
        && within(&filter["createdTime"], function["createdTime"].as_i64())
        && metadata.all(|(key, value)| function["metadata"][key] == *value)
}

pub(in crate::fake) fn by_ids(state: &mut State, request: &Request) -> Outcome {
    let functions = &state.functions;
    let items = request.items(MOST_AT_ONCE)?;
    let ids = find_all("Functions", &request.body, items, |reference| functions.find(reference))?;
    let found = ids.iter().filter_map(|id| functions.all.get(id));
    Response::items(found.map(|function| function.json(state.now, state.pace)).collect())
}

pub(in crate::fake) fn delete(state: &mut State, request: &Request) -> Outcome {
    let items = request.items(MOST_AT_ONCE)?;
    let functions = &state.functions;
    for id in find_all("Functions", &request.body, items, |reference| functions.find(reference))? {
        state.functions.all.remove(&id);
        state.functions.schedules.retain(|_, schedule| schedule.function != id);
    }
    Response::empty()
}

pub(in crate::fake) fn retrieve(state: &mut State, request: &Request) -> Outcome {
    let (now, pace) = (state.now, state.pace);
    Response::ok(super::function(state, request)?.json(now, pace))
}

pub(in crate::fake) fn limits(_state: &mut State, _request: &Request) -> Outcome {
    Response::ok(json!({
        "timeoutMinutes": TIMEOUT_MINUTES,
        "cpuCores": { "min": 0.1, "max": 0.6, "default": 0.25 },
        "memoryGb": { "min": 0.1, "max": 2.5, "default": 1.0 },
        "runtimes": ["py310", "py311", "py312", "py313"],
        "responseSizeMb": 1,
    }))
}

pub(in crate::fake) fn status(state: &mut State, _request: &Request) -> Outcome {
    Response::ok(activation(state))
}

pub(in crate::fake) fn activate(state: &mut State, _request: &Request) -> Outcome {
    state.functions.inactive = false;
    Response::accepted(activation(state))
}

fn activation(state: &State) -> Value {
    json!({ "status": if state.functions.inactive { "inactive" } else { "activated" } })
}
