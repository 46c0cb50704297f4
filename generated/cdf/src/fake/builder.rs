// From templates/cdf/src/fake/builder.rs; edit it there.

//! From settings to a fake.

use std::sync::Arc;
use std::time::Duration;

use super::Fake;
use super::auth;
use super::clock::{self, Clock};
use super::faults::{Fate, Faults};
use super::state::{Pace, Settings, Shared, State};
use crate::runtime::Secret;

/// Settings of a [`Fake`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct FakeBuilder {
    settings: Settings,
    pace: Pace,
    faults: Faults,
    seed: u64,
    epoch: i64,
}

impl Default for FakeBuilder {
    fn default() -> Self {
        let (token, client_id, client_secret, token_lifetime) = auth::defaults();
        Self {
            settings: Settings {
                token,
                client_id,
                client_secret,
                token_lifetime,
                upload_origin: "https://uploads.fake.example".to_owned(),
                refuse_leaks: true,
            },
            pace: Pace {
                upload: Duration::from_millis(50),
                deployment: Duration::from_millis(200),
                call: Duration::from_millis(100),
            },
            faults: Faults::default(),
            seed: 0,
            epoch: clock::EPOCH,
        }
    }
}

impl FakeBuilder {
    /// The bearer token that is taken. `fake-token` by default.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.settings.token = token.into();
        self
    }

    /// The client id and secret that the token endpoint takes. `fake-client` and `fake-secret` by default.
    pub fn credentials(mut self, client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        self.settings.client_id = client_id.into();
        self.settings.client_secret = client_secret.into();
        self
    }

    /// How long a token of the token endpoint lives, in whole seconds. An hour by default.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.token_lifetime = lifetime;
        self
    }

    /// Where files are uploaded to, `https://host[:port]`: another origin than that of the API, by default
    /// `https://uploads.fake.example`.
    pub fn upload_origin(mut self, origin: impl Into<String>) -> Self {
        self.settings.upload_origin = origin.into();
        self
    }

    /// Takes uploads that carry an `authorization` header, which some clients send by mistake. They still count as
    /// [leaks](Fake::leaks). By default they are refused.
    pub fn allow_leaks(mut self) -> Self {
        self.settings.refuse_leaks = false;
        self
    }

    /// How long it takes until an upload counts as uploaded. 50 ms by default.
    pub fn upload_duration(mut self, duration: Duration) -> Self {
        self.pace.upload = duration;
        self
    }

    /// How long the build of a function takes: half of it Queued, half Deploying. 200 ms by default.
    pub fn deployment_duration(mut self, duration: Duration) -> Self {
        self.pace.deployment = duration;
        self
    }

    /// How long a call of a function takes. 100 ms by default; see [`Fake::call_duration`].
    pub fn call_duration(mut self, duration: Duration) -> Self {
        self.pace.call = duration;
        self
    }

    /// Fails on purpose.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// Decides about tokens, nonces and upload links.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The time at the start, in milliseconds since 1970. By default that of 2026-01-01.
    pub fn starting_at(mut self, milliseconds: i64) -> Self {
        self.epoch = milliseconds;
        self
    }

    /// The fake.
    pub fn build(self) -> Fake {
        let origin = self.settings.upload_origin.clone();
        let state = State::new(self.seed, Fate::new(self.faults), self.pace, origin);
        let shared = Shared::new(self.settings, Clock::new(self.epoch), state);
        Fake {
            shared: Arc::new(shared),
        }
    }
}

/// Without secrets.
impl std::fmt::Debug for FakeBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FakeBuilder")
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
