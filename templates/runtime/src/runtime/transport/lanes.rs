//! Connections that are used by one request at a time, and not again after a response that makes them suspect.
//!
//! A pool gives a connection to whoever waits as soon as a response is complete, before anybody has looked at it. So
//! each request that is on its way has a pool of its own, with one connection in it, and that waits for another request
//! only if the response was good to its end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::classify::classify;
use super::pool::client;
use super::{BodySource, BoxFuture, TransportError};
use crate::runtime::BuildError;

/// After which responses a connection is not used again: for services that send more than one response to a request,
/// the second of which would be taken for that to the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreshConnectionAfter {
    /// The statuses of such responses.
    pub statuses: &'static [u16],
    /// Their media type, without parameters; without it any response of these statuses counts.
    pub content_type: Option<&'static str>,
}

impl FreshConnectionAfter {
    fn is_met_by(&self, status: u16, headers: &HeaderMap) -> bool {
        let is_type = |wanted: &str| {
            let value = headers.get(CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes());
            let essence = value.split(|byte| *byte == b';').next().unwrap_or_default();
            essence.trim_ascii().eq_ignore_ascii_case(wanted.as_bytes())
        };
        self.statuses.contains(&status) && self.content_type.is_none_or(is_type)
    }
}

/// More than this many do not wait for requests to come.
const MOST_IDLE: usize = 64;

/// Pools of one connection each.
#[derive(Debug)]
pub(super) struct Lanes {
    after: FreshConnectionAfter,
    idle: Mutex<Vec<reqwest::Client>>,
}

impl Lanes {
    /// One pool is made at once, so that it comes out here if none can be.
    pub(super) fn new(after: FreshConnectionAfter) -> Result<Arc<Self>, BuildError> {
        let idle = Mutex::new(vec![client()?]);
        Ok(Arc::new(Self { after, idle }))
    }

    /// Sends a request over a connection that nobody else uses.
    pub(super) async fn send(
        self: &Arc<Self>,
        request: reqwest::Request,
    ) -> Result<(reqwest::Response, Lane), TransportError> {
        let waiting = self.waiting().pop();
        let client = match waiting {
            Some(client) => client,
            None => new_pool().await?,
        };
        let response = client.execute(request).await.map_err(classify)?;
        let is_good = !self.after.is_met_by(response.status().as_u16(), response.headers());
        let lane = Lane {
            home: Arc::clone(self),
            client: is_good.then_some(client),
        };
        Ok((response, lane))
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<reqwest::Client>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Another pool. The certificates are read for each, so this is not for a thread that others wait for.
async fn new_pool() -> Result<reqwest::Client, TransportError> {
    match tokio::task::spawn_blocking(client).await {
        Ok(made) => made.map_err(TransportError::unprepared),
        Err(panic) => Err(TransportError::unprepared(panic)),
    }
}

/// The connection of one request. Dropping it closes the connection.
pub(super) struct Lane {
    home: Arc<Lanes>,
    /// None if it is suspect.
    client: Option<reqwest::Client>,
}

impl Lane {
    /// The response has come to its end: the connection may be used again, if it is not suspect.
    fn finish(&mut self) {
        let Some(client) = self.client.take() else { return };
        let mut waiting = self.home.waiting();
        if waiting.len() < MOST_IDLE {
            waiting.push(client);
        }
    }
}

/// A body with the connection that it comes on.
pub(super) struct LaneBody {
    pub(super) response: reqwest::Response,
    pub(super) lane: Lane,
}

impl BodySource for LaneBody {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            let chunk = self.response.chunk().await.map_err(classify)?;
            if chunk.is_none() {
                self.lane.finish();
            }
            Ok(chunk)
        })
    }

    fn remaining(&self) -> Option<u64> {
        self.response.content_length()
    }
}
