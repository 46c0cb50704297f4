#![cfg(feature = "fake")]

//! A small CDF with memory, inside the process: for tests of your own code, without a network and without a project.
//!
//! [`Fake`] is a [`Transport`], so that a client speaks to it as it would to the service:
//!
//! ```
//! use cdf_client::fake::Fake;
//! use cdf_client::models::{StreamTemplate, StreamWrite, StreamWriteSettings};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = Fake::new();
//! let cdf = fake.client();
//! let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
//! cdf.streams().create([StreamWrite::new("events", settings)]).await?;
//! assert_eq!(cdf.streams().list().await?.items.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! It keeps streams with records, files, sessions, functions with calls and schedules, time series and subscriptions,
//! and refuses what the service refuses. A function runs a Rust closure ([`Fake::on_call`]). Data points come from
//! [`Fake::write_datapoints`]. [`Faults`] make it fail on purpose, the same way for the same seed. Time is that of
//! tokio, so that a paused clock works: builds, uploads, calls and long polls take no real time then.
//!
//! What it does not do: access rights, budgets of requests, retention of data, containers (any space and container
//! exists), schedules that run by themselves ([`Fake::fire_schedule`] runs one).

mod auth;
mod body;
mod builder;
mod clock;
mod condition;
mod cursor;
mod exchange;
mod faults;
mod files;
mod functions;
mod ids;
mod inspect;
mod journal;
mod page;
mod random;
mod records;
mod request;
mod response;
mod router;
mod sessions;
mod state;
mod subscriptions;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

pub use builder::FakeBuilder;
pub use faults::Faults;
pub use functions::{FunctionCallInfo, FunctionFault, FunctionInput, FunctionLog};
pub use journal::Count;
pub use records::StoredRecord;
pub use subscriptions::{DataPoint, PointValue, SeriesKind};

use crate::client::{Client, ClientBuilder};
use crate::runtime::{Body, BoxFuture, ClientCredentials, Transport, TransportError};
use state::Shared;

/// Where the fake's token endpoint is.
const TOKEN_URL: &str = "https://login.fake.example/oauth2/token";

/// A CDF in memory. Clones share the memory.
#[derive(Clone)]
pub struct Fake {
    shared: Arc<Shared>,
}

impl Fake {
    /// An empty CDF that never fails.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Sets up another token, seed, pace or faults.
    pub fn builder() -> FakeBuilder {
        FakeBuilder::default()
    }

    /// A client of this CDF, with its token.
    ///
    /// # Panics
    ///
    /// The token given to the builder fits no header.
    pub fn client(&self) -> Client {
        let token = self.shared.settings.token.clone();
        let client = self.client_builder().token(token).build();
        client.expect("the settings of the fake make a client")
    }

    /// The settings of a client of this CDF, without a login: add a token, or [`Fake::client_credentials`].
    pub fn client_builder(&self) -> ClientBuilder {
        let builder = Client::builder().project("fake").transport(self.clone());
        let origin = url::Url::parse(&self.shared.settings.upload_origin).ok();
        match origin.as_ref().and_then(url::Url::host_str) {
            Some(host) => builder.upload_host(host),
            None => builder,
        }
    }

    /// Credentials that the token endpoint of this CDF takes.
    pub fn client_credentials(&self) -> ClientCredentials {
        let settings = &self.shared.settings;
        ClientCredentials::new(TOKEN_URL, settings.client_id.clone(), settings.client_secret.clone())
    }
}

impl Default for Fake {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Fake {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(exchange::exchange(&self.shared, request))
    }
}

/// Without anything that it holds.
impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fake(…)")
    }
}
