// From templates/cdf/src/fake/request.rs; edit it there.

//! A request as handlers see it: path, query and JSON body, read and checked.

use std::collections::BTreeMap;

use serde_json::Value;

use super::random::Random;
use super::response::{Outcome, Refusal};
use super::router::Holes;

pub(super) struct Request {
    /// What stands in the holes of the route's path, decoded.
    pub(super) holes: Holes,
    query: BTreeMap<String, String>,
    /// `Null` if there is none.
    pub(super) body: Value,
    /// Dice of a partial outage: some records are not written.
    pub(super) outage: Option<Random>,
    /// When it came: the time, and how many events of subscriptions there were.
    pub(super) arrived: (i64, u64),
}

impl Request {
    pub(super) fn new(holes: Holes, query: Option<&str>, body: Value) -> Self {
        let query = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned();
        Self {
            holes,
            query: query.collect(),
            body,
            outage: None,
            arrived: (0, 0),
        }
    }

    pub(super) fn hole(&self, name: &str) -> &str {
        self.holes.get(name).map_or("", String::as_str)
    }

    /// The number in a hole of the path.
    pub(super) fn number(&self, name: &str) -> Outcome<i64> {
        let text = self.hole(name);
        text.parse()
            .map_err(|_| Refusal::bad(format!("{name} must be a number")))
    }

    pub(super) fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    pub(super) fn query_number(&self, name: &str) -> Outcome<Option<i64>> {
        let Some(text) = self.query(name) else { return Ok(None) };
        let number = text
            .parse()
            .map_err(|_| Refusal::bad(format!("{name} must be a number")))?;
        Ok(Some(number))
    }

    /// The items of the body, if there are 1 to `most`.
    pub(super) fn items(&self, most: usize) -> Outcome<&[Value]> {
        let items = self.body["items"]
            .as_array()
            .ok_or_else(|| Refusal::bad("items is missing"))?;
        if items.is_empty() || items.len() > most {
            return Err(Refusal::bad(format!(
                "items must have 1 to {most} elements, not {}",
                items.len()
            )));
        }
        Ok(items)
    }

    /// The item of an operation that takes exactly one.
    pub(super) fn item(&self) -> Outcome<&Value> {
        Ok(&self.items(1)?[0])
    }
}

/// A text of an item, of `least` to `most` characters.
pub(super) fn text<'a>(item: &'a Value, key: &str, least: usize, most: usize) -> Outcome<&'a str> {
    let text = item[key]
        .as_str()
        .ok_or_else(|| Refusal::bad(format!("{key} must be a text")))?;
    let length = text.chars().count();
    if length < least || length > most {
        return Err(Refusal::bad(format!("{key} must have {least} to {most} characters")));
    }
    Ok(text)
}

/// Like [`text`], for what may be absent.
pub(super) fn optional_text<'a>(item: &'a Value, key: &str, most: usize) -> Outcome<Option<&'a str>> {
    if item[key].is_null() {
        return Ok(None);
    }
    text(item, key, 0, most).map(Some)
}
