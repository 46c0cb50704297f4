// From templates/cdf/src/fake/functions/calls.rs; edit it there.

//! Calls: started, running for a while, then over with a response and logs.

use serde_json::{Value, json};

use super::handler::{Errand, FunctionCallInfo, FunctionFault, FunctionInput, FunctionLog, Handler};
use super::manage::TIMEOUT_MINUTES;
use super::within;
use crate::fake::clock::milliseconds;
use crate::fake::page::{self, Page};
use crate::fake::request::Request;
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::sessions;
use crate::fake::state::{Shared, State};

const MINUTE: i64 = 60_000;
/// The largest response, in bytes.
const LARGEST: usize = 1_000_000;

pub(in crate::fake) struct Call {
    info: FunctionCallInfo,
    start: i64,
    /// When it is over.
    end: i64,
    log: FunctionLog,
    /// `None` while the handler runs.
    outcome: Option<Result<Value, FunctionFault>>,
}

impl Call {
    fn status(&self, now: i64) -> &'static str {
        match &self.outcome {
            None => "Running",
            Some(_) if now < self.end => "Running",
            Some(_) if self.is_too_long() => "Timeout",
            Some(Ok(_)) => "Completed",
            Some(Err(_)) => "Failed",
        }
    }

    fn is_too_long(&self) -> bool {
        self.end - self.start >= TIMEOUT_MINUTES * MINUTE
    }

    fn json(&self, now: i64) -> Value {
        let status = self.status(now);
        let mut json = json!({
            "id": self.info.call_id,
            "functionId": self.info.function_id,
            "status": status,
            "startTime": self.start,
        });
        if status != "Running" {
            json["endTime"] = json!(self.end);
        }
        if let (Some(Err(fault)), "Failed") = (&self.outcome, status) {
            json["error"] = json!({ "message": fault.message });
            if let Some(trace) = &fault.trace {
                json["error"]["trace"] = json!(trace);
            }
        }
        if let Some(schedule) = self.info.schedule_id {
            json["scheduleId"] = json!(schedule);
        }
        if let Some(time) = self.info.scheduled_time {
            json["scheduledTime"] = json!(time);
        }
        json
    }
}

pub(in crate::fake) fn call(state: &mut State, request: &Request) -> Outcome {
    let (now, pace) = (state.now, state.pace);
    let function = super::function(state, request)?;
    if function.status(now, pace) != "Ready" {
        return Err(Refusal::bad("The function is not ready"));
    }
    let id = function.id;
    let data = match &request.body["data"] {
        Value::Null => json!({}),
        data @ Value::Object(_) => data.clone(),
        _ => return Err(Refusal::bad("data must be an object")),
    };
    sessions::bind(state, &request.body["nonce"])?;
    let call = start(state, id, data, None);
    let json = state.functions.calls.get(&call).map(|call| call.json(now));
    Response::created(json.unwrap_or_default())
}

/// Starts a call, by a schedule or by hand; its handler runs once the state is free.
pub(in crate::fake) fn start(state: &mut State, id: i64, data: Value, schedule: Option<i64>) -> i64 {
    let (now, call) = (state.now, state.new_id());
    let Some(function) = state.functions.all.get_mut(&id) else {
        return call;
    };
    function.last_called = Some(now);
    let info = FunctionCallInfo {
        function_id: id,
        call_id: call,
        schedule_id: schedule,
        scheduled_time: schedule.map(|_| now),
    };
    let log = FunctionLog::default();
    let input = FunctionInput {
        data,
        secrets: function.secrets.clone(),
        function_call_info: info.clone(),
        log: log.clone(),
    };
    let names = [function.external_id.as_deref(), Some(function.name.as_str())];
    let handler: Option<Handler> = names
        .into_iter()
        .flatten()
        .find_map(|name| state.handlers.get(name).cloned());
    let longest = TIMEOUT_MINUTES * MINUTE;
    let record = Call {
        info,
        start: now,
        end: now + milliseconds(state.pace.call).min(longest),
        log,
        outcome: handler.is_none().then_some(Ok(Value::Null)),
    };
    state.functions.calls.insert(call, record);
    state
        .errands
        .extend(handler.map(|handler| Errand { call, handler, input }));
    call
}

/// Runs the handlers of calls that were started. The state is free meanwhile, so that a handler may look at the fake.
pub(in crate::fake) fn run_errands(shared: &Shared) {
    let errands = std::mem::take(&mut shared.state().errands);
    for Errand { call, handler, input } in errands {
        let mut outcome = handler(input);
        if outcome
            .as_ref()
            .is_ok_and(|response| response.to_string().len() > LARGEST)
        {
            outcome = Err(FunctionFault::new("The response is larger than 1 MB"));
        }
        if let Some(call) = shared.state().functions.calls.get_mut(&call) {
            call.outcome = Some(outcome);
        }
    }
}

pub(in crate::fake) fn list(state: &mut State, request: &Request) -> Outcome {
    let (limit, cursor) = (request.query_number("limit")?, request.query("cursor"));
    listed(state, request, &Value::Null, limit, cursor)
}

pub(in crate::fake) fn filter(state: &mut State, request: &Request) -> Outcome {
    let body = &request.body;
    listed(
        state,
        request,
        &body["filter"],
        body["limit"].as_i64(),
        body["cursor"].as_str(),
    )
}

/// The latest call first.
fn listed(state: &mut State, request: &Request, filter: &Value, limit: Option<i64>, cursor: Option<&str>) -> Outcome {
    let id = super::function(state, request)?.id;
    let now = state.now;
    let calls = state
        .functions
        .calls
        .values()
        .rev()
        .filter(|call| call.info.function_id == id);
    let found = calls
        .map(|call| call.json(now))
        .filter(|call| fits(filter, call))
        .collect();
    let page = Page {
        owner: &format!("calls {id} {filter}"),
        generation: state.generation,
        limit: page::limit(limit, 100, usize::MAX)?,
        cursor,
    };
    page.of(found)
}

fn fits(filter: &Value, call: &Value) -> bool {
    let same = |key: &str| filter[key].is_null() || filter[key] == call[key];
    let timed = |key: &str| within(&filter[key], call[key].as_i64());
    same("scheduleId") && same("status") && timed("startTime") && timed("endTime")
}

pub(in crate::fake) fn by_ids(state: &mut State, request: &Request) -> Outcome {
    let id = super::function(state, request)?.id;
    let now = state.now;
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for item in request.items(10_000)? {
        let wanted = item["id"].as_i64().unwrap_or_default();
        let call = state
            .functions
            .calls
            .get(&wanted)
            .filter(|call| call.info.function_id == id);
        match call {
            Some(call) => found.push(call.json(now)),
            None => missing.push(json!({ "id": wanted })),
        }
    }
    if missing.is_empty() || request.body["ignoreUnknownIds"] == true {
        return Response::items(found);
    }
    Err(Refusal::missing("Calls", missing))
}

/// The call that a path names.
fn one<'a>(state: &'a mut State, request: &Request) -> Outcome<&'a Call> {
    let (function, id) = (super::function(state, request)?.id, request.number("callId")?);
    let call = state
        .functions
        .calls
        .get(&id)
        .filter(|call| call.info.function_id == function);
    call.ok_or_else(|| Refusal::missing("Calls", vec![json!({ "id": id })]))
}

pub(in crate::fake) fn retrieve(state: &mut State, request: &Request) -> Outcome {
    let now = state.now;
    Response::ok(one(state, request)?.json(now))
}

pub(in crate::fake) fn logs(state: &mut State, request: &Request) -> Outcome {
    let call = one(state, request)?;
    let lines = call.log.lines();
    let entries = lines
        .iter()
        .map(|line| json!({ "timestamp": call.start, "message": line }));
    Response::items(entries.collect())
}

/// Without a `response` unless the call is completed and gave one.
pub(in crate::fake) fn response(state: &mut State, request: &Request) -> Outcome {
    let now = state.now;
    let call = one(state, request)?;
    let mut json = json!({ "functionId": call.info.function_id, "callId": call.info.call_id });
    let completed = call.outcome.as_ref().filter(|_| call.status(now) == "Completed");
    if let Some(Ok(response)) = completed.filter(|outcome| !matches!(outcome, Ok(Value::Null))) {
        json["response"] = response.clone();
    }
    Response::ok(json)
}
