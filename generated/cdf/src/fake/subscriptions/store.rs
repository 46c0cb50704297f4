// From templates/cdf/src/fake/subscriptions/store.rs; edit it there.

//! What subscriptions keep: their members, and what has happened in each partition.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::point::DataPoint;
use super::series::{Named, Series, SeriesKind};
use crate::fake::condition::Condition;
use crate::fake::random::Random;

#[derive(Default)]
pub(in crate::fake) struct Subscriptions {
    /// By id.
    pub(super) series: BTreeMap<i64, Series>,
    pub(super) names: BTreeMap<Named, i64>,
    /// By external id.
    pub(super) all: BTreeMap<String, Subscription>,
    /// How many events there were; each has its number.
    pub(in crate::fake) events: u64,
}

pub(super) struct Subscription {
    pub(super) external_id: String,
    /// Name, description, data set.
    pub(super) shown: Value,
    pub(super) members: BTreeSet<Named>,
    /// As it was sent, and as it is used.
    pub(super) filter: Option<(Value, Condition)>,
    /// The series that are in it now.
    pub(super) series: BTreeSet<i64>,
    pub(super) partitions: Vec<Vec<Event>>,
    pub(super) created: i64,
    pub(super) updated: i64,
}

/// Something that happened to one series; never split between two responses.
#[derive(Clone)]
pub(super) struct Event {
    pub(super) number: u64,
    pub(super) time: i64,
    pub(super) series: Value,
    pub(super) what: What,
}

#[derive(Clone)]
pub(super) enum What {
    Added,
    Removed,
    Upserts(Vec<DataPoint>),
    /// From, and to but not including.
    Delete(i64, Option<i64>),
}

impl Event {
    /// What it counts against a limit.
    pub(super) fn weight(&self) -> usize {
        match &self.what {
            What::Upserts(points) => points.len(),
            _ => 1,
        }
    }
}

impl Subscriptions {
    /// Makes a time series, or changes the attributes of one.
    pub(super) fn define(&mut self, id: i64, name: Named, kind: SeriesKind, attributes: &Value, now: i64) -> i64 {
        let id = *self.names.entry(name.clone()).or_insert(id);
        let series = Series::new(id, &name, kind, attributes, now);
        for subscription in self.all.values_mut() {
            subscription.meet(&name, &series, &mut self.events, now);
        }
        self.series.insert(id, series);
        id
    }

    /// Tells all subscriptions of a series what happened to it.
    pub(super) fn happen(&mut self, id: i64, what: &What, now: i64) {
        let Some(series) = self.series.get(&id) else { return };
        self.events += 1;
        let event = Event {
            number: self.events,
            time: now,
            series: series.short(),
            what: what.clone(),
        };
        for subscription in self
            .all
            .values_mut()
            .filter(|subscription| subscription.series.contains(&id))
        {
            subscription.push(id, event.clone());
        }
    }

    /// Finds out which series are in a subscription now, and tells of those that came and went.
    pub(super) fn refresh(&mut self, id: &str, now: i64) {
        let Some(subscription) = self.all.get_mut(id) else {
            return;
        };
        for (name, id) in &self.names {
            if let Some(series) = self.series.get(id) {
                subscription.meet(name, series, &mut self.events, now);
            }
        }
    }
}

impl Subscription {
    /// Takes a series in or lets it go, if that is to be.
    fn meet(&mut self, name: &Named, series: &Series, events: &mut u64, now: i64) {
        let wanted = match &self.filter {
            Some((_, condition)) => condition.holds(series),
            None => self.members.contains(name),
        };
        let what = match (wanted, self.series.contains(&series.id)) {
            (true, false) => What::Added,
            (false, true) => What::Removed,
            _ => return,
        };
        if wanted {
            self.series.insert(series.id);
        } else {
            self.series.remove(&series.id);
        }
        *events += 1;
        let event = Event {
            number: *events,
            time: now,
            series: series.short(),
            what,
        };
        self.push(series.id, event);
    }

    fn push(&mut self, series: i64, event: Event) {
        let count = self.partitions.len() as u64;
        let partition = Random::new(series.cast_unsigned()).next() % count.max(1);
        if let Some(events) = self.partitions.get_mut(partition as usize) {
            events.push(event);
        }
    }
}
