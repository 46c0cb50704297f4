//! Which handler serves a request.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::request::Request;
use super::response::{Outcome, Response};
use super::state::State;
use super::{files, functions, records, sessions, subscriptions};

/// What stands in the holes of a path, decoded.
pub(super) type Holes = BTreeMap<&'static str, String>;

#[derive(Clone, Copy)]
pub(super) enum Handler {
    AtOnce(fn(&mut State, &Request) -> Outcome),
    /// Asked again when there is news, until it responds. It must when it is asked for the last time.
    Patient(fn(&mut State, &Request, last: bool) -> Outcome<Option<Response>>),
}

pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) template: &'static str,
    pub(super) handler: Handler,
}

const fn get(template: &'static str, handle: fn(&mut State, &Request) -> Outcome) -> Route {
    Route {
        method: "GET",
        template,
        handler: Handler::AtOnce(handle),
    }
}

const fn post(template: &'static str, handle: fn(&mut State, &Request) -> Outcome) -> Route {
    Route {
        method: "POST",
        ..get(template, handle)
    }
}

/// The first that fits is taken, so literal paths stand before those with holes.
const ROUTES: &[Route] = &[
    get("/streams", records::streams::list),
    post("/streams", records::streams::create),
    post("/streams/delete", records::streams::delete),
    get("/streams/{streamId}", records::streams::retrieve),
    Route {
        method: "DELETE",
        ..get("/streams/{streamId}", records::streams::delete_legacy)
    },
    post("/streams/{streamId}/records", records::write::ingest),
    post("/streams/{streamId}/records/upsert", records::write::upsert),
    post("/streams/{streamId}/records/delete", records::write::delete),
    post("/streams/{streamId}/records/filter", records::query::filter),
    post("/streams/{streamId}/records/sync", records::sync::sync),
    post("/streams/{streamId}/records/aggregate", records::aggregate::aggregate),
    get("/functions", functions::manage::list),
    post("/functions", functions::manage::create),
    get("/functions/limits", functions::manage::limits),
    get("/functions/status", functions::manage::status),
    post("/functions/status", functions::manage::activate),
    post("/functions/list", functions::manage::filter),
    post("/functions/byids", functions::manage::by_ids),
    post("/functions/delete", functions::manage::delete),
    get("/functions/schedules", functions::schedules::list),
    post("/functions/schedules", functions::schedules::create),
    post("/functions/schedules/list", functions::schedules::filter),
    post("/functions/schedules/byids", functions::schedules::by_ids),
    post("/functions/schedules/delete", functions::schedules::delete),
    get("/functions/schedules/{scheduleId}", functions::schedules::retrieve),
    get(
        "/functions/schedules/{scheduleId}/input_data",
        functions::schedules::input_data,
    ),
    get("/functions/{functionId}", functions::manage::retrieve),
    post("/functions/{functionId}/call", functions::calls::call),
    get("/functions/{functionId}/calls", functions::calls::list),
    post("/functions/{functionId}/calls/list", functions::calls::filter),
    post("/functions/{functionId}/calls/byids", functions::calls::by_ids),
    get("/functions/{functionId}/calls/{callId}", functions::calls::retrieve),
    get("/functions/{functionId}/calls/{callId}/logs", functions::calls::logs),
    get(
        "/functions/{functionId}/calls/{callId}/response",
        functions::calls::response,
    ),
    get("/sessions", sessions::list),
    post("/sessions", sessions::create),
    post("/sessions/byids", sessions::by_ids),
    post("/sessions/revoke", sessions::revoke),
    post("/files", files::create),
    post("/files/initmultipartupload", files::create_in_parts),
    post("/files/uploadlink", files::link),
    post("/files/multiuploadlink", files::links),
    post("/files/completemultipartupload", files::complete),
    post("/files/byids", files::by_ids),
    post("/files/delete", files::delete),
    get("/timeseries/subscriptions", subscriptions::manage::list),
    post("/timeseries/subscriptions", subscriptions::manage::create),
    get("/timeseries/subscriptions/members", subscriptions::manage::members),
    post("/timeseries/subscriptions/byids", subscriptions::manage::by_ids),
    post("/timeseries/subscriptions/update", subscriptions::update::update),
    post("/timeseries/subscriptions/delete", subscriptions::manage::delete),
    Route {
        method: "POST",
        template: "/timeseries/subscriptions/data/list",
        handler: Handler::Patient(subscriptions::data::list),
    },
    // Not part of the client: the way by which other programs put data points in.
    post("/timeseries", subscriptions::feed::create_series),
    post("/timeseries/data", subscriptions::feed::insert),
    post("/timeseries/data/delete", subscriptions::feed::delete_ranges),
];

/// The route of a path below the project.
pub(super) fn find(method: &str, path: &str) -> Option<(&'static Route, Holes)> {
    let same_method = ROUTES.iter().filter(|route| route.method == method);
    same_method
        .into_iter()
        .find_map(|route| Some((route, fit(route.template, path)?)))
}

fn fit(template: &'static str, path: &str) -> Option<Holes> {
    let mut holes = Holes::new();
    let (mut wanted, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return Some(holes),
            (Some(wanted), Some(found)) => {
                if let Some(name) = wanted.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                    let text = percent_decode_str(found).decode_utf8().ok()?;
                    holes.insert(name, text.into_owned());
                } else if wanted != found {
                    return None;
                }
            }
            _ => return None,
        }
    }
}

/// Whether a 503 of this route tells what became of each record.
pub(super) fn writes_records(route: &Route) -> bool {
    matches!(
        route.template,
        "/streams/{streamId}/records" | "/streams/{streamId}/records/upsert" | "/streams/{streamId}/records/delete"
    )
}
