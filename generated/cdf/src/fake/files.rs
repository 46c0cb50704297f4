// From templates/cdf/src/fake/files.rs; edit it there.

//! Files: their metadata, links for uploading, and what was uploaded.

use std::collections::BTreeMap;

use bytes::{Bytes, BytesMut};
use http::header;
use http::request::Parts;
use serde_json::{Map, Value, json};

use super::clock::milliseconds;
use super::ids::{Reference, find_all};
use super::request::{Request, optional_text, text};
use super::response::{Outcome, Refusal, Response};
use super::state::{Shared, State};

/// The least size of all parts but the last.
const LEAST_PART: usize = 5 * 1024 * 1024;
const MOST_PARTS: i64 = 250;

#[derive(Default)]
pub(super) struct Files {
    all: BTreeMap<i64, File>,
    /// Ticket of a link → file and part.
    tickets: BTreeMap<String, (i64, usize)>,
}

struct File {
    id: i64,
    external_id: Option<String>,
    metadata: Map<String, Value>,
    created: i64,
    updated: i64,
    /// The parts that an upload has brought so far; a plain upload has one.
    parts: BTreeMap<usize, Bytes>,
    /// Id and number of parts of an upload in parts.
    upload: Option<(String, usize)>,
    content: Option<Bytes>,
    /// When the content counts as uploaded.
    uploaded: Option<i64>,
}

impl Files {
    /// What was uploaded.
    pub(super) fn content(&self, id: i64) -> Option<Bytes> {
        self.all.get(&id)?.content.clone()
    }

    /// Whether a function can be made from the file.
    pub(super) fn is_uploaded(&self, id: i64, now: i64) -> Option<bool> {
        self.all.get(&id).map(|file| file.is_uploaded(now))
    }

    fn find(&self, reference: &Reference) -> Option<i64> {
        let fits = |file: &&File| reference.matches(file.id, file.external_id.as_deref());
        self.all.values().find(fits).map(|file| file.id)
    }
}

impl File {
    fn is_uploaded(&self, now: i64) -> bool {
        self.uploaded.is_some_and(|time| time <= now)
    }

    fn json(&self, now: i64) -> Value {
        let mut json = Value::Object(self.metadata.clone());
        json["id"] = json!(self.id);
        json["uploaded"] = json!(self.is_uploaded(now));
        json["createdTime"] = json!(self.created);
        json["lastUpdatedTime"] = json!(self.updated);
        if let Some(time) = self.uploaded.filter(|time| *time <= now) {
            json["uploadedTime"] = json!(time);
        }
        json
    }
}

pub(super) fn create(state: &mut State, request: &Request) -> Outcome {
    let id = enter(state, request)?;
    Response::created(with_link(state, id))
}

pub(super) fn create_in_parts(state: &mut State, request: &Request) -> Outcome {
    let count = parts(request)?;
    let id = enter(state, request)?;
    Response::created(with_links(state, id, count))
}

pub(super) fn link(state: &mut State, request: &Request) -> Outcome {
    let id = existing(state, request.item()?)?;
    Response::created(json!({ "items": [with_link(state, id)] }))
}

pub(super) fn links(state: &mut State, request: &Request) -> Outcome {
    let count = parts(request)?;
    let id = existing(state, request.item()?)?;
    Response::created(json!({ "items": [with_links(state, id, count)] }))
}

pub(super) fn by_ids(state: &mut State, request: &Request) -> Outcome {
    let ids = find_all("Files", &request.body, request.items(1000)?, |reference| {
        state.files.find(reference)
    })?;
    let files = ids.iter().filter_map(|id| state.files.all.get(id));
    Response::items(files.map(|file| file.json(state.now)).collect())
}

pub(super) fn delete(state: &mut State, request: &Request) -> Outcome {
    let ids = find_all("Files", &request.body, request.items(1000)?, |reference| {
        state.files.find(reference)
    })?;
    for id in ids {
        state.files.all.remove(&id);
        state.files.tickets.retain(|_, (file, _)| *file != id);
    }
    Response::empty()
}

/// Puts the parts together.
pub(super) fn complete(state: &mut State, request: &Request) -> Outcome {
    let (now, pace) = (state.now, state.pace);
    let id = existing(state, &request.body)?;
    let Some(file) = state.files.all.get_mut(&id) else {
        return Response::empty();
    };
    let upload = request.body["uploadId"].as_str().unwrap_or_default();
    let open = file.upload.as_ref().filter(|(own, _)| own == upload);
    let Some((_, count)) = open else {
        return Err(Refusal::bad("There is no such upload"));
    };
    if file.parts.len() < *count {
        return Err(Refusal::bad("Some parts are missing"));
    }
    let too_small = file
        .parts
        .iter()
        .any(|(part, bytes)| part + 1 < *count && bytes.len() < LEAST_PART);
    if too_small {
        return Err(Refusal::bad("Each part but the last must have at least 5 MiB"));
    }
    let whole = file.parts.values().fold(BytesMut::new(), |mut all, part| {
        all.extend_from_slice(part);
        all
    });
    file.content = Some(whole.freeze());
    file.uploaded = Some(now.saturating_add(milliseconds(pace.upload)));
    file.upload = None;
    file.parts.clear();
    Response::empty()
}

/// Takes what is sent to a link.
pub(super) fn receive(shared: &Shared, head: &Parts, content: Bytes, ticket: &str) -> Outcome {
    let mut state = shared.state();
    if head.headers.contains_key(header::AUTHORIZATION) {
        state
            .journal
            .leaks
            .push("an upload came with an authorization header".to_owned());
        if shared.settings.refuse_leaks {
            return Err(Refusal::bad("A link needs no authorization"));
        }
    }
    if head.method != http::Method::PUT {
        return Err(Refusal::new(405, "Files are sent by PUT"));
    }
    if head.headers.contains_key(header::TRANSFER_ENCODING) {
        return Err(Refusal::new(501, "Chunked uploads are not taken: send content-length"));
    }
    let (now, delay) = (state.now, milliseconds(state.pace.upload));
    let place = state.files.tickets.get(ticket).copied();
    let (id, part) = place.ok_or_else(|| Refusal::new(403, "The link is not valid"))?;
    let file = state
        .files
        .all
        .get_mut(&id)
        .ok_or_else(|| Refusal::new(404, "The file is gone"))?;
    file.updated = now;
    if file.upload.is_some() {
        file.parts.insert(part, content);
    } else {
        file.content = Some(content);
        file.uploaded = Some(now.saturating_add(delay));
    }
    Response::empty()
}

fn parts(request: &Request) -> Outcome<usize> {
    let count = request
        .query_number("parts")?
        .filter(|count| (1..=MOST_PARTS).contains(count));
    let count = count.and_then(|count| usize::try_from(count).ok());
    count.ok_or_else(|| Refusal::bad(format!("parts must be between 1 and {MOST_PARTS}")))
}

fn existing(state: &State, item: &Value) -> Outcome<i64> {
    let reference = Reference::read(item)?;
    let found = state.files.find(&reference);
    found.ok_or_else(|| Refusal::missing("Files", vec![reference.json()]))
}

/// A new file, or the one of the same external id with new metadata.
fn enter(state: &mut State, request: &Request) -> Outcome<i64> {
    text(&request.body, "name", 1, 256)?;
    let external_id = optional_text(&request.body, "externalId", 255)?.map(str::to_owned);
    let same = external_id
        .as_ref()
        .and_then(|id| state.files.find(&Reference::External(id.clone())));
    if let Some(id) = same.filter(|_| request.query("overwrite") != Some("true")) {
        let existing = state.files.all.get(&id).and_then(|file| file.external_id.clone());
        return Err(Refusal::duplicated(
            409,
            "The external id is in use",
            vec![json!({ "externalId": existing })],
        ));
    }
    let (id, now) = (same.unwrap_or_else(|| state.new_id()), state.now);
    let before = state.files.all.remove(&id);
    let file = File {
        id,
        external_id,
        metadata: request.body.as_object().cloned().unwrap_or_default(),
        created: before.as_ref().map_or(now, |file| file.created),
        updated: now,
        parts: BTreeMap::new(),
        upload: None,
        content: before.as_ref().and_then(|file| file.content.clone()),
        uploaded: before.as_ref().and_then(|file| file.uploaded),
    };
    state.files.all.insert(id, file);
    Ok(id)
}

fn with_link(state: &mut State, id: i64) -> Value {
    let url = new_link(state, id, 0);
    let Some(file) = state.files.all.get_mut(&id) else {
        return Value::Null;
    };
    file.upload = None;
    let mut json = file.json(state.now);
    json["uploadUrl"] = json!(url);
    json
}

fn with_links(state: &mut State, id: i64, count: usize) -> Value {
    let urls: Vec<String> = (0..count).map(|part| new_link(state, id, part)).collect();
    let upload = state.random.ticket();
    let Some(file) = state.files.all.get_mut(&id) else {
        return Value::Null;
    };
    file.parts.clear();
    file.upload = Some((upload.clone(), count));
    let mut json = file.json(state.now);
    json["uploadId"] = json!(upload);
    json["uploadUrls"] = json!(urls);
    json
}

fn new_link(state: &mut State, id: i64, part: usize) -> String {
    let ticket = state.random.ticket();
    let url = format!("{}/uploads/{ticket}", state.upload_origin);
    state.files.tickets.insert(ticket, (id, part));
    url
}
