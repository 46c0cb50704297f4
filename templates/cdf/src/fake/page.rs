//! Limits and pages of lists.

use serde_json::{Value, json};

use super::cursor;
use super::response::{Outcome, Refusal, Response};

/// How much is wanted, and from where.
pub(super) struct Page<'a> {
    pub(super) owner: &'a str,
    pub(super) generation: u64,
    pub(super) limit: usize,
    pub(super) cursor: Option<&'a str>,
}

impl Page<'_> {
    /// One page of `items`, with a cursor if there is more.
    pub(super) fn of(&self, items: Vec<Value>) -> Outcome {
        let start = match self.cursor {
            Some(text) => cursor::decode(text, self.owner, self.generation)?,
            None => 0,
        };
        let end = start.saturating_add(self.limit);
        let mut body = json!({});
        if end < items.len() {
            body["nextCursor"] = json!(cursor::encode(self.owner, self.generation, end));
        }
        body["items"] = items.into_iter().skip(start).take(self.limit).collect();
        Response::ok(body)
    }
}

/// A limit within 1 to `most`.
pub(super) fn limit(value: Option<i64>, default: usize, most: usize) -> Outcome<usize> {
    let Some(value) = value else { return Ok(default) };
    let fits = usize::try_from(value).ok().filter(|limit| (1..=most).contains(limit));
    fits.ok_or_else(|| Refusal::bad(format!("limit must be between 1 and {most}")))
}
