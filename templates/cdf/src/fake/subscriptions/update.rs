//! Changing a subscription: what is absent stays.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::manage::{json, unknown};
use super::members;
use super::series::{Named, RULES};
use super::store::Subscription;
use crate::fake::condition;
use crate::fake::request::{Request, text};
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

/// The most series of a subscription.
const MOST: usize = 10_000;

pub(in crate::fake) fn update(state: &mut State, request: &Request) -> Outcome {
    let now = state.now;
    let item = request.item()?;
    let id = text(item, "externalId", 1, 255)?;
    let subscription = state.subscriptions.all.get_mut(id).ok_or_else(|| unknown(id))?;
    let change = &item["update"];
    let members = changed_members(subscription, change)?;
    let filter = changed_filter(subscription, change)?;

    subscription.members = members;
    if filter.is_some() {
        subscription.filter = filter;
    }
    for key in ["name", "description", "dataSetId"] {
        patch(&mut subscription.shown, key, &change[key]);
    }
    subscription.updated = now;
    state.subscriptions.refresh(id, now);
    let updated = state.subscriptions.all.get(id).map(json);
    Response::items(updated.into_iter().collect())
}

fn changed_filter(subscription: &Subscription, change: &Value) -> Outcome<Option<(Value, condition::Condition)>> {
    let Some(filter) = change["filter"].get("set") else {
        return Ok(None);
    };
    if subscription.filter.is_none() {
        return Err(Refusal::bad("A subscription to named time series cannot get a filter"));
    }
    Ok(Some((filter.clone(), condition::read(Some(filter), &RULES)?)))
}

fn changed_members(subscription: &Subscription, change: &Value) -> Outcome<BTreeSet<Named>> {
    let mut all = subscription.members.clone();
    let lists: [(&str, ReadNames, IsKind); 2] = [
        ("timeSeriesIds", members::external, |name| {
            matches!(name, Named::External(_))
        }),
        ("instanceIds", members::instances, |name| {
            matches!(name, Named::Instance(..))
        }),
    ];
    for (key, read, is_kind) in lists {
        let change = &change[key];
        if change.is_null() {
            continue;
        }
        if let Some(set) = change.get("set") {
            all.retain(|name| !is_kind(name));
            all.extend(read(set)?);
        }
        all.extend(read(&change["add"])?);
        for name in read(&change["remove"])? {
            all.remove(&name);
        }
    }
    if subscription.filter.is_some() && !all.is_empty() {
        return Err(Refusal::bad("A subscription with a filter cannot name time series"));
    }
    if all.len() > MOST {
        return Err(Refusal::bad(format!("A subscription has at most {MOST} time series")));
    }
    Ok(all)
}

type ReadNames = fn(&Value) -> Outcome<Vec<Named>>;
type IsKind = fn(&Named) -> bool;

/// `{"set": …}` or `{"setNull": true}`.
fn patch(shown: &mut Value, key: &str, change: &Value) {
    if let Some(value) = change.get("set") {
        shown[key] = json!(value);
    } else if let (true, Some(object)) = (change["setNull"] == true, shown.as_object_mut()) {
        object.remove(key);
    }
}
