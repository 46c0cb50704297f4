//! Creating, finding and deleting subscriptions.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::members;
use super::series::RULES;
use super::store::Subscription;
use crate::fake::condition;
use crate::fake::page::{self, Page};
use crate::fake::request::{Request, optional_text, text};
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

const MOST_PARTITIONS: i64 = 100;

pub(in crate::fake) fn create(state: &mut State, request: &Request) -> Outcome {
    let item = request.item()?;
    let id = text(item, "externalId", 1, 255)?.to_owned();
    optional_text(item, "name", 255)?;
    optional_text(item, "description", 1000)?;
    let count = item["partitionCount"]
        .as_i64()
        .filter(|count| (1..=MOST_PARTITIONS).contains(count));
    let count = count.ok_or_else(|| Refusal::bad(format!("partitionCount must be between 1 and {MOST_PARTITIONS}")))?;
    let members: BTreeSet<_> = members::both(item)?.into_iter().collect();
    let filter = item.get("filter").filter(|filter| !filter.is_null());
    if filter.is_some() != members.is_empty() {
        return Err(Refusal::bad("Either a filter or time series must be given"));
    }
    let filter = filter
        .map(|filter| Ok((filter.clone(), condition::read(Some(filter), &RULES)?)))
        .transpose()?;
    if state.subscriptions.all.contains_key(&id) {
        return Err(Refusal::duplicated(
            409,
            "The external id is in use",
            vec![json!({ "externalId": id })],
        ));
    }
    let mut shown = item.clone();
    if let Some(object) = shown.as_object_mut() {
        object.retain(|key, value| ["name", "description", "dataSetId"].contains(&key.as_str()) && !value.is_null());
    }
    let subscription = Subscription {
        external_id: id.clone(),
        shown,
        members,
        filter,
        series: BTreeSet::new(),
        partitions: (0..count).map(|_| Vec::new()).collect(),
        created: state.now,
        updated: state.now,
    };
    state.subscriptions.all.insert(id.clone(), subscription);
    state.subscriptions.refresh(&id, state.now);
    let created = state.subscriptions.all.get(&id).map(json);
    Response::created(json!({ "items": created.into_iter().collect::<Vec<_>>() }))
}

pub(in crate::fake) fn list(state: &mut State, request: &Request) -> Outcome {
    let page = Page {
        owner: "subscriptions",
        generation: state.generation,
        limit: page::limit(request.query_number("limit")?, 100, 100)?,
        cursor: request.query("cursor"),
    };
    page.of(state.subscriptions.all.values().map(json).collect())
}

pub(in crate::fake) fn members(state: &mut State, request: &Request) -> Outcome {
    let id = request
        .query("externalId")
        .ok_or_else(|| Refusal::bad("externalId is missing"))?;
    let subscription = state.subscriptions.all.get(id).ok_or_else(|| unknown(id))?;
    let (series, names) = (&state.subscriptions.series, &state.subscriptions.names);
    let members = match &subscription.filter {
        Some(_) => subscription
            .series
            .iter()
            .filter_map(|id| series.get(id))
            .map(|one| member(&one.short()))
            .collect(),
        None => subscription
            .members
            .iter()
            .map(|name| {
                let mut json = name.json();
                if let Some(id) = names.get(name) {
                    json["id"] = json!(id);
                }
                json
            })
            .collect(),
    };
    let page = Page {
        owner: &format!("members {id}"),
        generation: state.generation,
        limit: page::limit(request.query_number("limit")?, 100, 100)?,
        cursor: request.query("cursor"),
    };
    page.of(members)
}

fn member(short: &Value) -> Value {
    let mut member = short.clone();
    if let Some(object) = member.as_object_mut() {
        object.retain(|key, _| !["isString", "type"].contains(&key.as_str()));
    }
    member
}

pub(in crate::fake) fn by_ids(state: &mut State, request: &Request) -> Outcome {
    Response::items(known(state, request)?.map(json).into_iter().collect())
}

pub(in crate::fake) fn delete(state: &mut State, request: &Request) -> Outcome {
    if let Some(id) = known(state, request)?.map(|subscription| subscription.external_id.clone()) {
        state.subscriptions.all.remove(&id);
    }
    Response::empty()
}

/// The subscription of the only item; `None` if it is unknown and that does not matter.
fn known<'a>(state: &'a State, request: &Request) -> Outcome<Option<&'a Subscription>> {
    let id = text(request.item()?, "externalId", 1, 255)?;
    let found = state.subscriptions.all.get(id);
    if found.is_none() && request.body["ignoreUnknownIds"] != true {
        return Err(unknown(id));
    }
    Ok(found)
}

pub(super) fn unknown(id: &str) -> Refusal {
    Refusal::missing("Subscriptions", vec![json!({ "externalId": id })])
}

pub(super) fn json(subscription: &Subscription) -> Value {
    let mut json = subscription.shown.clone();
    json["externalId"] = json!(subscription.external_id);
    json["partitionCount"] = json!(subscription.partitions.len());
    json["createdTime"] = json!(subscription.created);
    json["lastUpdatedTime"] = json!(subscription.updated);
    if let Some((filter, _)) = &subscription.filter {
        json["filter"] = filter.clone();
    }
    // The service leaves the count out while there is nothing to count.
    let count = subscription.members.len().max(subscription.series.len());
    if count > 0 {
        json["timeSeriesCount"] = json!(count);
    }
    json
}
