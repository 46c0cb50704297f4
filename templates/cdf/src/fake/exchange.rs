//! From a request to a response: where it goes, whether it may, what befalls it.

mod wire;

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use tokio::time::{Instant, timeout_at};

use super::auth;
use super::body;
use super::faults::{Fault, Lot};
use super::files;
use super::functions;
use super::request::Request;
use super::response::{Outcome, Refusal, Response};
use super::router::{self, Handler, Route};
use super::state::Shared;
use crate::runtime::{Body, TransportError};

type Sent = Result<http::Response<Body>, TransportError>;

const PROJECTS: &str = "/api/v1/projects/";

pub(super) async fn exchange(shared: &Shared, request: http::Request<Bytes>) -> Sent {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    if let Some((_, rest)) = path.strip_prefix(PROJECTS).and_then(|rest| rest.split_once('/')) {
        return api(shared, &head, &body, &format!("/{rest}")).await;
    }
    if let Some(ticket) = path.strip_prefix("/uploads/") {
        return upload(shared, &head, body, ticket);
    }
    Ok(elsewhere(shared, &head, &body, &path))
}

/// One request on its way.
struct Visit<'a> {
    shared: &'a Shared,
    number: u64,
    operation: String,
    /// Without secrets.
    path: String,
    lot: Lot,
}

impl<'a> Visit<'a> {
    fn open(shared: &'a Shared, operation: String, path: &str, shown: &str) -> Self {
        let mut state = shared.state();
        let number = state.journal.receive();
        let method = operation.split(' ').next().unwrap_or_default();
        let lot = state.fate.draw(method, path);
        Self {
            shared,
            number,
            path: shown.to_owned(),
            lot,
            operation,
        }
    }

    /// The response of a fault that strikes before anything is done.
    fn struck(&self, partial: bool) -> Option<Sent> {
        let fault = self
            .lot
            .fault
            .filter(|fault| !partial || *fault != Fault::Unavailable)?;
        let faults = self.shared.state().fate.faults;
        let sent = wire::early(fault, &faults, self.number)?;
        self.close(false, fault.name());
        Some(sent)
    }

    fn close(&self, executed: bool, outcome: &str) {
        let journal = &mut self.shared.state().journal;
        journal.close(self.number, &self.operation, &self.path, executed, outcome);
    }

    /// Sends the response, or what the fault leaves of it.
    fn finish(&self, outcome: Outcome) -> Sent {
        let executed = outcome.as_ref().map_or_else(|refusal| refusal.partly_done, |_| true);
        let response = outcome.unwrap_or_else(|refusal| Response {
            status: refusal.status,
            body: refusal.body(),
        });
        let fault = self.lot.fault.filter(|fault| *fault != Fault::Unavailable);
        let note = fault.map_or_else(String::new, |fault| format!(", {}", fault.name()));
        self.close(executed, &format!("{}{note}", response.status));
        wire::late(&response, self.number, fault, self.lot.slow_for)
    }
}

async fn api(shared: &Shared, head: &Parts, body: &Bytes, path: &str) -> Sent {
    let route = router::find(head.method.as_str(), path);
    let operation = route.as_ref().map_or_else(
        || format!("{} (unknown)", head.method),
        |(route, _)| format!("{} {}", route.method, route.template),
    );
    let visit = Visit::open(shared, operation, path, path);
    let partial = route.as_ref().is_some_and(|(route, _)| router::writes_records(route));
    if let Some(sent) = visit.struck(partial) {
        return sent;
    }
    let outcome = admitted(shared, head, body, route, &visit.lot).await;
    visit.finish(outcome)
}

async fn admitted(
    shared: &Shared,
    head: &Parts,
    body: &Bytes,
    route: Option<(&Route, router::Holes)>,
    lot: &Lot,
) -> Outcome {
    auth::check(&shared.state(), &shared.settings, &head.headers)?;
    let Some((route, holes)) = route else {
        return Err(Refusal::new(404, "There is nothing at this path"));
    };
    let body = body::read(&head.headers, body)?;
    let mut request = Request::new(holes, head.uri.query(), body);
    {
        let state = shared.state();
        request.arrived = (state.now, state.subscriptions.events);
    }
    if lot.fault == Some(Fault::Unavailable) {
        request.outage = Some(lot.dice.clone());
    }
    carry_out(shared, route, &request).await
}

async fn carry_out(shared: &Shared, route: &Route, request: &Request) -> Outcome {
    match route.handler {
        Handler::AtOnce(handle) => {
            let outcome = handle(&mut shared.state(), request);
            functions::run_errands(shared);
            shared.news.notify_waiters();
            outcome
        }
        Handler::Patient(handle) => {
            let patience = request.body["pollTimeoutSeconds"].as_u64().unwrap_or(5).min(5);
            let deadline = Instant::now() + Duration::from_secs(patience);
            loop {
                let mut news = pin!(shared.news.notified());
                news.as_mut().enable();
                let last = Instant::now() >= deadline;
                let response = handle(&mut shared.state(), request, last)?;
                if let Some(response) = response {
                    return Ok(response);
                }
                // Whether there is news or the time is over, the handler looks again.
                let _ = timeout_at(deadline, news).await;
            }
        }
    }
}

/// A part of a file on its way to where its link points.
fn upload(shared: &Shared, head: &Parts, content: Bytes, ticket: &str) -> Sent {
    let path = format!("/uploads/{ticket}");
    let visit = Visit::open(
        shared,
        format!("{} /uploads/{{ticket}}", head.method),
        &path,
        "/uploads/{ticket}",
    );
    if let Some(sent) = visit.struck(false) {
        return sent;
    }
    visit.finish(files::receive(shared, head, content, ticket))
}

/// Everything that is neither API nor upload. No fault strikes here.
fn elsewhere(shared: &Shared, head: &Parts, body: &Bytes, path: &str) -> http::Response<Body> {
    let mut state = shared.state();
    let number = state.journal.receive();
    let response = match (head.method.as_str(), path) {
        ("POST", "/oauth2/token") => auth::give_token(&mut state, &shared.settings, body),
        ("GET", "/api/v1/token/inspect") => match auth::check(&state, &shared.settings, &head.headers) {
            Ok(()) => Response {
                status: 200,
                body: auth::inspection("fake"),
            },
            Err(refusal) => refused(refusal),
        },
        _ => refused(Refusal::new(404, "There is nothing at this path")),
    };
    let operation = format!("{} {path}", head.method);
    let executed = response.status < 300;
    state
        .journal
        .close(number, &operation, path, executed, &response.status.to_string());
    wire::whole(&response, number)
}

fn refused(refusal: Refusal) -> Response {
    Response {
        status: refusal.status,
        body: refusal.body(),
    }
}
