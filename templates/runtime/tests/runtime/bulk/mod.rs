//! Many items through an operation that takes a few: what is in each request, and what is said about each item.

mod chunks;
mod drain;
mod put;
mod reports;
mod rest;
mod rounds;
mod sorting;
mod sources;
mod stops;
mod successes;

use std::sync::Arc;

use oasmith_runtime::runtime::{Bulk, Core, Report};
use serde_json::{Value, json};

use self::put::{Put, Row, RowId};
use crate::acts::Kind;
use crate::sample;
use crate::support::{Memory, Received, Response, response};

/// A client of a service that gives these responses.
fn client(responses: impl IntoIterator<Item = Response>) -> (Core, Arc<Memory>) {
    client_of(Memory::script(responses))
}

fn client_of(service: Arc<Memory>) -> (Core, Arc<Memory>) {
    let core = sample::builder().transport(service.clone()).build().expect("a client");
    (core, service)
}

fn done() -> Response {
    response(202, "{}")
}

fn status(status: u16) -> Response {
    response(
        status,
        json!({ "error": { "code": status, "message": "words" } }).to_string(),
    )
}

/// Tells about rows, each `id code`, in this order.
fn partial(status: u16, results: &[&str]) -> Response {
    let results: Vec<Value> = results
        .iter()
        .filter_map(|text| text.split_once(' '))
        .map(result)
        .collect();
    response(
        status,
        json!({ "error": { "message": "some", "partial": results } }).to_string(),
    )
}

fn result((id, code): (&str, &str)) -> Value {
    let code: u16 = code.parse().expect("a code");
    json!({ "space": "s", "id": id, "code": code, "message": format!("about {id}") })
}

/// Says that these are twice in the request.
fn duplicated(texts: &[&str]) -> Response {
    let list: Vec<Value> = texts.iter().map(|text| json!({ "id": text })).collect();
    response(
        422,
        json!({ "error": { "code": 422, "message": "twice", "duplicated": list } }).to_string(),
    )
}

fn body(received: &Received) -> Value {
    serde_json::from_slice(&received.body).expect("JSON")
}

fn ids_of(received: &Received) -> Vec<String> {
    let body = body(received);
    let rows = body["rows"].as_array().expect("a list");
    rows.iter()
        .map(|row| row["id"].as_str().expect("a text").to_owned())
        .collect()
}

/// The rows of each request that arrived.
fn sent(service: &Memory) -> Vec<String> {
    service
        .received()
        .iter()
        .map(|received| ids_of(received).join(" "))
        .collect()
}

/// What became of each row: `a b | c Conflict | d Unanswered | e Stopped`.
fn told<K: Kind>(report: &Report<Put<K>>) -> String {
    let done: Vec<_> = report.done_keys().map(|key| key.id.clone()).collect();
    let rejected = report
        .rejected()
        .iter()
        .map(|row| format!("{} {:?}", row.key.id, row.reason.kind()));
    let open = |rows: &[oasmith_runtime::runtime::Unsettled<Put<K>>]| {
        let texts: Vec<_> = rows
            .iter()
            .map(|row| format!("{} {:?}", row.key.id, row.reason.kind()))
            .collect();
        texts.join(", ")
    };
    let rejected: Vec<_> = rejected.collect();
    assert_eq!(report.done(), done.len() as u64);
    let parts = [
        done.join(" "),
        rejected.join(", "),
        open(report.unknown()),
        open(report.not_sent()),
    ];
    parts.join(" | ")
}

fn key(id: &str) -> RowId {
    Put::<crate::acts::Keyed>::key(&put::row(id))
}

fn letters(text: &str) -> Vec<Row> {
    text.split(' ').map(put::row).collect()
}
