//! What a handler returns: a response, or a refusal in the service's envelope.

use serde_json::{Map, Value, json};

/// A refusal is as ordinary as a success.
pub(super) type Outcome<T = Response> = Result<T, Refusal>;

/// A success.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) body: Value,
}

impl Response {
    pub(super) fn ok(body: Value) -> Outcome {
        Ok(Self { status: 200, body })
    }

    pub(super) fn created(body: Value) -> Outcome {
        Ok(Self { status: 201, body })
    }

    pub(super) fn accepted(body: Value) -> Outcome {
        Ok(Self { status: 202, body })
    }

    pub(super) fn items(items: Vec<Value>) -> Outcome {
        Self::ok(json!({ "items": items }))
    }

    pub(super) fn empty() -> Outcome {
        Self::ok(json!({}))
    }
}

/// An error of the service: `{"error": {"code", "message", …}}`.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: u16,
    message: String,
    more: Map<String, Value>,
    /// Whether a part of the request was carried out all the same.
    pub(super) partly_done: bool,
}

impl Refusal {
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            more: Map::new(),
            partly_done: false,
        }
    }

    /// The request does not fit.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    /// Older parts of CDF respond with 400 with the ids that do not exist.
    pub(super) fn missing(what: &str, ids: Vec<Value>) -> Self {
        Self::bad(format!("{what} not found")).with("missing", ids)
    }

    pub(super) fn duplicated(status: u16, message: &str, ids: Vec<Value>) -> Self {
        Self::new(status, message).with("duplicated", ids)
    }

    pub(super) fn partial(status: u16, message: &str, results: Vec<Value>) -> Self {
        let refusal = Self::new(status, message).with("partial", results);
        Self {
            partly_done: true,
            ..refusal
        }
    }

    fn with(mut self, key: &str, list: Vec<Value>) -> Self {
        self.more.insert(key.to_owned(), Value::Array(list));
        self
    }

    pub(super) fn body(mut self) -> Value {
        self.more.insert("code".to_owned(), json!(self.status));
        self.more.insert("message".to_owned(), Value::String(self.message));
        json!({ "error": self.more })
    }
}
