//! What a response means for each item of its request.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use crate::runtime::bulk::entry::Entry;
use crate::runtime::bulk::reason::{Reason, ReasonKind};
use crate::runtime::bulk::rules::Bulk;
use crate::runtime::call::{Retry, Sent, retry_after};
use crate::runtime::error::{Fault, Kind, message};
use crate::runtime::{CallError, Error, Reading, Reply, printable};

/// What becomes of an item.
#[derive(Clone, Debug)]
pub(super) enum Fate {
    Done,
    Rejected(Reason),
    /// It may be there or not.
    Unknown(Reason),
    /// It is not there, and may be sent again, but not now.
    NotSent(Reason),
    /// It is to be sent again.
    Again(Again, Reason),
}

/// Why an item is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// Others in its request were at fault.
    OthersAtFault,
    /// The service was too busy for it.
    Busy,
    /// The service failed at it, which a few more attempts may mend.
    Failed,
    /// There was no response, so it may have been written.
    Lost,
}

/// A response, item by item.
pub(super) struct Sorted {
    /// One for each entry, in their order.
    pub(super) fates: Vec<Fate>,
    /// How long the service asks to wait.
    pub(super) retry_after: Option<Duration>,
    /// The request was too large as a whole.
    pub(super) is_too_large: bool,
    /// Nothing that follows will go better.
    pub(super) stop: Option<Error>,
}

impl Sorted {
    fn all(fate: Fate, count: usize) -> Self {
        Self::each(vec![fate; count])
    }

    fn each(fates: Vec<Fate>) -> Self {
        Self {
            fates,
            retry_after: None,
            is_too_large: false,
            stop: None,
        }
    }
}

/// Sorts the items of a request by its response.
pub(super) fn sort<O: Bulk>(sent: Sent, entries: &[Entry<O::Item>]) -> Sorted {
    let reply = match sent {
        Ok(reply) if reply.status.is_success() => return Sorted::all(accepted(reply), entries.len()),
        Ok(reply) => reply,
        Err(fault) => return without_response::<O>(fault, entries.len()),
    };
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let about = About::new(&reply);
    if let Some(results) = O::RULES.results.and_then(|at| body.pointer(at)?.as_array()) {
        let mut sorted = Sorted::each(by_item::<O>(results, entries, &about));
        sorted.retry_after = retry_after(&reply.headers);
        return sorted;
    }
    if let Some(fates) = duplicates::<O>(&body, entries, &about) {
        return Sorted::each(fates);
    }
    as_a_whole::<O>(reply, entries, &about)
}

/// Only a success that the operation declares shows that the items were accepted. Any other response with such a status
/// may come from somebody else, and so would the response to another attempt.
fn accepted(mut reply: Box<Reply>) -> Fate {
    let Err(text) = reply.success.check(&reply, Reading::Items) else {
        return Fate::Done;
    };
    // A success is kept as it came; what is said about this one must not show credentials.
    reply.redact();
    let about = About::new(&reply);
    let message = format!("{}: {text}", reply.status).into();
    Fate::Unknown(about.of_item(ReasonKind::Unanswered, about.status, message))
}

/// What is the same for all items of a request.
struct About {
    status: u16,
    message: Arc<str>,
    request_id: Option<Arc<str>>,
}

impl About {
    fn new(reply: &Reply) -> Self {
        let text = message(&reply.headers, &reply.body, &reply.remarks).unwrap_or_default();
        let separator = if text.is_empty() { "" } else { ": " };
        Self {
            status: reply.status.as_u16(),
            message: format!("{}{separator}{text}", reply.status).into(),
            request_id: reply.request_id.as_deref().map(Into::into),
        }
    }

    fn reason(&self, kind: ReasonKind) -> Reason {
        self.of_item(kind, self.status, Arc::clone(&self.message))
    }

    fn of_item(&self, kind: ReasonKind, status: u16, message: Arc<str>) -> Reason {
        Reason {
            kind,
            status: Some(status),
            message,
            request_id: self.request_id.clone(),
        }
    }
}

fn without_response<O: Bulk>(fault: Box<Fault>, count: usize) -> Sorted {
    let (may_have_happened, text) = (fault.may_have_happened(), fault.words());
    if may_have_happened {
        let reason = Reason::new(ReasonKind::Unanswered, text);
        return Sorted::all(lost::<O>(reason), count);
    }
    let mut sorted = Sorted::all(Fate::NotSent(Reason::new(ReasonKind::Stopped, text)), count);
    sorted.stop = Some(Error::of(fault));
    sorted
}

/// It is not known whether it was written. Then a request that creates something must not be sent again.
fn lost<O: Bulk>(reason: Reason) -> Fate {
    match O::INFO.retry {
        Retry::Create => Fate::Unknown(reason),
        Retry::Read | Retry::Idempotent | Retry::Keyed => Fate::Again(Again::Lost, reason),
    }
}

/// By the key, never by the order, which may be another than that of the request.
fn by_item<O: Bulk>(results: &[Value], entries: &[Entry<O::Item>], about: &About) -> Vec<Fate> {
    let mut by_key: BTreeMap<O::Key, VecDeque<&Value>> = BTreeMap::new();
    for result in results {
        if let Ok(key) = O::Key::deserialize(result) {
            by_key.entry(key).or_default().push_back(result);
        }
    }
    let fate = |entry: &Entry<O::Item>| match by_key.get_mut(&O::key(&entry.item)).and_then(VecDeque::pop_front) {
        Some(result) => of_result::<O>(result, entry.is_lost, about),
        None => lost::<O>(about.reason(ReasonKind::Unanswered)),
    };
    entries.iter().map(fate).collect()
}

fn of_result<O: Bulk>(result: &Value, is_lost: bool, about: &About) -> Fate {
    let code = result.get("code").and_then(Value::as_u64);
    let code = code.and_then(|code| u16::try_from(code).ok()).unwrap_or(about.status);
    let words = result.get("message").and_then(Value::as_str);
    let words = words.map_or_else(
        || status_text(code).into(),
        |words| format!("{code}: {}", printable(words)).into(),
    );
    let reason = |kind| about.of_item(kind, code, words);
    match code {
        200..=299 => Fate::Done,
        409 => conflict::<O>(is_lost, reason(ReasonKind::Conflict)),
        429 | 503 => Fate::Again(Again::Busy, reason(ReasonKind::Unavailable)),
        502 | 504 => lost::<O>(reason(ReasonKind::Unanswered)),
        500.. => Fate::Again(Again::Failed, reason(ReasonKind::Unavailable)),
        _ => Fate::Rejected(reason(ReasonKind::Refused)),
    }
}

fn status_text(code: u16) -> String {
    StatusCode::from_u16(code).map_or_else(|_| code.to_string(), |status| status.to_string())
}

fn conflict<O: Bulk>(is_lost: bool, reason: Reason) -> Fate {
    match O::INFO.retry {
        // The same content may be written again; the conflict is with a change at the same time.
        Retry::Idempotent => Fate::Again(Again::Failed, reason),
        _ if is_lost => Fate::Unknown(reason),
        _ => Fate::Rejected(reason),
    }
}

/// Of a request with duplicates nothing was written, so the others can go again without them.
fn duplicates<O: Bulk>(body: &Value, entries: &[Entry<O::Item>], about: &About) -> Option<Vec<Fate>> {
    let rule = O::RULES.duplicates?;
    let texts = body.pointer(rule.at)?.as_array()?;
    let texts: BTreeSet<&str> = texts
        .iter()
        .filter_map(|item| item.get(rule.member).unwrap_or(item).as_str())
        .collect();
    let mut is_any = false;
    let mut fate = |entry: &Entry<O::Item>| {
        let text = O::parts(&O::key(&entry.item)).join(rule.separator);
        if texts.contains(text.as_str()) {
            is_any = true;
            return Fate::Rejected(about.reason(ReasonKind::Duplicate));
        }
        Fate::Again(Again::OthersAtFault, about.reason(ReasonKind::Refused))
    };
    let fates = entries.iter().map(&mut fate).collect();
    is_any.then_some(fates)
}

fn as_a_whole<O: Bulk>(reply: Box<Reply>, entries: &[Entry<O::Item>], about: &About) -> Sorted {
    let status = reply.status.as_u16();
    let fate = match status {
        401 | 403 | 404 | 429 => Fate::NotSent(about.reason(ReasonKind::Refused)),
        409 => {
            let fates = entries
                .iter()
                .map(|entry| conflict::<O>(entry.is_lost, about.reason(ReasonKind::Conflict)));
            return Sorted::each(fates.collect());
        }
        413 => Fate::Rejected(about.reason(ReasonKind::TooLarge)),
        502..=504 => lost::<O>(about.reason(ReasonKind::Unavailable)),
        500.. if O::REPEATABLE.contains(&status) => lost::<O>(about.reason(ReasonKind::Unavailable)),
        500.. => Fate::Unknown(about.reason(ReasonKind::Unavailable)),
        _ => Fate::Rejected(about.reason(ReasonKind::Refused)),
    };
    let mut sorted = Sorted::all(fate, entries.len());
    sorted.is_too_large = status == 413;
    sorted.retry_after = retry_after(&reply.headers);
    if matches!(status, 401 | 403 | 404 | 429) {
        let failure = O::failure(&reply);
        sorted.stop = Some(CallError::new(Fault::in_response(Kind::Status, reply, None), failure).into());
    }
    sorted
}
