// From templates/cdf/src/fake/functions/mod.rs; edit it there.

//! Functions, their calls and their schedules.

pub(super) mod calls;
mod check;
mod handler;
pub(super) mod manage;
pub(super) mod schedules;

use std::collections::BTreeMap;

use serde_json::{Value, json};

pub(super) use calls::{Call, run_errands};
pub(super) use handler::{Errand, Handlers};
pub use handler::{FunctionCallInfo, FunctionFault, FunctionInput, FunctionLog};
pub(super) use schedules::Schedule;

use super::clock::milliseconds;
use super::ids::Reference;
use super::request::Request;
use super::response::{Outcome, Refusal};
use super::state::{Pace, State};
use crate::runtime::Secret;

#[derive(Default)]
pub(super) struct Functions {
    all: BTreeMap<i64, Function>,
    /// By call id.
    pub(super) calls: BTreeMap<i64, Call>,
    pub(super) schedules: BTreeMap<i64, Schedule>,
    /// Why builds fail, if they do.
    pub(super) build_fault: Option<FunctionFault>,
    /// Whether functions are not activated.
    pub(super) inactive: bool,
}

struct Function {
    id: i64,
    external_id: Option<String>,
    name: String,
    /// What was sent, without secrets and what is only written.
    shown: Value,
    secrets: BTreeMap<String, Secret>,
    created: i64,
    last_called: Option<i64>,
    build_fault: Option<FunctionFault>,
}

impl Functions {
    fn find(&self, reference: &Reference) -> Option<i64> {
        let fits = |function: &&Function| reference.matches(function.id, function.external_id.as_deref());
        self.all.values().find(fits).map(|function| function.id)
    }
}

impl Function {
    fn status(&self, now: i64, pace: Pace) -> &'static str {
        let (passed, whole) = (now - self.created, milliseconds(pace.deployment));
        match &self.build_fault {
            _ if passed < whole / 2 => "Queued",
            _ if passed < whole => "Deploying",
            Some(_) => "Failed",
            None => "Ready",
        }
    }

    fn json(&self, now: i64, pace: Pace) -> Value {
        let (mut json, status) = (self.shown.clone(), self.status(now, pace));
        json["id"] = json!(self.id);
        json["createdTime"] = json!(self.created);
        json["status"] = json!(status);
        if status == "Ready" {
            json["runtimeVersion"] = json!("Python 3.12.0 (not really)");
        }
        if let Some(fault) = self.build_fault.as_ref().filter(|_| status == "Failed") {
            json["error"] = json!({ "message": fault.message, "trace": fault.trace });
        }
        if let Some(time) = self.last_called {
            json["lastCalled"] = json!(time);
        }
        json
    }
}

/// The function that a path names.
fn function<'a>(state: &'a mut State, request: &Request) -> Outcome<&'a mut Function> {
    let id = request.number("functionId")?;
    let function = state.functions.all.get_mut(&id);
    function.ok_or_else(|| Refusal::missing("Functions", vec![json!({ "id": id })]))
}

/// Whether a time lies within `{"min", "max"}`, if there is such a filter.
fn within(range: &Value, time: Option<i64>) -> bool {
    let bound = |key: &str| range[key].as_i64();
    let least = bound("min").is_none_or(|least| time.is_some_and(|time| time >= least));
    least && bound("max").is_none_or(|most| time.is_some_and(|time| time <= most))
}
