//! Ingest, upsert and delete: each item by itself, never all or nothing.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::check;
use super::store::{Key, Stream};
use crate::fake::random::Random;
use crate::fake::request::Request;
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

/// What becomes of one item: nothing to say, or a conflict.
type Verdict = Result<(), &'static str>;

const MOST: usize = 1000;

pub(in crate::fake) fn ingest(state: &mut State, request: &Request) -> Outcome {
    let (now, items) = (state.now, request.items(MOST)?);
    let stream = super::stream(state, request)?;
    let records = read(items)?;
    if !stream.template.mutable {
        return each(records, request, |key, properties| {
            stream.append(key, properties, now);
            Ok(())
        });
    }
    unique(&records)?;
    each(records, request, |key, properties| {
        if stream.exists(&key) {
            return Err("The record exists already");
        }
        stream.put(key, properties, now);
        Ok(())
    })
}

pub(in crate::fake) fn upsert(state: &mut State, request: &Request) -> Outcome {
    let (now, items) = (state.now, request.items(MOST)?);
    let stream = super::stream(state, request)?;
    let records = read(items)?;
    only_mutable(stream)?;
    unique(&records)?;
    each(records, request, |key, properties| {
        stream.put(key, properties, now);
        Ok(())
    })
}

pub(in crate::fake) fn delete(state: &mut State, request: &Request) -> Outcome {
    let (now, items) = (state.now, request.items(MOST)?);
    let stream = super::stream(state, request)?;
    let keys = items
        .iter()
        .map(|item| Ok((check::key(item)?, Map::new())))
        .collect::<Outcome<Vec<_>>>()?;
    only_mutable(stream)?;
    unique(&keys)?;
    let done = each(keys, request, |key, _| {
        stream.remove(key, now);
        Ok(())
    })?;
    Response::ok(done.body)
}

fn read(items: &[Value]) -> Outcome<Vec<(Key, Map<String, Value>)>> {
    items
        .iter()
        .map(|item| Ok((check::key(item)?, check::properties(item)?)))
        .collect()
}

fn only_mutable(stream: &Stream) -> Outcome<()> {
    if stream.template.mutable {
        return Ok(());
    }
    Err(Refusal::new(
        422,
        "The records of an immutable stream cannot be changed",
    ))
}

fn unique<T>(records: &[(Key, T)]) -> Outcome<()> {
    let (mut seen, mut twice) = (BTreeSet::new(), BTreeSet::new());
    for (key, _) in records {
        if !seen.insert(key) {
            twice.insert(key);
        }
    }
    if twice.is_empty() {
        return Ok(());
    }
    let named = |(space, id): &&Key| json!({ "externalId": format!("{space}.{id}") });
    let ids = twice.iter().map(named).collect();
    Err(Refusal::duplicated(422, "Some records are there more than once", ids))
}

/// Does the work for each item that the outage spares, and responds for all.
fn each<T>(items: Vec<(Key, T)>, request: &Request, mut work: impl FnMut(Key, T) -> Verdict) -> Outcome {
    let spared = spared(items.len(), request.outage.clone());
    let (mut results, mut worst) = (Vec::with_capacity(items.len()), 202);
    for ((key, what), spared) in items.into_iter().zip(spared) {
        let mut result = json!({ "space": key.0, "externalId": key.1, "code": 202 });
        let (code, message) = match spared.then(|| work(key, what)) {
            Some(Ok(())) => (202, None),
            Some(Err(conflict)) => (409, Some(conflict)),
            None => (503, Some("The service is not available")),
        };
        if let Some(message) = message {
            result["code"] = json!(code);
            result["message"] = json!(message);
        }
        worst = worst.max(code);
        results.push(result);
    }
    match worst {
        202 => Response::accepted(json!({})),
        409 => Err(Refusal::partial(409, "Some records exist already", results)),
        status => Err(Refusal::partial(status, "Some records were not written", results)),
    }
}

/// Which items are done: all, or in an outage about half of them, and at least one is not.
fn spared(count: usize, outage: Option<Random>) -> Vec<bool> {
    let Some(mut dice) = outage else {
        return vec![true; count];
    };
    let mut spared: Vec<bool> = (0..count).map(|_| dice.share() < 0.5).collect();
    if let Some(first) = spared.first_mut() {
        *first = false;
    }
    spared
}
