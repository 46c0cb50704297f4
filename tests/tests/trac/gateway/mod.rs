//! A gateway of our own that has TRAC's manners: it is strict about headers and fields, puts refusals into headers, writes
//! a reply that nobody asked for after some, is silent if a request is too large, and keeps what it is given in memory.
//!
//! The header `x-fault` makes it fail on purpose: `text` (a line of text and a stray reply), `late` (likewise, the stray
//! reply some milliseconds later), `hang`, `cut` (a download without its second half).

mod headers;
mod objects;
mod proto;
mod requests;
mod responses;
mod strict;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::server::{Said, Seen, Server, Then};
use objects::Objects;
use responses::Refusal;

pub(super) use proto::details_header;

/// The only tenant.
pub(super) const TENANT: &str = "ACME_CORP";
/// The id of a schema that is stored as an object, with one column `id`.
pub(super) const SCHEMA_ID: &str = "830de62b-556e-4e07-b8a2-44e06e596488";

/// Starts a gateway without any object but that schema.
pub(super) fn start() -> Server {
    let objects = Arc::new(Mutex::new(Objects::default()));
    Server::start(move |seen| response(seen, &mut objects.lock().unwrap_or_else(PoisonError::into_inner)))
}

fn response(seen: &Seen, objects: &mut Objects) -> Said {
    match seen.header("x-fault") {
        Some("text") => return responses::text(400, "Error in JSON payload", Then::Stray(Duration::ZERO)),
        Some("late") => return responses::text(404, "Nothing here", Then::Stray(Duration::from_millis(5))),
        Some("hang") => return responses::silence(),
        _ => {}
    }
    served(seen, objects).unwrap_or_else(Refusal::said)
}

fn served(seen: &Seen, objects: &mut Objects) -> Result<Said, Refusal> {
    let route = requests::Route::of(seen).ok_or_else(|| Refusal::text(404, "No such route"))?;
    headers::check(seen, route.is_download())?;
    let body = match route.message() {
        Some(message) => strict::read(&seen.body, message)?,
        None => Value::Null,
    };
    if proto::size(&route.tenant, &body) > 1_048_576 - 5 {
        return Ok(responses::silence());
    }
    if route.tenant != TENANT {
        return Err(Refusal::service(404, 5, format!("Unknown tenant [{}]", route.tenant)));
    }
    requests::validate(&route, &body)?;
    objects.serve(&route, &body, seen.header("x-fault") == Some("cut"))
}
