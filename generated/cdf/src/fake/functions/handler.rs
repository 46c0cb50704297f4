// From templates/cdf/src/fake/functions/handler.rs; edit it there.

//! What runs in place of a function's Python code.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::runtime::Secret;

/// What a function is called with.
#[derive(Debug)]
#[non_exhaustive]
pub struct FunctionInput {
    /// The data of the call, an object; `{}` if it has none.
    pub data: Value,
    /// The secrets of the function.
    pub secrets: BTreeMap<String, Secret>,
    /// Which call it is.
    pub function_call_info: FunctionCallInfo,
    /// Where to print.
    pub log: FunctionLog,
}

/// Which call it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FunctionCallInfo {
    /// The id of the function.
    pub function_id: i64,
    /// The id of the call.
    pub call_id: i64,
    /// The schedule that started the call.
    pub schedule_id: Option<i64>,
    /// When the schedule meant it to start, in milliseconds since 1970.
    pub scheduled_time: Option<i64>,
}

/// Why a call or a build failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionFault {
    /// What went wrong.
    pub message: String,
    /// Where in the code, or the end of the build log.
    pub trace: Option<String>,
}

impl FunctionFault {
    /// A fault without a trace.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            trace: None,
        }
    }

    /// Adds where it happened.
    #[must_use]
    pub fn trace(mut self, trace: impl Into<String>) -> Self {
        self.trace = Some(trace.into());
        self
    }
}

/// The standard output of a call. Clones write to the same.
#[derive(Clone, Debug, Default)]
pub struct FunctionLog {
    lines: Arc<Mutex<Vec<String>>>,
}

impl FunctionLog {
    /// Adds a line.
    pub fn print(&self, line: impl Into<String>) {
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line.into());
    }

    pub(super) fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

pub(in crate::fake) type Handler = Arc<dyn Fn(FunctionInput) -> Result<Value, FunctionFault> + Send + Sync>;

/// By external id or name of the function.
pub(in crate::fake) type Handlers = BTreeMap<String, Handler>;

/// A call whose handler is still to run.
pub(in crate::fake) struct Errand {
    pub(super) call: i64,
    pub(super) handler: Handler,
    pub(super) input: FunctionInput,
}
