//! Functions with their calls and schedules, and what they need of sessions and files.
//!
//! Nothing is run: each call greets the pump in its input, or fails if there is none. A new function is ready, and a
//! call over, when someone has looked at it twice.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::http::Request;
use super::{Answer, Reply, State, items, refusal, text, unknown_path};

#[derive(Default)]
pub(super) struct Functions {
    functions: BTreeMap<i64, Value>,
    calls: BTreeMap<i64, Call>,
    schedules: BTreeMap<i64, Schedule>,
    /// Nonces that were given out and not used yet.
    nonces: BTreeSet<String>,
}

struct Call {
    description: Value,
    input: Value,
}

struct Schedule {
    description: Value,
    input: Value,
}

pub(super) fn answer(state: &mut State, request: &Request, segments: &[&str]) -> Answer {
    match (request.method.as_str(), segments) {
        ("POST", ["sessions"]) => create_session(state),
        ("POST", ["files"]) => create_file(state, request),
        ("GET", ["functions", "status"]) => Ok(Reply(200, json!({"status": "activated"}))),
        ("GET", ["functions", "limits"]) => Ok(Reply(200, limits())),
        (_, ["functions", "schedules", ..]) => schedules(state, request, &segments[2..]),
        ("POST", ["functions"]) => create(state, request),
        ("POST", ["functions", "delete"]) => {
            for item in items(request) {
                state
                    .functions
                    .functions
                    .remove(&item["id"].as_i64().unwrap_or_default());
            }
            Ok(Reply(200, json!({})))
        }
        ("GET", ["functions", id]) => retrieve(state, number(id)?),
        (_, ["functions", id, rest @ ..]) => calls(state, request, number(id)?, rest),
        _ => Err(unknown_path()),
    }
}

fn number(segment: &str) -> Result<i64, Reply> {
    segment.parse().map_err(|_| unknown_path())
}

fn missing(id: i64) -> Reply {
    let error = json!({"code": 400, "message": "Ids not found", "missing": [{"id": id}]});
    Reply(400, json!({"error": error}))
}

fn limits() -> Value {
    json!({
        "timeoutMinutes": 10,
        "cpuCores": {"min": 0.1, "max": 0.6, "default": 0.25},
        "memoryGb": {"min": 0.1, "max": 2.5, "default": 1.0},
        "runtimes": ["py311", "py312", "py313"],
    })
}

fn create_session(state: &mut State) -> Answer {
    let id = state.next_id();
    let nonce = format!("nonce-{id}");
    state.functions.nonces.insert(nonce.clone());
    let session = json!({"id": id, "type": "TOKEN_EXCHANGE", "status": "READY", "nonce": nonce});
    Ok(Reply(201, json!({"items": [session]})))
}

/// A nonce works once.
fn use_nonce(state: &mut State, body: &Value) -> Result<(), Reply> {
    let is_good = state.functions.nonces.remove(text(body, "nonce"));
    is_good
        .then_some(())
        .ok_or_else(|| refusal(400, "The nonce is unknown or was used before"))
}

fn create_file(state: &mut State, request: &Request) -> Answer {
    let (id, now) = (state.next_id(), state.now());
    let file = json!({
        "id": id,
        "name": request.body["name"],
        "mimeType": request.body["mimeType"],
        "uploaded": false,
        "createdTime": now,
        "lastUpdatedTime": now,
        "uploadUrl": "https://files.example.com/upload",
    });
    Ok(Reply(201, file))
}

fn create(state: &mut State, request: &Request) -> Answer {
    let [item] = items(request) else {
        return Err(refusal(400, "Exactly one function can be created at a time"));
    };
    let mut function = item.clone();
    let id = state.next_id();
    function["id"] = json!(id);
    function["createdTime"] = json!(state.now());
    function["status"] = json!("Queued");
    let reply = json!({"items": [function]});
    state.functions.functions.insert(id, function);
    Ok(Reply(201, reply))
}

fn retrieve(state: &mut State, id: i64) -> Answer {
    let function = state.functions.functions.get_mut(&id).ok_or_else(|| missing(id))?;
    function["status"] = json!(if function["status"] == "Queued" {
        "Deploying"
    } else {
        "Ready"
    });
    Ok(Reply(200, function.clone()))
}

fn calls(state: &mut State, request: &Request, function: i64, rest: &[&str]) -> Answer {
    if state
        .functions
        .functions
        .get(&function)
        .is_none_or(|function| function["status"] != "Ready")
    {
        return Err(missing(function));
    }
    match (request.method.as_str(), rest) {
        ("POST", ["call"]) => run(state, request, function),
        ("POST", ["calls", "list"]) => {
            let wanted = &request.body["filter"]["status"];
            let all = state.functions.calls.values().map(|call| &call.description);
            let some: Vec<_> = all
                .filter(|call| wanted.is_null() || call["status"] == *wanted)
                .collect();
            Ok(Reply(200, json!({"items": some})))
        }
        ("GET", ["calls", id, rest @ ..]) => {
            let (id, now) = (number(id)?, state.now());
            let call = state.functions.calls.get_mut(&id).ok_or_else(|| missing(id))?;
            look(call, rest, now)
                .map(|body| Reply(200, body))
                .ok_or_else(unknown_path)
        }
        _ => Err(unknown_path()),
    }
}

fn run(state: &mut State, request: &Request, function: i64) -> Answer {
    use_nonce(state, &request.body)?;
    let id = state.next_id();
    let description =
        json!({"id": id, "functionId": function, "status": "Running", "startTime": state.now(), "looks": 0});
    let reply = Reply(201, description.clone());
    state.functions.calls.insert(
        id,
        Call {
            description,
            input: request.body["data"].clone(),
        },
    );
    Ok(reply)
}

/// The call itself, its logs or its response. To look at a call is what makes time go by.
fn look(call: &mut Call, part: &[&str], now: i64) -> Option<Value> {
    let pump = call.input["pump"].as_str();
    let description = &mut call.description;
    match part {
        [] if description["looks"] == 0 => description["looks"] = json!(1),
        [] if description["status"] == "Running" => {
            description["endTime"] = json!(now);
            description["status"] = json!(if pump.is_some() { "Completed" } else { "Failed" });
            if pump.is_none() {
                description["error"] = json!({"message": "KeyError: 'pump'", "trace": "handler.py, line 2"});
            }
        }
        [] => {}
        ["logs"] => {
            let line = |message: String| json!({"timestamp": description["startTime"], "message": message});
            let lines = [
                line("greet was called".to_owned()),
                line(format!("its pump is {}", pump.unwrap_or("missing"))),
            ];
            return Some(json!({"items": lines}));
        }
        ["response"] => {
            let mut response = json!({"functionId": description["functionId"], "callId": description["id"]});
            if let Some(pump) = pump {
                response["response"] = json!({"greeting": format!("Hello, {pump}!")});
            }
            return Some(response);
        }
        _ => return None,
    }
    Some(description.clone())
}

fn schedules(state: &mut State, request: &Request, rest: &[&str]) -> Answer {
    match (request.method.as_str(), rest) {
        ("POST", []) => create_schedule(state, request),
        ("GET", []) => {
            let all: Vec<_> = state
                .functions
                .schedules
                .values()
                .map(|schedule| &schedule.description)
                .collect();
            Ok(Reply(200, json!({"items": all})))
        }
        ("POST", ["delete"]) => {
            for item in items(request) {
                state
                    .functions
                    .schedules
                    .remove(&item["id"].as_i64().unwrap_or_default());
            }
            Ok(Reply(200, json!({})))
        }
        ("GET", [id, "input_data"]) => {
            let id = number(id)?;
            let schedule = state.functions.schedules.get(&id).ok_or_else(|| missing(id))?;
            Ok(Reply(200, json!({"id": id, "data": schedule.input})))
        }
        _ => Err(unknown_path()),
    }
}

fn create_schedule(state: &mut State, request: &Request) -> Answer {
    let [item] = items(request) else {
        return Err(refusal(400, "Exactly one schedule can be created at a time"));
    };
    use_nonce(state, item)?;
    let id = state.next_id();
    let description = json!({
        "id": id,
        "name": item["name"],
        "createdTime": state.now(),
        "cronExpression": item["cronExpression"],
        "when": "At 06:00 AM",
        "functionId": item["functionId"],
        "sessionId": id - 1,
    });
    let reply = Reply(201, json!({"items": [description]}));
    state.functions.schedules.insert(
        id,
        Schedule {
            description,
            input: item["data"].clone(),
        },
    );
    Ok(reply)
}
