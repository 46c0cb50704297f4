//! Subscriptions: create, list, members, update, delete, data.
//!
//! Whenever a time series joins a subscription, a few points of it turn up in its partition.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::http::Request;
use super::{Answer, Reply, State, items, refusal, text, unknown_path};

/// The subscriptions by external id.
pub(super) type Subscriptions = BTreeMap<String, Subscription>;

pub(super) struct Subscription {
    description: Value,
    members: Vec<Value>,
    partitions: Vec<Vec<Event>>,
}

enum Event {
    Joined(Value),
    Update(Value),
}

pub(super) fn answer(state: &mut State, request: &Request, rest: &[&str]) -> Answer {
    match (request.method.as_str(), rest) {
        ("POST", []) => create(state, request),
        ("GET", []) => {
            let all: Vec<_> = state
                .subscriptions
                .values()
                .map(|subscription| &subscription.description)
                .collect();
            Ok(Reply(200, json!({"items": all})))
        }
        ("GET", ["members"]) => members(state, request),
        ("POST", ["update"]) => update(state, request),
        ("POST", ["delete"]) => {
            for item in items(request) {
                state.subscriptions.remove(text(item, "externalId"));
            }
            Ok(Reply(200, json!({})))
        }
        ("POST", ["data", "list"]) => data(state, request),
        _ => Err(unknown_path()),
    }
}

fn find<'a>(state: &'a mut State, id: &str) -> Result<&'a mut Subscription, Reply> {
    let missing = json!({"code": 400, "message": "Subscription not found", "missing": [{"externalId": id}]});
    state
        .subscriptions
        .get_mut(id)
        .ok_or_else(|| Reply(400, json!({"error": missing})))
}

fn create(state: &mut State, request: &Request) -> Answer {
    let [item] = items(request) else {
        return Err(refusal(400, "Exactly one subscription can be created at a time"));
    };
    let now = state.now();
    let mut subscription = Subscription {
        description: json!({
            "externalId": item["externalId"],
            "partitionCount": item["partitionCount"],
            "createdTime": now,
            "lastUpdatedTime": now,
        }),
        members: Vec::new(),
        partitions: (0..item["partitionCount"].as_u64().unwrap_or(1))
            .map(|_| Vec::new())
            .collect(),
    };
    join(&mut subscription, &item["timeSeriesIds"], now);
    let reply = json!({"items": [subscription.description]});
    state
        .subscriptions
        .insert(text(item, "externalId").to_owned(), subscription);
    Ok(Reply(201, reply))
}

fn update(state: &mut State, request: &Request) -> Answer {
    let [item] = items(request) else {
        return Err(refusal(400, "Exactly one subscription can be updated at a time"));
    };
    let now = state.now();
    let subscription = find(state, text(item, "externalId"))?;
    let patch = &item["update"];
    if let Some(name) = patch["name"].get("set") {
        subscription.description["name"] = name.clone();
    }
    join(subscription, &patch["timeSeriesIds"]["add"], now);
    subscription.description["lastUpdatedTime"] = json!(now);
    Ok(Reply(200, json!({"items": [subscription.description]})))
}

fn join(subscription: &mut Subscription, series: &Value, now: i64) {
    for id in series.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let number = subscription.members.len();
        let is_string = id.ends_with("-mode");
        let kind = if is_string { "string" } else { "numeric" };
        let series = json!({"id": number + 1, "externalId": id, "isString": is_string, "type": kind});
        let value = |step: u32| {
            if is_string {
                json!(["off", "on"][step as usize % 2])
            } else {
                json!(4.5 + f64::from(step))
            }
        };
        let points: Vec<Value> = (0..2)
            .map(|step| json!({"timestamp": now + i64::from(step), "value": value(step)}))
            .collect();
        let gone = json!([{"inclusiveBegin": now - 1000, "exclusiveEnd": now}]);

        let place = number % subscription.partitions.len().max(1);
        subscription.partitions[place].extend([
            Event::Joined(series.clone()),
            Event::Update(json!({"timeSeries": series, "upserts": points, "deletes": []})),
            Event::Update(json!({"timeSeries": series, "upserts": [], "deletes": gone})),
        ]);
        subscription.members.push(json!({"id": number + 1, "externalId": id}));
    }
    subscription.description["timeSeriesCount"] = json!(subscription.members.len());
}

fn members(state: &mut State, request: &Request) -> Answer {
    let subscription = find(state, &request.query("externalId").unwrap_or_default())?;
    let number = |name: &str, default: usize| {
        request
            .query(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    let (start, limit) = (number("cursor", 0), number("limit", 100));
    let page: Vec<&Value> = subscription.members.iter().skip(start).take(limit).collect();
    let end = start + page.len();
    let mut reply = json!({"items": page});
    if end < subscription.members.len() {
        reply["nextCursor"] = json!(end.to_string());
    }
    Ok(Reply(200, reply))
}

/// Of each partition up to `limit` events; a cursor is the number of events that were told.
fn data(state: &mut State, request: &Request) -> Answer {
    let subscription = find(state, text(&request.body, "externalId"))?;
    let limit = request.body["limit"].as_u64().map_or(100, |limit| limit as usize);
    let (mut added, mut updates, mut positions, mut has_next) = (Vec::new(), Vec::new(), Vec::new(), false);
    for partition in request.body["partitions"].as_array().into_iter().flatten() {
        let index = partition["index"]
            .as_u64()
            .and_then(|index| usize::try_from(index).ok())
            .unwrap_or_default();
        let events = subscription
            .partitions
            .get(index)
            .ok_or_else(|| refusal(400, "There is no such partition"))?;
        let start: usize = text(partition, "cursor").parse().unwrap_or(0);
        let end = events.len().min(start + limit);
        for event in &events[start.min(end)..end] {
            match event {
                Event::Joined(series) => added.push(series),
                Event::Update(update) => updates.push(update),
            }
        }
        has_next |= end < events.len();
        positions.push(json!({"index": index, "nextCursor": end.to_string()}));
    }
    let mut reply = json!({"updates": updates, "partitions": positions, "hasNext": has_next});
    if !added.is_empty() {
        reply["subscriptionChanges"] = json!({"added": added});
    }
    Ok(Reply(200, reply))
}
