//! Reading what has happened, partition by partition, and waiting for more.

use serde_json::{Value, json};

use super::manage::unknown;
use super::store::{Event, Subscription, What};
use crate::fake::cursor;
use crate::fake::page;
use crate::fake::records::time;
use crate::fake::request::{Request, text};
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

pub(in crate::fake) fn list(state: &mut State, request: &Request, last: bool) -> Outcome<Option<Response>> {
    let (body, generation) = (&request.body, state.generation);
    let id = text(body, "externalId", 1, 255)?;
    let subscription = state.subscriptions.all.get(id).ok_or_else(|| unknown(id))?;
    if !body["pollTimeoutSeconds"].is_null() && body["pollTimeoutSeconds"].as_u64().is_none_or(|wait| wait > 5) {
        return Err(Refusal::bad("pollTimeoutSeconds must be between 0 and 5"));
    }
    let limit = page::limit(body["limit"].as_i64(), 100, 100_000)?;
    let mut readers = readers(subscription, request, generation)?;
    let batch = Batch::read(&mut readers, limit, &Wish::read(body));
    if batch.is_empty() && !last {
        return Ok(None);
    }
    let partitions = readers.iter().map(|reader| {
        let next = cursor::encode(&reader.owner, generation, reader.at);
        json!({ "index": reader.index, "nextCursor": next })
    });
    let more = readers.iter().any(|reader| reader.at < reader.events.len());
    // The document calls the changes optional, but the official Python SDK cannot read a response without them.
    let response = json!({
        "updates": batch.updates,
        "subscriptionChanges": { "added": batch.added, "removed": batch.removed },
        "partitions": partitions.collect::<Vec<_>>(),
        "hasNext": more,
    });
    Response::ok(response).map(Some)
}

/// One partition, and how far it is read.
struct Reader<'a> {
    index: usize,
    owner: String,
    events: &'a [Event],
    at: usize,
}

fn readers<'a>(subscription: &'a Subscription, request: &Request, generation: u64) -> Outcome<Vec<Reader<'a>>> {
    let wanted = request.body["partitions"]
        .as_array()
        .filter(|wanted| !wanted.is_empty());
    let wanted = wanted.ok_or_else(|| Refusal::bad("partitions must not be empty"))?;
    wanted
        .iter()
        .map(|partition| reader(subscription, request, generation, partition))
        .collect()
}

fn reader<'a>(
    subscription: &'a Subscription,
    request: &Request,
    generation: u64,
    partition: &Value,
) -> Outcome<Reader<'a>> {
    let index = partition["index"]
        .as_u64()
        .and_then(|index| usize::try_from(index).ok());
    let events = index.and_then(|index| Some((index, subscription.partitions.get(index)?)));
    let (index, events) = events.ok_or_else(|| Refusal::bad("There is no such partition"))?;
    // A subscription that was deleted and made anew is another one.
    let owner = format!("data {} {} {index}", subscription.external_id, subscription.created);
    let at = match partition["cursor"].as_str() {
        Some(text) => cursor::decode(text, &owner, generation)?,
        None => start(events, request)?,
    };
    Ok(Reader {
        index,
        owner,
        events,
        at,
    })
}

/// Where to begin without a cursor: at the beginning, now, or so long ago, as seen when the request came in.
fn start(events: &[Event], request: &Request) -> Outcome<usize> {
    match request.body["initializeCursors"].as_str() {
        None => Ok(0),
        Some("now") => Ok(events.partition_point(|event| event.number <= request.arrived.1)),
        Some(text) => {
            let ago = time::ago(text).filter(|_| !text.ends_with("s-ago"));
            let ago =
                ago.ok_or_else(|| Refusal::bad(format!("initializeCursors {text:?} is neither now nor a time ago")))?;
            let from = request.arrived.0.saturating_sub(ago);
            Ok(events.partition_point(|event| event.time < from))
        }
    }
}

/// How points are wanted.
struct Wish {
    with_status: bool,
    ignore_bad: bool,
    uncertain_is_bad: bool,
}

impl Wish {
    fn read(body: &Value) -> Self {
        Self {
            with_status: body["includeStatus"] == true,
            ignore_bad: body["ignoreBadDataPoints"] != false,
            uncertain_is_bad: body["treatUncertainAsBad"] != false,
        }
    }
}

#[derive(Default)]
struct Batch {
    updates: Vec<Value>,
    added: Vec<Value>,
    removed: Vec<Value>,
}

impl Batch {
    /// Whole events from all partitions in turn, until there are `limit` points.
    fn read(readers: &mut [Reader], limit: usize, wish: &Wish) -> Self {
        let (mut batch, mut weight) = (Self::default(), 0);
        loop {
            let mut found = false;
            for reader in readers.iter_mut() {
                let Some(event) = reader.events.get(reader.at).filter(|_| weight < limit) else {
                    continue;
                };
                found = true;
                reader.at += 1;
                if batch.add(event, wish) {
                    weight += event.weight();
                }
            }
            if !found {
                return batch;
            }
        }
    }

    /// Whether there was anything to tell.
    fn add(&mut self, event: &Event, wish: &Wish) -> bool {
        let series = event.series.clone();
        match &event.what {
            What::Added => self.added.push(series),
            What::Removed => self.removed.push(series),
            What::Upserts(points) => {
                let wanted = points
                    .iter()
                    .filter(|point| !wish.ignore_bad || !point.is_bad(wish.uncertain_is_bad));
                let points: Vec<Value> = wanted.map(|point| point.json(wish.with_status)).collect();
                if points.is_empty() {
                    return false;
                }
                self.updates
                    .push(json!({ "timeSeries": series, "upserts": points, "deletes": [] }));
            }
            What::Delete(begin, end) => {
                let mut range = json!({ "inclusiveBegin": begin });
                if let Some(end) = end {
                    range["exclusiveEnd"] = json!(end);
                }
                self.updates
                    .push(json!({ "timeSeries": series, "upserts": [], "deletes": [range] }));
            }
        }
        true
    }

    fn is_empty(&self) -> bool {
        self.updates.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }
}
